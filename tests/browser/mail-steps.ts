import type { Page } from 'playwright-core';
import { translator } from '#i18n/translate.ts';
import { CAMPAIGN } from './mailed-site.ts';

/** Somebody who signs. */
export interface Typed {
  readonly name: string;
  readonly email: string;
  readonly locale: 'en' | 'es';
}

export const aroha: Typed = { name: 'Aroha Ngata', email: 'aroha@example.org', locale: 'en' };
export const ines: Typed = { name: 'Inés Peña', email: 'ines@example.org', locale: 'es' };

/** Both of them, with a browser that runs scripts and with one that does not. */
export const EVERYBODY = [true, false].flatMap((javaScriptEnabled) =>
  [aroha, ines].map((person) => ({ ...person, javaScriptEnabled })),
);

/** The path of a page of the campaign that demands confirmation. */
export function pathOf(locale: 'en' | 'es', rest = '', campaign = CAMPAIGN): string {
  return `${locale === 'en' ? '' : '/es'}/${campaign}/${rest}`;
}

/** Goes to the campaign, fills in the form and sends it. */
export async function signAs(page: Page, { name, email, locale }: Typed): Promise<void> {
  const path = pathOf(locale);
  if (new URL(page.url()).pathname !== path) await page.goto(path);
  await page.locator('#name').fill(name);
  await page.locator('#email').fill(email);
  await page.locator('#sign .button').click();
}

/** Signs, and waits for the page with the field for the code. Returns the record that it keeps. */
export async function askAs(page: Page, typed: Typed): Promise<string> {
  await signAs(page, typed);
  await page.waitForFunction(() => !document.querySelector('#sign'));
  return recordIn(page);
}

/** Waits for the page with the field for the code, and returns the record that it keeps. */
export async function recordIn(page: Page): Promise<string> {
  await page.locator('#code').waitFor();
  return page.locator('input[name=record]').inputValue();
}

/** Types a code and sends it. */
export async function sendCode(page: Page, code: string): Promise<void> {
  await page.locator('#code').fill(code);
  await page.locator('#confirm-code .button').click();
}

/** Opens the link of a mail and presses its one button. Without JavaScript it pastes the link. */
export async function followLink(page: Page, url: string, form: 'confirm-link' | 'withdraw'): Promise<void> {
  // From one fragment to another a browser loads nothing anew.
  await page.goto('about:blank');
  await page.goto(url);
  const field = page.locator('#token');
  if (await field.isVisible()) await field.fill(url);
  await page.locator(`#${form} .button`).click();
}

/** Makes the choice to take back, sends it, and waits for the page that says so. */
export async function takeBack(page: Page): Promise<void> {
  await page.locator('#withdraw-yes').check();
  await page.locator('#withdraw .button').click();
  await page.waitForURL('**/withdrawn/');
}

/** Types an address into the line for news, and sends it. */
export async function askForNews(page: Page, email: string): Promise<void> {
  await page.locator('#news-email').fill(email);
  await page.locator('#news .button').click();
}

/** The errors of the summary, once it is there. */
export async function errorsOf(page: Page): Promise<string[]> {
  await page.locator('#error-summary').waitFor();
  await page.waitForLoadState('load');
  return page.locator('#error-summary li').allTextContents();
}

/** The headline as a person reads it. */
export async function headline(page: Page): Promise<string> {
  return (await page.locator('h1').innerText()).trim();
}

/** The words of a page in a language. */
export const words = { en: translator('en'), es: translator('es') };
