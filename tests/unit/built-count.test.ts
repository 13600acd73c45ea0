import { afterEach, describe, expect, it } from 'vitest';
import type { Campaign } from '#domain/campaign.ts';
import { isOwnError } from '#domain/own-error.ts';
import { builtCount } from '#page-data/built-count.ts';
import { type LocalServer, startServer } from '../support/local-server.ts';
import { aCampaign } from './a-campaign.ts';

const answer = {
  campaign: 'clean-river',
  count: 12,
  online: 12,
  elsewhere: 0,
  goal: null,
  open: true,
  basis: 'claimed',
  exact: true,
  setAside: 0,
  erased: null,
  asOf: '2026-06-01T12:00:00.000Z',
};

/** What a live site answers, by the campaign in the address. Every other one is unknown to it. */
type Answers = Readonly<Record<string, { readonly status?: number; readonly body: unknown }>>;

const servers: LocalServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

/** A live site on this machine, and the campaigns that it was asked for. */
async function liveSite(answers: Answers): Promise<{ origin: string; asked: readonly string[] }> {
  const asked: string[] = [];
  const server = await startServer((request, response) => {
    const slug = /^\/api\/campaigns\/([^/]+)\/count$/u.exec(request.url ?? '')?.[1] ?? '';
    asked.push(slug);
    const { status = 200, body } = answers[slug] ?? { status: 404, body: { errors: [] } };
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  servers.push(server);
  return { origin: server.origin, asked };
}

function countOf(campaign: Campaign, siteUrl: string): Promise<unknown> {
  return builtCount(campaign, { defaultLocale: 'en' }, siteUrl);
}

describe('the count at build', () => {
  it('asks the live site once a campaign', async () => {
    const { origin, asked } = await liveSite({ 'clean-river': { body: answer } });
    expect(await countOf(aCampaign(), origin)).toEqual(answer);
    expect(await countOf(aCampaign(), origin)).toEqual(answer);
    expect(asked).toEqual(['clean-river']);
  });

  it('asks nobody where there is no live site', async () => {
    expect(await countOf(aCampaign(), '')).toBeNull();
  });

  it('asks for the names before where the live site does not know the new one yet', async () => {
    const { origin, asked } = await liveSite({
      'older-river': { body: { ...answer, campaign: 'older-river' } },
    });
    const renamed = aCampaign({ formerly: ['older-river', 'muddy-river'] });
    expect(await countOf(renamed, origin)).toMatchObject({ count: 12 });
    expect(asked).toEqual(['clean-river', 'muddy-river', 'older-river']);
  });

  it.each([
    ['answers with an error', { status: 503, body: answer }],
    ['answers with something else', { body: '<!doctype html>' }],
    ['answers for another campaign', { body: { ...answer, campaign: 'x' } }],
    ['counts in a way that this build does not know', { body: { ...answer, basis: 'guessed' } }],
  ])('is unknown where the live site %s', async (_why, answered) => {
    const { origin } = await liveSite({ 'clean-river': answered });
    expect(await countOf(aCampaign({ confirmation: 'required' }), origin)).toBeNull();
  });

  it('is unknown where the live site cannot be reached', async () => {
    const { origin } = await liveSite({});
    await servers.pop()?.[Symbol.asyncDispose]();
    expect(await countOf(aCampaign({ confirmation: 'required' }), origin)).toBeNull();
  });
});

describe('a build that makes a number coarse', () => {
  it('shows no exact one from before', async () => {
    const { origin } = await liveSite({ 'clean-river': { body: answer } });
    expect(await countOf(aCampaign({ discreet: true }), origin)).toBeNull();
    const confirmed = aCampaign({ discreet: true, confirmation: 'required' });
    const { origin: proven } = await liveSite({ 'clean-river': { body: { ...answer, basis: 'confirmed' } } });
    expect(await countOf(confirmed, proven)).toMatchObject({ online: 12 });
  });
});

describe('a build that changes what the number stands for', () => {
  const required = { confirmation: 'required' } as const;
  const none = { confirmation: 'none' } as const;
  const before = { ...answer, basis: undefined };

  it.each([
    ['from addresses that nobody checked', required, answer, 'required', 'none'],
    ['from an older deploy, which checked none', required, before, 'required', 'none'],
    ['from confirmed ones', none, { ...answer, basis: 'confirmed' }, 'none', 'required'],
  ])('stops while there are signatures %s', async (_what, facts, body, is, was) => {
    const { origin } = await liveSite({ 'clean-river': { body } });
    const stopped = await countOf(aCampaign(facts), origin).catch((error: unknown) => error);
    expect(isOwnError(stopped)).toBe(true);
    const said = stopped instanceof Error ? stopped.message : '';
    expect(said).toContain('content/campaigns/clean-river/en.md:1:1  `confirmation`');
    expect(said).toContain(`is ${is}, and was ${was} for the signatures of the live site (12)`);
    expect(said).toContain(`write \`confirmation: ${was}\` again`);
  });

  it('stops where a coarse number may hide some', async () => {
    const { origin } = await liveSite({ 'clean-river': { body: { ...answer, online: 0, exact: false } } });
    const changed = aCampaign({ ...required, discreet: true });
    await expect(countOf(changed, origin)).rejects.toThrow('(a coarse number: fewer than 30)');
  });

  it('stops under a new name too', async () => {
    const { origin } = await liveSite({ 'muddy-river': { body: { ...answer, campaign: 'muddy-river' } } });
    const renamed = aCampaign({ ...required, formerly: ['muddy-river'] });
    await expect(countOf(renamed, origin)).rejects.toThrow('content/campaigns/clean-river/en.md');
  });

  it.each([
    ['nobody has signed', required, { ...answer, online: 0, count: 120, elsewhere: 120 }],
    ['nothing changed, without confirmation', none, answer],
    ['nothing changed, with confirmation', required, { ...answer, basis: 'confirmed' }],
  ])('goes on where %s', async (_why, facts, body) => {
    const { origin } = await liveSite({ 'clean-river': { body } });
    expect(await countOf(aCampaign(facts), origin)).toEqual(body);
  });
});
