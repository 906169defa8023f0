import { SimulatedClock } from 'xstate';
import { createChipSimulator } from '../../../simulators/id-reader/emrtd/chip.ts';
import { documentCard } from '../../../simulators/id-reader/pn532/card.ts';
import { createPn532Simulator } from '../../../simulators/id-reader/pn532/pn532.ts';
import { seededRandom } from '../../../simulators/random.ts';
import { apduChannelContract } from '../../../test/contract/apdu-channel.ts';
import { cable } from '../../link/pair.ts';
import type { ApduChannel } from '../apdu/channel.ts';
import { createPn532Reader } from './driver.ts';

apduChannelContract('a PN532 over a cable in memory', async () => {
  const clock = new SimulatedClock();
  const wire = cable();
  const simulator = createPn532Simulator({ wire: wire.device, clock });
  const chip = createChipSimulator({ document: 'aze-card-woman', random: seededRandom(1) });
  const reader = createPn532Reader({ clock, link: wire.host, random: () => 0.5, onDiscarded: () => {} });
  async function settle<T>(promise: Promise<T>): Promise<T> {
    let open = true;
    void promise.then(() => {
      open = false;
    });
    while (open) {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      if (open) clock.increment(1);
    }
    return promise;
  }
  const inserted = new Promise<ApduChannel>((resolve) => {
    reader.onCard((event) => {
      if (event.type === 'card.inserted') resolve(event.channel);
    });
  });
  simulator.insert(documentCard('aze-card-woman', chip));
  return {
    channel: await settle(inserted),
    remove: () => simulator.remove(),
    silence: () => void chip.faults.next('silent'),
    settle,
    async close() {
      await reader.close();
      simulator.close();
    },
  };
});
