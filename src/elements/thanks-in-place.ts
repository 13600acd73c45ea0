const TIMEOUT_MS = 30_000;

/**
 * Puts the thanks into the place of the form. The history gets no entry of them, and the title names no deed.
 * Where that fails `leave` is called, and their page takes the place of this one.
 */
export function showThanks(host: HTMLElement, leave: () => void): void {
  const asking = new XMLHttpRequest();
  asking.open('GET', host.dataset['thanks'] ?? '/');
  // A document made by the browser itself: Trusted Types lets no script make one out of words.
  asking.responseType = 'document';
  asking.timeout = TIMEOUT_MS;
  asking.onloadend = () => {
    const thanks = asking.responseXML?.getElementById('thanks');
    const heading = thanks?.querySelector('h1');
    // `leave` goes nowhere for whoever left in a hurry.
    if (!thanks || !heading || 'left' in document.documentElement.dataset) {
      leave();
      return;
    }
    document.querySelector('.sign-bar')?.remove();
    // “Be the first to sign” is no longer true.
    document.querySelector('signature-count strong[hidden] + span')?.remove();
    heading.setAttribute('aria-level', '2');
    // The form for news needs the place for its mistakes.
    const summary = host.querySelector('#error-summary');
    if (summary) document.getElementById('main')?.prepend(summary);
    host.replaceWith(thanks);
    // Focus alone would put the heading into the middle of a phone, and sharing below its edge.
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: 'nearest' });
  };
  asking.send();
}
