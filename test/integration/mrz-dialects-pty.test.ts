import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { pause, realClock } from '../../drivers/clock.ts';
import type { MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { createMrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { openPty } from '../../simulators/wire-pty.ts';
import { idReaderContract, type ReaderBench } from '../contract/id-reader.ts';

/* Real `serialport` binding and time. Needs socat. */

let folder = '';
let ptys = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-dialects-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function bench(dialect: MrzDialect): Promise<ReaderBench> {
  const wire = await openPty(join(folder, `tty${ptys++}`));
  const simulator = createMrzReaderSimulator({ wire, clock: realClock, dialect });
  const reader = createMrzReader({
    link: serialLink({ path: wire.path, baudRate: 9600 }),
    clock: realClock,
    random: () => 0.5,
    onDiscarded: () => {},
    today: () => new Date(2026, 10, 24),
    // A busy machine may delay bytes in the pty for 400 ms, more than once.
    timings: { silence: 900, sameDocument: 1_000, heartbeat: 1_000 },
    dialect,
  });
  const ids = {
    valid: 'aze-card-woman',
    'other-valid': 'aze-card-man',
    'no-expiry': 'aze-card-old',
    forged: 'aze-card-forged',
  };
  return {
    reader,
    insert: async (document) => simulator.insert(ids[document]),
    insertUnreadable: async () => simulator.insert('aze-card-woman', { unreadable: true }),
    insertAndTakeAway: async () => simulator.insert('aze-card-woman', { early: 'in-line-2' }),
    remove: async () => simulator.remove(),
    unplug: wire.unplug,
    plug: wire.plug,
    async until(what, condition) {
      await vi.waitFor(
        () => {
          if (!condition()) throw new Error(`it never came to this: ${what}`);
        },
        { timeout: 20_000, interval: 10 },
      );
    },
    quiet: () => pause(realClock, 1_500),
    async close() {
      simulator.close();
      await reader.close();
      await wire.close();
    },
  };
}

const DIALECTS: readonly MrzDialect[] = [
  { name: 'lines' },
  { name: '3m' },
  { name: 'desko', prefix: '4f', suffix: '4f' },
  { name: 'elyctis' },
];

describe.concurrent('over ptys', () => {
  for (const dialect of DIALECTS)
    idReaderContract(`MRZ (${dialect.name}) over a pty and the serialport binding`, () => bench(dialect));
});
