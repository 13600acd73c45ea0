import fc from 'fast-check';
import { expect } from 'vitest';
import { ask } from '../../functions/platform.ts';
import { PEOPLE } from './ledger.ts';
import type { OwnCampaign } from './own-content.ts';
import { CAMPAIGNS } from './own-content.ts';

/** What a person sends to a campaign, and how. */
export interface Way {
  readonly campaign: OwnCampaign;
  /** Which of the campaign's slugs stands in the address. */
  readonly slug: number;
  readonly isForm: boolean;
}

export const campaign = fc.constantFrom(...CAMPAIGNS, CAMPAIGNS[0] as OwnCampaign);
export const person = fc.nat(PEOPLE - 1);
export const slug = fc.nat(2);
export const isForm = fc.boolean();

/** The path of an endpoint of a campaign, under one of its slugs. */
export function pathOf(
  { campaign: { slugs }, slug }: Pick<Way, 'campaign' | 'slug'>,
  endpoint: string,
): string {
  return `/api/campaigns/${slugs[slug % slugs.length] ?? ''}/${endpoint}`;
}

/** Sends fields as a browser without JavaScript does, or as the page's own script. */
export function send(
  way: Way,
  endpoint: string,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const body = way.isForm ? new URLSearchParams(fields) : JSON.stringify(fields);
  const headers = way.isForm
    ? { accept: 'text/html', 'sec-fetch-site': 'same-origin' }
    : { accept: 'application/json', 'content-type': 'application/json' };
  return ask(pathOf(way, endpoint), { method: 'POST', headers, body });
}

/** The code of the one error in an answer of JSON; its status alone where a form was sent. */
async function errorOf(response: Response, { isForm }: Way): Promise<string> {
  if (isForm) return String(response.status);
  const { errors } = (await response.json()) as { errors: { code: string }[] };
  expect(errors).toHaveLength(1);
  return `${response.status} ${errors[0]?.code ?? ''}`;
}

/** Checks a refusal: its status, and its code where the answer is JSON. */
export async function expectRefused(response: Response, way: Way, wanted: string): Promise<void> {
  const found = await errorOf(response, way);
  expect(way.isForm ? wanted.slice(0, found.length) : wanted).toBe(found);
}
