import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import { type Clock, pause, realClock } from '../../drivers/clock.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { createCcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import { openPty } from '../../simulators/wire-pty.ts';
import { type BillValidatorRig, billValidatorContract } from '../contract/bill-validator.ts';

/** Motors and time limits are five times faster than real time; the pty is not. */
const FASTER = 5;
const clock: Clock = {
  now: () => realClock.now() * FASTER,
  setTimeout: (fn, ms) => realClock.setTimeout(fn, ms / FASTER),
  clearTimeout: realClock.clearTimeout,
};

let folder = '';
let ptys = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-validator-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function makeRig(): Promise<BillValidatorRig> {
  const wire = await openPty(join(folder, `tty${ptys++}`));
  const simulator = createCcnetSimulator({ wire, clock });
  const validator = createCcnetValidator({
    link: serialLink({ path: wire.path, baudRate: 9600 }),
    clock,
    random: () => 0.5,
    onDiscarded: () => {},
    recorded: null,
    timings: { answerMs: FASTER * 400, gapMs: FASTER * 50, quietMs: FASTER * 100, patience: FASTER * 3_000 },
  });
  return {
    validator,
    simulator,
    cable: wire,
    pass: (ms) => pause(clock, ms),
    async close() {
      await validator.close();
      simulator.close();
      await wire.close();
    },
  };
}

describe.concurrent('over ptys', () => {
  billValidatorContract('CCNET over a pty and the serialport binding', makeRig);
});
