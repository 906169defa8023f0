import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { documentFields } from '../../../simulators/id-reader/documents.ts';
import { createChipSimulator } from '../../../simulators/id-reader/emrtd/chip.ts';
import { trustedCscas } from '../../../simulators/id-reader/emrtd/issue/state.ts';
import { airTimeMs } from '../../../simulators/id-reader/pn532/air.ts';
import { documentCard } from '../../../simulators/id-reader/pn532/card.ts';
import { createPn532Simulator } from '../../../simulators/id-reader/pn532/pn532.ts';
import { seededRandom } from '../../../simulators/random.ts';
import { countedChannel, countedLink } from '../../../test/support/counted-card.ts';
import { cable } from '../../link/pair.ts';
import type { ApduChannel } from '../apdu/channel.ts';
import { mrzInformation } from '../emrtd/kdf.ts';
import { readChip } from '../emrtd/read-chip.ts';
import { readTrustFile } from '../emrtd/trust-store.ts';
import { createPn532Reader } from './driver.ts';

const BAUD_RATE = 115_200;
const STEP_MS = 0.25;

it.each(['aze-card-woman', 'aze-passport'] as const)(
  'a whole read of %s takes at most 15 % longer than its bytes need',
  async (document) => {
    const clock = new SimulatedClock();
    const wire = cable();
    const line = countedLink(wire.host);
    const simulator = createPn532Simulator({ wire: wire.device, clock });
    const reader = createPn532Reader({ clock, link: line.link, random: () => 0.5, onDiscarded: () => {} });
    async function settle<T>(promise: Promise<T>): Promise<T> {
      let open = true;
      void promise.finally(() => {
        open = false;
      });
      while (open) {
        for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
        if (open) clock.increment(STEP_MS);
      }
      return promise;
    }
    const inserted = new Promise<ApduChannel>((resolve) => {
      reader.onCard((event) => {
        if (event.type === 'card.inserted') resolve(event.channel);
      });
    });
    const card = documentCard(document, createChipSimulator({ document, random: seededRandom(7) }));
    simulator.insert(card);
    const { channel, counters } = countedChannel(await settle(inserted), card, line.bytes);
    const trust = readTrustFile(trustedCscas());
    if (!trust.ok) throw new Error(trust.error.why);
    const random = seededRandom(11);

    const began = clock.now();
    const read = await settle(
      readChip(
        channel,
        {
          password: { kind: 'mrz', information: mrzInformation(documentFields(document)) },
          trust: trust.value,
          today: new Date(2026, 10, 24),
          random: (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)),
        },
        new AbortController().signal,
      ),
    );
    const tookMs = clock.now() - began;
    expect(read).toMatchObject({ ok: true, value: { document: { issuer: 'AZE' } } });
    const { uartBytes, airBytes, airBlocks } = counters();
    const limitMs = (uartBytes * 10_000) / BAUD_RATE + airTimeMs({ bytes: airBytes, blocks: airBlocks });
    expect(tookMs / limitMs).toBeLessThan(1.15);
    await reader.close();
    simulator.close();
  },
);
