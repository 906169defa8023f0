import { SimulatedClock } from 'xstate';
import type { ApduChannel } from '../../drivers/id-reader/apdu/channel.ts';
import { documentOfZone, passwordOf } from '../../drivers/id-reader/emrtd/identity.ts';
import { readChip } from '../../drivers/id-reader/emrtd/read-chip.ts';
import { readTrustFile } from '../../drivers/id-reader/emrtd/trust-store.ts';
import { formatZone } from '../../drivers/id-reader/mrz/codec.ts';
import { createPn532Reader } from '../../drivers/id-reader/pn532/driver.ts';
import { cable } from '../../drivers/link/pair.ts';
import { type DocumentId, documentFields } from '../../simulators/id-reader/documents.ts';
import { createChipSimulator } from '../../simulators/id-reader/emrtd/chip.ts';
import { issueChip } from '../../simulators/id-reader/emrtd/issue/chip.ts';
import { trustedCscas } from '../../simulators/id-reader/emrtd/issue/state.ts';
import { airTimeMs } from '../../simulators/id-reader/pn532/air.ts';
import { documentCard } from '../../simulators/id-reader/pn532/card.ts';
import { createPn532Simulator } from '../../simulators/id-reader/pn532/pn532.ts';
import { seededRandom } from '../../simulators/random.ts';
import { countedChannel, countedLink } from '../support/counted-card.ts';

const BAUD_RATE = 115_200;
const UART_BITS_PER_BYTE = 10;
const FILE_OF_FACE = 0x0102;
const TODAY = new Date(2026, 10, 24);
const STEP_MS = 0.05;

export interface ChipRead {
  readonly apdus: number;
  readonly apduBytes: number;
  readonly uartBytes: number;
  readonly airBytes: number;
  readonly fileBytes: number;
  /** Milliseconds on the simulated clock: the chip computes at once. */
  readonly ms: number;
  /**
   * Least milliseconds: bare APDUs over the UART, then in the air in the PN532's blocks of 64 bytes. The PN532 forwards only complete
   * blocks.
   */
  readonly limitMs: number;
}

/** Reads the chip of a simulated document through the driver and the byte-exact PN532, on the simulated clock. */
export async function chipRead(document: DocumentId): Promise<ChipRead> {
  const clock = new SimulatedClock();
  const wire = cable();
  const line = countedLink(wire.host);
  const simulator = createPn532Simulator({ wire: wire.device, clock, baudRate: BAUD_RATE });
  const reader = createPn532Reader({ clock, link: line.link, random: () => 0.5, onDiscarded: () => {} });
  const random = seededRandom(3);
  async function settled<T>(promise: Promise<T>): Promise<T> {
    let open = true;
    void promise.then(() => {
      open = false;
    });
    while (open) {
      for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
      if (open) clock.increment(STEP_MS);
    }
    return promise;
  }
  const inserted = new Promise<ApduChannel>((resolve) => {
    reader.onCard((event) => {
      if (event.type === 'card.inserted') resolve(event.channel);
    });
  });
  const card = documentCard(document, createChipSimulator({ document, random }));
  simulator.insert(card);
  const { channel, counters } = countedChannel(await settled(inserted), card, line.bytes);
  const zone = documentOfZone(formatZone(documentFields(document)), TODAY);
  const trust = readTrustFile(trustedCscas());
  if (!zone.ok || !trust.ok) throw new Error('the simulated document is no document');
  const from = clock.now();
  const read = await settled(
    readChip(
      channel,
      {
        password: passwordOf(zone.value),
        trust: trust.value,
        random: (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)),
        today: TODAY,
      },
      new AbortController().signal,
    ),
  );
  const ms = clock.now() - from;
  if (!read.ok) throw new Error(`the chip was not read: ${read.error.code}`);
  const { apdus, apduBytes, uartBytes, airBytes, airBlocks } = counters();
  await reader.close();
  simulator.close();
  const uartMs = (apduBytes * UART_BITS_PER_BYTE * 1_000) / BAUD_RATE;
  const limitMs = uartMs + airTimeMs({ bytes: airBytes, blocks: airBlocks });
  return { apdus, apduBytes, uartBytes, airBytes, fileBytes: fileBytesOf(document), ms, limitMs };
}

function fileBytesOf(document: DocumentId): number {
  const files = [...(issueChip(document)?.application ?? [])];
  return files.reduce((sum, [id, bytes]) => (id === FILE_OF_FACE ? sum : sum + bytes.length), 0);
}
