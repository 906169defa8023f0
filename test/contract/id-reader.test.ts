import { SimulatedClock } from 'xstate';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { cable } from '../../drivers/link/pair.ts';
import { createMrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { idReaderContract, type ReaderBench } from './id-reader.ts';

const STEP_MS = 20;
const PATIENCE_MS = 20_000;

async function makeBench(): Promise<ReaderBench> {
  const clock = new SimulatedClock();
  const wire = cable();
  const simulator = createMrzReaderSimulator({ wire: wire.device, clock });
  const reader = createMrzReader({
    link: wire.host,
    clock,
    random: () => 0.5,
    onDiscarded: () => {},
    today: () => new Date(2026, 10, 24),
  });
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= STEP_MS) {
      clock.increment(STEP_MS);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
  };
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
    unplug: async () => wire.unplug(),
    plug: async () => wire.plug(),
    async until(what, condition) {
      for (let waited = 0; !condition(); waited += STEP_MS) {
        if (waited > PATIENCE_MS) throw new Error(`it never came to this: ${what}`);
        await pass(STEP_MS);
      }
    },
    quiet: () => pass(2_000),
    async close() {
      simulator.close();
      await reader.close();
    },
  };
}

idReaderContract('MRZ over a cable in memory', makeBench);
