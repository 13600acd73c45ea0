import { describe, expect, it } from 'vitest';
import { TOKEN } from '../site/served-site.ts';
import { fill, thanked } from './form.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('gallery');

/** What organizers download of the one signature. */
async function downloaded(): Promise<unknown> {
  const address = `${site.origin}/api/campaigns/everything/signatures?format=ndjson`;
  const answer = await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } });
  return answer.json();
}

const supporter = { 'Full name': 'Aroha Ngata', 'Email address': 'aroha@example.org' };

describe.each([true, false])('signing on a partner’s page, with JavaScript: %s', (javaScriptEnabled) => {
  it('tells the organizers through whom, and which text', async () => {
    const page = await open('/everything/via/hospital-union/', { javaScriptEnabled });
    const text = await page.locator('#sign [name=text]').getAttribute('value');
    await fill(page, supporter);
    await page.getByRole('button', { name: 'Sign now' }).click();
    await thanked(page);
    expect(text).toMatch(/^[0-9a-f]{16}$/u);
    expect(await downloaded()).toMatchObject({ text, via: 'hospital-union' });
  });

  it('tells nothing once the supporter chose not to', async () => {
    const page = await open('/everything/via/hospital-union/', { javaScriptEnabled });
    await page.getByRole('link', { name: 'Sign without telling them' }).click();
    await page.waitForURL('**/everything/#sign');
    await fill(page, supporter);
    await page.getByRole('button', { name: 'Sign now' }).click();
    await thanked(page);
    expect(await downloaded()).toMatchObject({ via: '' });
  });

  it('keeps the partner through a mistake', async () => {
    const page = await open('/es/everything/via/hospital-union/', { javaScriptEnabled });
    await fill(page, { 'Nombre completo': 'Inés Peña' });
    await page.getByRole('button', { name: 'Firmar ahora' }).click();
    await page.locator('#error-summary li').first().waitFor();
    await fill(page, { 'Correo electrónico': 'ines@example.org' });
    await page.getByRole('button', { name: 'Firmar ahora' }).click();
    await thanked(page);
    expect(await downloaded()).toMatchObject({ locale: 'es', via: 'hospital-union' });
  });
});

it('a partner that the campaign does not name has no page', async () => {
  const answer = await fetch(`${site.origin}/everything/via/nobody/`);
  expect(answer.status).toBe(404);
});
