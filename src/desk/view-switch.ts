/** Shows one section of the desk at a time. The address does not change, so the history shows nothing. */
export class ViewSwitch {
  readonly #nav: HTMLElement;
  readonly #entered: (view: string) => void;

  constructor(nav: HTMLElement, entered: (view: string) => void) {
    this.#nav = nav;
    this.#entered = entered;
    for (const button of this.#buttons()) {
      button.addEventListener('click', () => this.show(button.getAttribute('aria-controls') ?? ''));
    }
  }

  show(view: string): void {
    for (const button of this.#buttons()) {
      const controls = button.getAttribute('aria-controls') ?? '';
      const isShown = controls === view;
      button.setAttribute('aria-pressed', String(isShown));
      const section = document.getElementById(controls);
      if (section) section.hidden = !isShown;
    }
    this.#entered(view);
  }

  /** Offers only these sections; `null` offers all. */
  offer(views: readonly string[] | null): void {
    for (const button of this.#buttons()) {
      const isOffered = views?.includes(button.getAttribute('aria-controls') ?? '') ?? true;
      (button.closest('li') ?? button).hidden = !isOffered;
    }
  }

  #buttons(): NodeListOf<HTMLElement> {
    return this.#nav.querySelectorAll('button[aria-controls]');
  }
}
