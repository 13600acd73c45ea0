/** Adds the device's share dialog and a copy button to the plain links. */
class ShareLinks extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this);
    offer(this, '[data-share]', 'share' in navigator);
    offer(this, '[data-copy]', 'clipboard' in navigator && 'writeText' in navigator.clipboard);
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
      // The supporter or the device refused; the plain links still work.
    }
  }
}

// No private method: it would load one more file in our oldest browsers.
function offer(links: Element, selector: string, isPossible: boolean) {
  const item = links.querySelector(selector)?.closest('li');
  if (!item) return;
  item.hidden = !isPossible;
  item.style.visibility = 'visible';
}

customElements.define('share-links', ShareLinks);
