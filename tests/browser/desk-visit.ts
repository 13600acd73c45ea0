import { Encrypter, identityToRecipient } from 'age-encryption';
import type { Page } from 'playwright-core';
import { canonicalAddress } from '#domain/address.ts';
import type { Signature } from '#domain/signature.ts';
import type { Supporter } from '#domain/supporter.ts';
import { toSealedJson } from '#sealing/sealed-text.ts';
import { entryId } from '#secret/entry-id.ts';
import { type ServedSite, STORE, TOKEN } from '../site/served-site.ts';
import { aSignature } from '../store/a-signature.ts';

const CAMPAIGN = 'stop-the-raids';
/** The secret of the served site. */
const SECRET = 's'.repeat(32);

/**
 * Makes a signature of the first campaign, with the id of its email address. With a key it seals the
 * signature to that key.
 */
export async function signedBy(
  supporter: Partial<Supporter> & { readonly email: string; readonly signedAt?: string },
  key?: string,
): Promise<Signature> {
  const address = canonicalAddress(supporter.email);
  if (!address) throw new TypeError('It is no address.');
  const id = entryId(SECRET, { kind: 'signature', campaign: CAMPAIGN }, address);
  const signature = aSignature({
    id,
    campaign: CAMPAIGN,
    signedAt: '2026-06-01T12:00:00.000Z',
    ...supporter,
  });
  if (!key || !('supporter' in signature)) return signature;
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(key));
  const file = await encrypter.encrypt(toSealedJson(signature.supporter));
  const { version, campaign, signedAt } = signature;
  return { version, id, campaign, signedAt, sealed: Buffer.from(file).toString('base64') };
}

/** Puts signatures into the store of the served site. */
export function store({ blobs }: ServedSite, signatures: readonly Signature[]): void {
  blobs.seed(
    STORE,
    signatures.map((signature) => [`${CAMPAIGN}/${signature.id}`, JSON.stringify(signature)]),
  );
}

/** Signs in at the desk, which then loads. `keys` are the lines of the key file. */
export async function signIn(page: Page, keys: readonly string[] = [], token = TOKEN): Promise<void> {
  await page.locator('#token').fill(token);
  if (keys.length > 0) await chooseKeys(page, '#key', keys);
  await page.getByRole('button', { name: 'Load the signatures' }).click();
}

export async function chooseKeys(page: Page, input: string, keys: readonly string[]): Promise<void> {
  const buffer = Buffer.from(`# a key file\n${keys.join('\n')}\n`);
  await page.locator(input).setInputFiles({ name: 'key.txt', mimeType: 'text/plain', buffer });
}

/** Opens a part of the desk with the button of that part. */
export async function turnTo(page: Page, name: string): Promise<void> {
  await page.locator('#views').getByRole('button', { name, exact: true }).click();
}

/** Erases by address, and agrees where the desk asks. */
export async function eraseAddress(page: Page, email: string): Promise<void> {
  await page.locator('#erase-address').fill(email);
  await page.getByRole('button', { name: 'Erase this signature' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
}

/** The text of the cells of every row in a table's body, as a person reads it. */
export function rowsOf(page: Page, table: string): Promise<string[][]> {
  return page
    .locator(`${table} tbody tr`)
    .evaluateAll((rows) => rows.map((row) => Array.from(row.children, (cell) => cell.textContent)));
}

/** Presses a button of the desk and returns the name and the text of the saved file. */
export async function saved(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  const chunks = await Array.fromAsync(await download.createReadStream());
  return {
    name: download.suggestedFilename(),
    text: Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))).toString('utf8'),
  };
}
