import type { Page } from 'playwright-core';
import { translator } from '#i18n/translate.ts';

/** The values that a person types into the English form, by label. */
export const supporter = {
  'Full name': 'Aroha Ngata',
  'Email address': 'aroha@example.org',
  'Postal code (optional)': '6011',
  'Why are you signing? (optional)': 'For my sister.\nAnd <b>hers</b>.',
};

/** Types values into the fields of the form for signing, which it finds by label. */
export async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await page.locator('#sign').getByRole('textbox', { name: label }).fill(value);
}

/** Presses the button of the English form. */
export async function sign(page: Page): Promise<void> {
  await page.getByRole('button', { name: translator('en')('form.submit') }).click();
}

/** Waits for the thanks, which a script puts into the place of the form. Returns their headline. */
export async function thanked(page: Page): Promise<string> {
  await page.locator('#thanks-title').waitFor();
  return page.locator('#thanks-title').innerText();
}

/** The texts of the errors, and the names of their fields, of a page that has arrived. */
export async function words(
  page: Page,
): Promise<{ summary: string[]; fields: string[]; invalid: (string | null)[] }> {
  await page.waitForLoadState('load');
  const invalid = await page.locator('[aria-invalid=true]').all();
  return {
    summary: await page.locator('#error-summary li').allTextContents(),
    fields: await page.locator('.field-error:visible').allTextContents(),
    invalid: await Promise.all(invalid.map((control) => control.getAttribute('name'))),
  };
}

/** What the page sets in the form, and nobody types. */
const SET_BY_PAGE = ['locale', 'text', 'via'];

/** The values that a person typed or chose, and the form would send. */
export function typed(page: Page): Promise<Record<string, unknown>> {
  return page.locator('#sign').evaluate((form: HTMLFormElement, set) => {
    const fields = Array.from(new FormData(form));
    return Object.fromEntries(fields.filter(([name]) => !set.includes(name)));
  }, SET_BY_PAGE);
}
