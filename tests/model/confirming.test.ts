import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { afterAll, beforeEach, describe, it, vi } from 'vitest';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { reachStoresBy, watchLog, withBlobs } from '../functions/platform.ts';
import { withVirtualTime } from '../functions/virtual-time.ts';
import { askings } from './confirming/asking.ts';
import { CONFIRMING } from './confirming/confirming.ts';
import { beginHours, HOURS } from './confirming/hours.ts';
import { LateWrites } from './confirming/late-writes.ts';
import { aLedger } from './confirming/ledger.ts';
import { Mailbox } from './confirming/mailbox.ts';
import { CAMPAIGNS } from './confirming/own-content.ts';
import { expectReadings, READING } from './confirming/reading.ts';
import { SIDE_BY_SIDE } from './confirming/side-by-side.ts';
import { TAKING_BACK } from './confirming/taking-back.ts';
import type { World } from './confirming/world.ts';
import { walkAsFarAs } from './walking.ts';

const mailboxes = vi.hoisted(() => ({ present: undefined as Mailbox | undefined }));

vi.mock('#settings/project-root.ts', async () => {
  const { inject } = await import('vitest');
  const { withOwnCampaigns } = await import('./confirming/own-content.ts');
  return { PROJECT_ROOT: await withOwnCampaigns(inject('deployed')) };
});
vi.mock('#smtp/mail-service.ts', () => ({ mailService: () => mailboxes.present?.service }));

const blobs = await withBlobs();
// A file of this machine has no late writes.
const late = new LateWrites(blobs.fetch ?? fetch);

const RUNS = Math.ceil(Number(process.env['MODEL_RUNS']) / 3);
const COMMANDS = [askings, askings, ...CONFIRMING, ...TAKING_BACK, ...SIDE_BY_SIDE, ...HOURS, ...READING];

withVirtualTime(blobs, { days: true });
beforeEach(() => {
  watchLog();
  if (blobs.fetch) reachStoresBy(late.fetch);
  vi.stubEnv('MAIL_FROM', 'River Keepers <news@petition.example>');
  vi.stubEnv('URL', 'https://petition.example');
});

afterAll(() => rm(PROJECT_ROOT, { recursive: true }));

describe('ask, confirm, change, withdraw, erase, expire, sweep, count and download, whatever store and mail do', () => {
  it(
    'leave the newest that its mailbox confirmed and did not take back',
    { timeout: 3_600_000 },
    async () => {
      const { commands, faults } = await walkAsFarAs(
        COMMANDS,
        { runs: RUNS, maxCommands: 250, atLeast: { commands: RUNS * 60, faults: RUNS * 40 } },
        async (chosen) => {
          blobs.clear();
          late.forget();
          forgetNumbers();
          beginHours();
          mailboxes.present = new Mailbox();
          const world: World = { blobs, mailbox: mailboxes.present, late, lastCounts: new Map(), faults: 0 };
          const model = aLedger();
          await fc.asyncModelRun(() => ({ model, real: world }), chosen);
          await expectReadings(model, CAMPAIGNS);
          return world.faults;
        },
      );
      console.info(`${commands} commands met ${faults} faults`);
    },
  );
});
