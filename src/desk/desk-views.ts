import { AsideView } from './aside-view.ts';
import type { DeskHooks, DeskState, DeskView } from './desk-state.ts';
import { find } from './element.ts';
import { ErasingView } from './erasing-view.ts';
import { ExportView } from './export-view.ts';
import { FiguresView } from './figures-view.ts';
import { ListView } from './list-view.ts';
import { LogView } from './log-view.ts';
import { NewsView } from './news-view.ts';
import { PacketView } from './packet-view.ts';
import { PaperLinks } from './paper-links.ts';

/** The views of the desk by the id of their section. */
export interface DeskViews {
  readonly all: Readonly<Record<string, DeskView>>;
  readonly aside: AsideView;
}

/** Makes all views of the desk, which stand in `root`. */
export function deskViews(desk: DeskState, root: HTMLElement, hooks: DeskHooks): DeskViews {
  const part = (id: string) => find(root, `#${id}`, HTMLElement);
  const dialog = find(root, '#erase-dialog', HTMLDialogElement);
  const erasing = new ErasingView(desk, part('erase'), dialog, () => hooks.changed());
  const aside = new AsideView(desk, root, part('aside'), hooks);
  const news = root.querySelector<HTMLElement>('#news');
  const all = {
    // Only where the site sends mail.
    ...(news && { news: new NewsView(desk, news) }),
    figures: new FiguresView(desk, part('figures')),
    list: new ListView(desk, part('list'), (signature) => void erasing.eraseOne(signature)),
    export: new ExportView(desk, part('export')),
    deliver: new PacketView(desk, part('deliver')),
    paper: new PaperLinks(desk, part('paper')),
    aside,
    erase: erasing,
    log: new LogView(desk, part('log')),
  };
  return { all, aside };
}
