import type { Page } from 'playwright-core';

/** Types into the fields by their labels. */
export async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await page.getByRole('textbox', { name: label }).fill(value);
}

/** The words of the errors, and the fields they are about. */
export async function words(
  page: Page,
): Promise<{ summary: string[]; fields: string[]; invalid: (string | null)[] }> {
  const invalid = await page.locator('[aria-invalid=true]').all();
  return {
    summary: await page.locator('#error-summary li').allTextContents(),
    fields: await page.locator('.field-error:visible').allTextContents(),
    invalid: await Promise.all(invalid.map((control) => control.getAttribute('name'))),
  };
}

/** What the form would send. */
export function typed(page: Page): Promise<Record<string, unknown>> {
  return page.locator('form').evaluate((form: HTMLFormElement) => {
    const fields = Array.from(new FormData(form));
    return Object.fromEntries(fields.filter(([name]) => name !== 'locale'));
  });
}
