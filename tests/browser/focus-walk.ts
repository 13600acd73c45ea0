import type { Page } from 'playwright-core';

/**
 * Presses a key until the focus has gone around the page. Names each control that was not seen whole, or whose
 * label was not seen.
 */
export async function unseenOnTheWay(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
  const unseen: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const found = await page.evaluate(lookAtFocus);
    if (found === 'end') {
      if (presses < 5) throw new RangeError('The focus went nowhere.');
      return unseen;
    }
    if (found !== null) unseen.push(found);
  }
  throw new RangeError('The focus does not come to an end of the page.');
}

/** Names what has the focus and cannot be seen; `end` if nothing has it. It runs in the page. */
function lookAtFocus(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused === document.documentElement) return 'end';
  const isSeen = ({ left, top, right, bottom }: DOMRect, element: Element) =>
    [top + 2, bottom - 2].every((y) =>
      [left + 2, right - 2].every((x) => {
        const found = document.elementFromPoint(x, y);
        const fields = element.closest('.fields')?.getBoundingClientRect();
        const isInside = !fields || (y > fields.top && y < fields.bottom);
        return isInside && found !== null && (element.contains(found) || found.contains(element));
      }),
    );
  const parts: [string, DOMRect | undefined, Element][] = Array.from(focused.getClientRects(), (rect) => [
    '',
    rect,
    focused,
  ]);
  // What has no box is not seen.
  if (parts.length === 0) parts.push(['', undefined, focused]);
  const label = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  const [named] = label ? (focused.labels ?? []) : [];
  if (named) parts.push(['the label of ', named.getClientRects()[0], named]);
  const hidden = parts.find(([, rect, element]) => rect === undefined || !isSeen(rect, element));
  return hidden ? hidden[0] + (focused.id || focused.textContent) : null;
}
