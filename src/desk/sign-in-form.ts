import { isOrganizerToken } from '#domain/organizer-token.ts';
import type { Translator, WordKey } from '#i18n/translate.ts';
import { parseKeyFile } from '#sealing/key-file.ts';
import { type DeskCampaign, wordsIn } from './desk-data.ts';
import { find } from './element.ts';

/** The data with which an organizer signs in. */
export interface SignIn {
  readonly token: string;
  readonly slug: string;
  readonly keys: readonly string[];
}

type Field = 'token' | 'key';

/** Asks for token, campaign and key file. It clears the form after reading it, and hides the token again. */
export class SignInForm {
  readonly #form: HTMLFormElement;
  readonly #language: { readonly t: Translator };
  readonly #done: (signIn: SignIn) => void;

  constructor(form: HTMLFormElement, language: { readonly t: Translator }, done: (signIn: SignIn) => void) {
    this.#form = form;
    this.#language = language;
    this.#done = done;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#read();
    });
    form.addEventListener('reset', () => this.#showToken(false));
    this.#showButton.addEventListener('click', () =>
      this.#showToken(this.#token.classList.contains('secret')),
    );
  }

  /** Shows the campaigns' titles in the language of the desk. */
  render(campaigns: readonly DeskCampaign[]): void {
    this.#showToken(!this.#token.classList.contains('secret'));
    for (const option of find(this.#form, '#campaign', HTMLSelectElement).options) {
      const campaign = campaigns.find(({ slug }) => slug === option.value);
      if (!campaign) continue;
      const { title, lang } = wordsIn(campaign, this.#language.t.locale);
      option.textContent = title;
      option.lang = lang;
    }
  }

  /** Shows an error at a field and moves the focus there. */
  complain(field: Field, key: WordKey): void {
    const input = find(this.#form, `#${field}`, HTMLInputElement);
    const slot = find(this.#form, `#${field}-error`, HTMLElement);
    slot.textContent = this.#language.t(key);
    slot.hidden = false;
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  }

  async #read(): Promise<void> {
    this.#forgive();
    const token = this.#token.value.trim();
    if (!isOrganizerToken(token)) {
      this.complain('token', 'desk.error.token');
      return;
    }
    const keys = await readKeys(find(this.#form, '#key', HTMLInputElement));
    if (typeof keys === 'string') {
      this.complain('key', keys);
      return;
    }
    const slug = find(this.#form, '#campaign', HTMLSelectElement).value;
    this.#form.reset();
    find(this.#form, '#campaign', HTMLSelectElement).value = slug;
    this.#done({ token, slug, keys });
  }

  /** Shows what is typed, or dots, and says on the button what a press does. */
  #showToken(isShown: boolean): void {
    const { t } = this.#language;
    this.#token.classList.toggle('secret', !isShown);
    this.#showButton.textContent = t(isShown ? 'desk.signIn.hide' : 'desk.signIn.show');
    this.#showButton.ariaLabel = t(isShown ? 'desk.signIn.hide.token' : 'desk.signIn.show.token');
  }

  get #token(): HTMLInputElement {
    return find(this.#form, '#token', HTMLInputElement);
  }

  get #showButton(): HTMLElement {
    return find(this.#form, '#show-token', HTMLElement);
  }

  #forgive(): void {
    for (const slot of this.#form.querySelectorAll<HTMLElement>('.field-error')) slot.hidden = true;
    for (const input of this.#form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  }
}

/**
 * The private keys of the chosen file; an empty list without a file. A file without readable keys gives the
 * key of an error message.
 */
export async function readKeys(input: HTMLInputElement): Promise<readonly string[] | WordKey> {
  const file = input.files?.[0];
  if (!file) return [];
  // A key file has a few hundred characters. A video chosen by mistake is not read completely.
  const parsed = parseKeyFile(new Uint8Array(await file.slice(0, 64 * 1024).arrayBuffer()));
  switch (parsed.kind) {
    case 'keys':
      return parsed.keys;
    case 'encrypted':
      return 'desk.error.keyLocked';
    case 'document':
      return 'desk.error.keyDocument';
    case 'none':
      return 'desk.error.keyNone';
  }
}
