import { meantAddress } from '#domain/meant-address.ts';

/**
 * Asks below a field whether another address was meant, if the typed one looks like a slip. A press fills it
 * in. It waits for nobody: the form can be sent at any time, and nothing leaves the page.
 */
export function askAbout(control: HTMLInputElement): void {
  const place = control.form?.querySelector('output');
  if (!place) return;
  const ask = () => {
    place.replaceChildren(...wordsFor(control, place));
  };
  // The question moves what is below it. A button that is pressed at this moment would slip from the finger.
  const isPressing = document.querySelector('button:active, a:active, label:active') !== null;
  if (isPressing) addEventListener('mouseup', () => setTimeout(ask), { once: true });
  else ask();
}

function wordsFor(control: HTMLInputElement, { dataset }: HTMLOutputElement): (string | Element)[] {
  const meant = meantAddress(control.value);
  if (meant === null) return [];
  if (meant === 'ending') return [dataset['ending'] ?? ''];
  const [before = '', after = ''] = dataset['meant']?.split('{email}') ?? [];
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = meant.address;
  button.addEventListener('click', () => {
    control.value = meant.address;
    control.focus();
    askAbout(control);
  });
  return [before, button, after];
}
