/** Offers what the device can do besides plain links: its own way to share, and copying the address. */
class ShareLinks extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this);
    this.#offer('[data-share]', 'share' in navigator);
    this.#offer('[data-copy]', 'clipboard' in navigator);
  }

  disconnectedCallback() {
    this.removeEventListener('click', this);
  }

  async handleEvent({ target }: Event) {
    if (!(target instanceof Element)) return;
    const { url = '', title = '', copied = '' } = this.dataset;
    try {
      if (target.matches('[data-share]')) await navigator.share({ title, url });
      if (target.matches('[data-copy]')) {
        await navigator.clipboard.writeText(url);
        const status = this.querySelector('[role=status]');
        if (status) status.textContent = copied;
      }
    } catch {
      // Turned away by the supporter or the device: the plain links are still there.
    }
  }

  #offer(selector: string, isPossible: boolean) {
    const item = this.querySelector(selector)?.closest('li');
    if (!item) return;
    item.hidden = !isPossible;
    item.style.visibility = 'visible';
  }
}

customElements.define('share-links', ShareLinks);
