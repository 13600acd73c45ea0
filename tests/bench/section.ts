import { benchAbuse } from './abuse.ts';
import type { BenchRow, Scale } from './bench-row.ts';
import { benchBuild } from './build-time.ts';
import { benchCheck } from './check-time.ts';
import { benchColdStart } from './cold-start.ts';
import { benchCount } from './count-cost.ts';
import { benchDownload } from './download-rate.ts';
import { benchEditToSeen } from './edit-to-seen.ts';
import { benchHeaderBytes } from './header-bytes.ts';
import { benchInstall } from './install-time.ts';
import { benchMailTiming } from './mail-timing.ts';
import { benchOneMachine } from './one-machine.ts';
import { benchSignCost } from './sign-cost.ts';
import { benchSignRate } from './sign-rate.ts';
import { benchSignTiming } from './sign-timing.ts';
import { benchTenMillion } from './ten-million.ts';

/** The sections of the benchmark. `bench.ts` runs each in its own process. */
const SECTIONS: Readonly<Record<string, (scale: Scale) => Promise<BenchRow[]>>> = {
  'sign-rate': benchSignRate,
  'sign-cost': benchSignCost,
  'sign-timing': benchSignTiming,
  'mail-timing': benchMailTiming,
  abuse: benchAbuse,
  count: benchCount,
  'ten-million': benchTenMillion,
  download: benchDownload,
  'cold-start': benchColdStart,
  build: benchBuild,
  'edit-to-seen': benchEditToSeen,
  check: benchCheck,
  headers: benchHeaderBytes,
  install: benchInstall,
  'one-machine': benchOneMachine,
};

const [name = '', scale, beside = ''] = process.argv.slice(2);
const rows = await SECTIONS[name]?.({ isQuick: scale === 'quick', beside: beside || null });
process.send?.(rows ?? []);
process.disconnect();
