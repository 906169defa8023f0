import { SimulatedClock } from 'xstate';
import { createChipSimulator } from '../../simulators/id-reader/emrtd/chip.ts';
import { seededRandom } from '../../simulators/random.ts';
import { apduChannelContract } from './apdu-channel.ts';
import { chipChannel } from './chip-channel.ts';

const STEP_MS = 500;

apduChannelContract('a simulated chip without a reader between', async () => {
  const clock = new SimulatedClock();
  const chip = createChipSimulator({ document: 'aze-card-woman', random: seededRandom(1) });
  return {
    channel: chipChannel(chip, { clock }),
    remove: () => chip.move('away'),
    silence: () => void chip.faults.next('silent'),
    async settle(promise) {
      let open = true;
      void promise.then(() => {
        open = false;
      });
      while (open) {
        for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
        if (open) clock.increment(STEP_MS);
      }
      return promise;
    },
    async close() {
      chip.move('away');
    },
  };
});
