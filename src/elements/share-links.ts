/** Adds the device's share dialog and a copy button to the plain links. */
class ShareLinks extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this);
    // Where a link stands out as the next useful thing, a button that works here does so instead.
    const first = this.querySelector('.first');
    const share = offer(this, '[data-share]', 'share' in navigator);
    const copy = offer(this, '[data-copy]', 'clipboard' in navigator && 'writeText' in navigator.clipboard);
    const button = share ?? copy;
    if (!first || !button) return;
    first.className = '';
    button.className = 'first';
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
/** Shows a button, and returns it, or hides it where the device cannot do what it says. */
function offer(links: Element, selector: string, isPossible: boolean): Element | null {
  const button = links.querySelector(selector);
  const item = button?.closest('li');
  if (!item) return null;
  item.hidden = !isPossible;
  item.style.visibility = 'visible';
  return isPossible ? button : null;
}

customElements.define('share-links', ShareLinks);
