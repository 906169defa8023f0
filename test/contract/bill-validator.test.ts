import { SimulatedClock } from 'xstate';
import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import { cable } from '../../drivers/link/pair.ts';
import { createCcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import { type BillValidatorRig, billValidatorContract } from './bill-validator.ts';

const STEP_MS = 10;
const TURNS = 20;

async function makeRig(): Promise<BillValidatorRig> {
  const clock = new SimulatedClock();
  const wire = cable();
  const simulator = createCcnetSimulator({ wire: wire.device, clock });
  const validator = createCcnetValidator({
    link: wire.host,
    clock,
    random: () => 0.5,
    onDiscarded: () => {},
    recorded: null,
  });
  return {
    validator,
    simulator,
    cable: wire,
    async pass(ms) {
      for (let left = ms; left > 0; left -= STEP_MS) {
        clock.increment(STEP_MS);
        for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
      }
    },
    async close() {
      await validator.close();
      simulator.close();
    },
  };
}

billValidatorContract('CCNET over a cable in memory', makeRig);
