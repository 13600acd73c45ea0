import { ERASE_AFTER_DAYS, type ListedAside, readAside } from '#domain/aside.ts';
import { isWordKey, type Translator } from '#i18n/translate.ts';
import { type BatchesEnd, inBatches } from './aside-batches.ts';
import { AsideListView } from './aside-list-view.ts';
import { AsidePreview } from './aside-preview.ts';
import { ChoicePanel } from './choice-panel.ts';
import type { DeskHooks, DeskState, DeskView, Session } from './desk-state.ts';
import { find } from './element.ts';
import { errorWords } from './loading-view.ts';
import { QuestionDialog } from './question-dialog.ts';

/** Sets signatures aside: they are chosen, looked at and sent here, and put back from the list below. */
export class AsideView implements DeskView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  readonly #hooks: DeskHooks;
  readonly #panel: ChoicePanel;
  readonly #preview: AsidePreview;
  readonly #list: AsideListView;
  readonly #asking: QuestionDialog;
  readonly #askingBack: QuestionDialog;
  #may: boolean | null = null;
  #stop = new AbortController();
  #isSending = false;

  constructor(desk: DeskState, root: HTMLElement, section: HTMLElement, hooks: DeskHooks) {
    this.#desk = desk;
    this.#section = section;
    this.#hooks = hooks;
    this.#asking = new QuestionDialog(find(root, '#aside-dialog', HTMLDialogElement));
    this.#askingBack = new QuestionDialog(find(root, '#put-back-dialog', HTMLDialogElement));
    this.#preview = new AsidePreview(desk, section);
    this.#panel = new ChoicePanel(desk, find(section, '#aside-choice', HTMLElement), () =>
      this.#preview.show(this.#panel.chosen),
    );
    this.#list = new AsideListView(desk, section, (aside) => void this.#putBack(aside));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#setAside();
    });
  }

  /** Shows what is in memory now, and asks the site what is set aside, and what the token may do. */
  open(): void {
    this.refresh();
    void this.#desk.session?.facts.read();
    void this.#learnRight();
  }

  /** Groups the signatures anew, after some left the memory. */
  refresh(): void {
    this.#panel.refresh();
    this.#preview.show(this.#panel.chosen);
  }

  /** Chooses an hour, by its start in ISO 8601 UTC. */
  chooseHour(hour: string): void {
    this.#panel.choose('hour', [hour]);
    this.#preview.show(this.#panel.chosen);
  }

  render(): void {
    this.#panel.render();
    this.#preview.render();
    this.#list.render();
    this.#showRight();
  }

  learn(): void {
    this.#list.render();
  }

  keep(): void {
    this.#asking.close();
    this.#askingBack.close();
  }

  clear(): void {
    this.keep();
    this.#stop.abort();
    this.#may = null;
    this.#panel.clear();
    this.#preview.clear();
    this.#list.clear();
    this.#form.reset();
    this.#say('');
    this.#showRight();
  }

  async #learnRight(): Promise<void> {
    const { session } = this.#desk;
    if (!session || this.#may !== null) return;
    const may = await session.requests.maySetAside(session.campaign.slug);
    if (session.requests !== this.#desk.session?.requests) return;
    this.#may = may;
    this.#list.allow(may);
    this.#showRight();
  }

  #showRight(): void {
    const isRefused = this.#may === false;
    find(this.#section, '#aside-right', HTMLElement).textContent = isRefused
      ? this.#desk.t('desk.aside.right')
      : '';
    find(this.#section, '#aside-tool', HTMLElement).hidden = isRefused;
  }

  async #setAside(): Promise<void> {
    const { session, t } = this.#desk;
    if (!session || this.#isSending) return;
    const { ids } = this.#preview;
    const asked = this.#asked(ids.slice(0, 1));
    if (ids.length === 0) this.#say(t('desk.aside.nothing'));
    if (ids.length === 0 || !asked) return;
    const { eraseAfterDays } = asked;
    const end = eraseAfterDays === undefined ? '' : ` ${t('desk.aside.dialog.erase')}`;
    if (!(await this.#asking.ask(`${t('desk.aside.dialog.question', { count: ids.length })}${end}`))) return;
    this.#isSending = true;
    const stop = (this.#stop = new AbortController());
    const sent = await inBatches(
      ids,
      (batch) => session.requests.setAside(session.campaign.slug, { ...asked, ids: batch }, stop.signal),
      (count) => this.#say(t('desk.aside.sending', { count, all: ids.length })),
    );
    this.#isSending = false;
    if (stop.signal.aborted) return;
    this.#conclude(session, ids.length, sent);
  }

  /** What the form says, for one id; `null` after it said what is wrong with it. */
  #asked(ids: string[]) {
    const { t } = this.#desk;
    const reason = find(this.#form, '#aside-reason', HTMLInputElement);
    const isErased = find(this.#form, '#aside-erase', HTMLInputElement).checked;
    const read = readAside({
      ids: ids.length === 0 ? ['0'.repeat(32)] : ids,
      reason: reason.value,
      ...(isErased ? { eraseAfterDays: ERASE_AFTER_DAYS } : {}),
    });
    if (read.kind === 'valid') return read.asked;
    const key = `error.${read.mistakes[0]?.code ?? ''}`;
    this.#say(isWordKey(key) ? t(key) : key);
    reason.focus();
    return null;
  }

  /** Drops from memory what is aside now, and says what was done and what was not. */
  #conclude(session: Session, all: number, { done, failure }: BatchesEnd): void {
    const { t } = this.#desk;
    for (const id of done) session.loading.signatures.remove(id);
    if (failure === null) {
      this.#form.reset();
      this.#preview.clear();
    }
    this.#list.forgetRows();
    this.refresh();
    void session.facts.read();
    this.#hooks.changed();
    this.#say(
      failure === null
        ? t('desk.aside.done', { count: done.length })
        : [failureWords(failure, t), t('desk.aside.half', { done: done.length, all })].join(' '),
    );
  }

  async #putBack({ aside, signatures }: ListedAside): Promise<void> {
    const { session, t } = this.#desk;
    if (!session || !(await this.#askingBack.ask(t('desk.aside.back.question', { count: signatures }))))
      return;
    const answer = await session.requests.putBack(session.campaign.slug, aside);
    if (session !== this.#desk.session) return;
    this.#list.forgetRows();
    this.#say('', answer.kind === 'done' ? t('desk.aside.back.done') : errorWords(answer.status, t));
    void session.facts.read();
    // Only the site has them, so all is loaded anew: no figure lacks them.
    if (answer.kind === 'done') this.#hooks.reload();
  }

  get #form(): HTMLFormElement {
    return find(this.#section, '#aside-form', HTMLFormElement);
  }

  /** Says something at the form, or at the list. What was said before leaves both. */
  #say(atForm: string, atList = ''): void {
    find(this.#section, '#aside-said', HTMLElement).textContent = atForm;
    find(this.#section, '#put-back-said', HTMLElement).textContent = atList;
  }
}

/** After a failure of the store nobody knows whether the last batch is aside. */
function failureWords(failure: number, t: Translator): string {
  return failure === 503 ? t('error.aside.unavailable') : errorWords(failure, t);
}
