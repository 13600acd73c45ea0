import { SIGNATURES } from '#download/row.ts';
import type { Translator } from '#i18n/translate.ts';
import { type DeskData, parseDeskData } from './desk-data.ts';
import { DeskLanguage } from './desk-language.ts';
import type { DeskState, DeskView, Session } from './desk-state.ts';
import { find } from './element.ts';
import { ErasingView } from './erasing-view.ts';
import { ExportView } from './export-view.ts';
import { FiguresView } from './figures-view.ts';
import { IdleNotice } from './idle-notice.ts';
import { IdleWatch } from './idle-watch.ts';
import { ListView } from './list-view.ts';
import { LoadingView } from './loading-view.ts';
import { Loading } from './loading.ts';
import { LogView } from './log-view.ts';
import { hasNeededInterfaces } from './needed-interfaces.ts';
import { NewsView } from './news-view.ts';
import { OrganizerRequests } from './organizer-requests.ts';
import { PacketView } from './packet-view.ts';
import { PaperLinks } from './paper-links.ts';
import { releaseFiles } from './saved-file.ts';
import { readKeys, type SignIn, SignInForm } from './sign-in-form.ts';
import { ViewSwitch } from './view-switch.ts';
import { startOpeningWorker } from './worker-policy.ts';

/** The organizers' desk: connects the parts of the page, and clears everything when the page is left. */
class Desk implements DeskState {
  readonly #root: HTMLElement;
  readonly #data: DeskData;
  readonly #language: DeskLanguage;
  readonly #signIn: SignInForm;
  readonly #loadingView: LoadingView;
  readonly #log: LogView;
  readonly #switch: ViewSwitch;
  readonly #idleNotice: IdleNotice;
  readonly #idleWatch: IdleWatch;
  /** The views by the id of their section. */
  readonly #views: Readonly<Record<string, DeskView>>;
  #view = '';
  #session: Session | null = null;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#data = parseDeskData(find(document, '#desk-data', HTMLElement).textContent);
    this.#language = new DeskLanguage(root, this.#data.locales, () => this.#render());
    this.#signIn = new SignInForm(find(root, '#sign-in-form', HTMLFormElement), this.#language, (signIn) =>
      this.#enter(signIn),
    );
    this.#loadingView = new LoadingView(this, this.#part('loading'));
    const dialog = find(root, '#erase-dialog', HTMLDialogElement);
    const erasing = new ErasingView(this, this.#part('erase'), dialog, () => this.#render());
    this.#log = new LogView(this, this.#part('log'));
    const news = root.querySelector<HTMLElement>('#news');
    this.#views = {
      // Only where the site sends mail.
      ...(news && { news: new NewsView(this, news) }),
      figures: new FiguresView(this, this.#part('figures')),
      list: new ListView(this, this.#part('list'), (signature) => void erasing.eraseOne(signature)),
      export: new ExportView(this, this.#part('export')),
      deliver: new PacketView(this, this.#part('deliver')),
      paper: new PaperLinks(this, this.#part('paper')),
      erase: erasing,
      log: this.#log,
    };
    this.#switch = new ViewSwitch(this.#part('views'), (view) => this.#show(view));
    this.#idleNotice = new IdleNotice(root);
    this.#idleWatch = new IdleWatch({
      target: document,
      isBusy: () => this.#session?.loading.stage.kind === 'underway',
      warn: (until) => {
        // A dialog lies over the page, and over a warning.
        if (until !== null) erasing.keep();
        this.#idleNotice.warn(until, this);
      },
      forget: () => this.#forgetIdle(),
    });
    this.#listen();
    this.#render();
    root.hidden = false;
    find(document, '#needs', HTMLElement).remove();
  }

  get session(): Session | null {
    return this.#session;
  }

  get t(): Translator {
    return this.#language.t;
  }

  get timeZone(): string {
    return this.#data.timeZone;
  }

  #listen(): void {
    this.#on('#stop', () => this.#session?.loading.stop());
    this.#on('#resume', () => void this.#run());
    this.#on('#again', () => this.#session && this.#load(this.#session));
    this.#on('#sign-out', () => this.#forget());
    this.#on('#refresh-log', () => void this.#log.open());
    find(this.#root, '#more-keys', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#addKeys();
    });
    // A browser may keep a left page whole for the Back button, also after quick exit.
    addEventListener('pagehide', () => this.#forget());
  }

  #enter({ token, slug, keys }: SignIn): void {
    const campaign = this.#data.campaigns.find((known) => known.slug === slug);
    if (!campaign) return;
    this.#part('sign-in').hidden = true;
    this.#part('loading').hidden = false;
    this.#idleNotice.sayEnded('');
    this.#load({ requests: new OrganizerRequests(token), campaign, keys });
  }

  /** Starts loading with an empty memory. */
  #load({ requests, campaign, keys }: Pick<Session, 'requests' | 'campaign' | 'keys'>): void {
    const loading = new Loading(
      {
        campaign: campaign.slug,
        ask: (part, signal) => requests.part(SIGNATURES, campaign.slug, part, signal),
        startWorker: startOpeningWorker,
        cores: navigator.hardwareConcurrency,
        changed: () => this.#session?.loading === loading && this.#loadingView.render(),
      },
      keys,
    );
    this.#session = { requests, campaign, keys, loading, asOf: new Date() };
    void this.#run();
  }

  async #run(running?: Promise<void>): Promise<void> {
    const { session } = this;
    if (!session) return;
    this.#idleWatch.start();
    this.#part('workplace').hidden = true;
    await (running ?? session.loading.run());
    if (session !== this.#session) return;
    // The wait was no idle time.
    this.#idleWatch.start();
    const { stage, isForbidden } = session.loading;
    if (stage.kind === 'refused' && stage.status === 401) this.#refuse();
    // The desk shows nothing incomplete, so that no incomplete figure or file looks complete.
    if (stage.kind !== 'whole' && !isForbidden) return;
    // A right can end between two loads. Then nothing of the first may stay.
    if (isForbidden) this.#clearViews();
    this.#part('workplace').hidden = false;
    this.#switch.offer(isForbidden ? ['erase'] : null);
    this.#switch.show(isForbidden ? 'erase' : this.#view || 'figures');
  }

  async #addKeys(): Promise<void> {
    const form = find(this.#root, '#more-keys', HTMLFormElement);
    const keys = await readKeys(find(form, 'input', HTMLInputElement));
    const status = find(form, '[role=status]', HTMLElement);
    status.textContent = typeof keys === 'string' ? this.t(keys) : '';
    if (typeof keys === 'string' || keys.length === 0 || !this.#session) return;
    form.reset();
    this.#session = { ...this.#session, keys: [...this.#session.keys, ...keys] };
    await this.#run(this.#session.loading.addKeys(keys));
  }

  #forgetIdle(): void {
    this.#forget();
    this.#idleNotice.sayEnded(this.t('desk.idle.ended'));
  }

  #refuse(): void {
    this.#forget();
    this.#signIn.complain('token', 'desk.error.refused');
  }

  #show(view: string): void {
    this.#view = view;
    if (view === 'log') void this.#log.open();
    this.#render();
  }

  #render(): void {
    this.#signIn.render(this.#data.campaigns);
    if (!this.#session) return;
    this.#loadingView.render();
    this.#views[this.#view]?.render?.();
  }

  /**
   * Signs out: removes the token, the keys and every signature from memory and page. Whatever fails in it,
   * nothing stays.
   */
  #forget(): void {
    const { session } = this;
    this.#session = null;
    this.#view = '';
    try {
      session?.loading.stop();
      this.#empty();
    } catch {
      this.#root.remove();
      location.reload();
    }
  }

  /** Empties the page, and shows the sign-in form. */
  #empty(): void {
    this.#idleWatch.stop();
    this.#idleNotice.sayEnded('');
    this.#clearViews();
    this.#loadingView.clear();
    releaseFiles();
    find(this.#root, '#sign-in-form', HTMLFormElement).reset();
    find(this.#root, '#more-keys', HTMLFormElement).reset();
    this.#part('workplace').hidden = true;
    this.#part('sign-in').hidden = false;
  }

  #clearViews(): void {
    for (const view of Object.values(this.#views)) view.clear();
  }

  #on(selector: string, act: () => void): void {
    find(this.#root, selector, HTMLButtonElement).addEventListener('click', act);
  }

  #part(id: string): HTMLElement {
    return find(this.#root, `#${id}`, HTMLElement);
  }
}

// Else the words stay that say what the desk needs.
if (hasNeededInterfaces()) new Desk(find(document, '#desk', HTMLElement));
