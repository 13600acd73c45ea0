import { describe, expect, it, vi } from 'vitest';
import { ask, withBlobs } from './platform.ts';
import { addressOf, aForm } from './sign-request.ts';

const blobs = await withBlobs();

/** Deploys where nobody sees a draft, and those whose pages show it. */
const HIDING = ['production', 'dev', ''];
const SHOWING = ['deploy-preview', 'branch-deploy', 'preview-server'];

const NUMBERS = ['count', 'series', 'corrections', 'badge.svg'];
const FORMS = ['signatures', 'confirmations', 'withdrawals', 'withdrawal-mails', 'news'];

const HAS_IT = 'This campaign is a draft, so it takes nothing yet. Signing begins with status: active.';

/** What every address of a draft answers to who has no token. */
async function answersOf(context: string): Promise<string[]> {
  const answers = [
    ...NUMBERS.map((name) => ask(`/api/campaigns/by-mail-draft/${name}`, {}, context)),
    ...FORMS.map((name) =>
      ask(
        `/api/campaigns/by-mail-draft/${name}`,
        {
          method: 'POST',
          body: new URLSearchParams(aForm()),
          headers: { accept: 'application/json' },
        },
        context,
      ),
    ),
  ];
  return Promise.all(
    answers.map(async (answer) => {
      const { status } = await answer;
      const { errors } = (await (await answer).json()) as { errors: { code: string }[] };
      return `${status} ${errors.map(({ code }) => code).join(' ')}`;
    }),
  );
}

/** The page that a browser gets which sends the form of a draft. */
async function pageOf(context: string): Promise<string> {
  const body = new URLSearchParams(aForm());
  return (await ask(addressOf('not-yet-shown'), { method: 'POST', body }, context)).text();
}

describe.each(['', 'on'])('a draft, where PREVIEW_SIGNING is “%s”,', (setting) => {
  it.each(HIDING)('is unknown to who has no token: in “%s”', async (context) => {
    vi.stubEnv('PREVIEW_SIGNING', setting);
    expect(new Set(await answersOf(context))).toEqual(new Set(['404 campaign.unknown']));
    expect(await pageOf(context)).not.toMatch(/draft/iu);
    expect(blobs.operations.total).toBe(0);
  });

  it.each(SHOWING)(
    'takes and tells nothing where its pages stand, and says why: in “%s”',
    async (context) => {
      vi.stubEnv('PREVIEW_SIGNING', setting);
      expect(new Set(await answersOf(context))).toEqual(new Set(['404 campaign.draft']));
      expect(await pageOf(context)).toContain(HAS_IT);
      expect(blobs.operations.total).toBe(0);
    },
  );

  it.each([...HIDING, ...SHOWING])('is in no list of campaigns: in “%s”', async (context) => {
    vi.stubEnv('PREVIEW_SIGNING', setting);
    const list = await (await ask('/api/campaigns', {}, context)).text();
    expect(list).toContain('clean-river');
    expect(list).not.toMatch(/not-yet-shown|by-mail-draft/u);
  });
});

describe('a draft while developing', () => {
  it('says to who sends its form when signing begins, in every language', async () => {
    vi.stubEnv('UNDERSIGNED_DEVELOPING', 'true');
    const page = await pageOf('');
    expect(page).toContain('<title>Signing has not begun – River Keepers</title>');
    expect(page).toContain(HAS_IT);
    expect(page).toContain('Se podrá firmar cuando ponga status: active.');
    expect(new Set(await answersOf(''))).toEqual(new Set(['404 campaign.draft']));
  });
});
