import { SIGNATURES } from '#download/row.ts';
import type { Translator } from '#i18n/translate.ts';
import { AlarmBanner } from './alarm-banner.ts';
import { type DeskData, parseDeskData } from './desk-data.ts';
import { DeskLanguage } from './desk-language.ts';
import type { DeskState, Session } from './desk-state.ts';
import { deskViews, type DeskViews } from './desk-views.ts';
import { find } from './element.ts';
import { resetFields } from './field-reset.ts';
import { IdleNotice } from './idle-notice.ts';
import { IdleWatch } from './idle-watch.ts';
import { LoadingView } from './loading-view.ts';
import { Loading } from './loading.ts';
import { hasNeededInterfaces } from './needed-interfaces.ts';
import { OrganizerRequests } from './organizer-requests.ts';
import { releaseFiles } from './saved-file.ts';
import { readKeys, type SignIn, SignInForm } from './sign-in-form.ts';
import { SiteFacts } from './site-facts.ts';
import { ViewSwitch } from './view-switch.ts';
import { startOpeningWorker } from './worker-policy.ts';

/** The organizers' desk: connects the parts of the page, and clears everything when the page is left. */
class Desk implements DeskState {
  readonly #root: HTMLElement;
  readonly #data: DeskData;
  readonly #language: DeskLanguage;
  readonly #signIn: SignInForm;
  readonly #loadingView: LoadingView;
  readonly #alarm: AlarmBanner;
  readonly #switch: ViewSwitch;
  readonly #idleNotice: IdleNotice;
  readonly #idleWatch: IdleWatch;
  readonly #views: DeskViews;
  #view = '';
  #session: Session | null = null;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#data = parseDeskData(find(document, '#desk-data', HTMLElement).textContent);
    this.#language = new DeskLanguage(root, this.#data, () => {
      this.#alarm.render();
      this.#render();
    });
    this.#signIn = new SignInForm(find(root, '#sign-in-form', HTMLFormElement), this.#language, (signIn) =>
      this.#enter(signIn),
    );
    this.#loadingView = new LoadingView(this, this.#part('loading'));
    this.#views = deskViews(this, root, {
      changed: () => this.#changed(),
      reload: () => this.#session && this.#load(this.#session),
    });
    this.#alarm = new AlarmBanner(this, this.#part('alarm'), (hour) => {
      this.#switch.show('aside');
      this.#views.aside.chooseHour(hour);
    });
    this.#switch = new ViewSwitch(this.#part('views'), (view) => this.#show(view));
    this.#idleNotice = new IdleNotice(root);
    this.#idleWatch = new IdleWatch({
      target: document,
      isBusy: () => this.#session?.loading.stage.kind === 'underway',
      warn: (until) => {
        // A dialog lies over the page, and over a warning.
        if (until !== null) for (const view of Object.values(this.#views.all)) view.keep?.();
        this.#idleNotice.warn(until, this);
      },
      isAnswer: (event) => this.#idleNotice.isAnswer(event),
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
    this.#root.classList.add('working');
    this.#part('sign-in').hidden = true;
    this.#loadingView.open();
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
    const facts = new SiteFacts(
      requests,
      campaign.slug,
      () => this.#session?.facts === facts && this.#views.all[this.#view]?.learn?.(),
    );
    this.#session = { requests, campaign, keys, loading, facts, asOf: new Date() };
    void facts.read();
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
    this.#alarm.refresh();
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
    this.#views.all[view]?.open?.();
    this.#render();
  }

  /** Some signatures left the memory. */
  #changed(): void {
    this.#alarm.refresh();
    this.#render();
  }

  #render(): void {
    this.#signIn.render(this.#data.campaigns);
    if (!this.#session) return;
    this.#loadingView.render();
    this.#views.all[this.#view]?.render?.();
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
    this.#root.classList.remove('working');
    this.#idleWatch.stop();
    this.#idleNotice.sayEnded('');
    this.#clearViews();
    this.#loadingView.clear();
    releaseFiles();
    find(this.#root, '#sign-in-form', HTMLFormElement).reset();
    resetFields(this.#root);
    this.#part('workplace').hidden = true;
    this.#part('sign-in').hidden = false;
    this.#part('token').focus();
  }

  #clearViews(): void {
    this.#alarm.clear();
    for (const view of Object.values(this.#views.all)) view.clear();
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
