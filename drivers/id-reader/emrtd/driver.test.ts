import { afterEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { type ChipTroubleId, type DocumentId, documentFields } from '../../../simulators/id-reader/documents.ts';
import { type ChipSimulator, createChipSimulator } from '../../../simulators/id-reader/emrtd/chip.ts';
import { trustedCscas } from '../../../simulators/id-reader/emrtd/issue/state.ts';
import { seededRandom } from '../../../simulators/random.ts';
import { chipChannel } from '../../../test/contract/chip-channel.ts';
import { emitter } from '../../emitter.ts';
import { ok } from '../../result.ts';
import type { CardEvent, CardReader, CardReaderStatus } from '../apdu/card-reader.ts';
import type { ApduChannel } from '../apdu/channel.ts';
import type { ChipNews, IdReader, ReaderEvent, ReaderStatus } from '../contract.ts';
import { formatZone, type ZoneSettings } from '../mrz/codec.ts';
import { CHIP_READER_TIMINGS, createChipReader } from './driver.ts';
import { documentOfZone } from './identity.ts';
import { readTrustFile } from './trust-store.ts';

const TODAY = new Date(2026, 10, 24);
const store = readTrustFile(trustedCscas());
const trust = store.ok ? store.value : { countries: [], revocations: [] };
type Document = DocumentId | ChipTroubleId;

function zoneReading(document: Document) {
  const zone = documentOfZone(formatZone(documentFields(document)), TODAY);
  if (!zone.ok) throw new Error(zone.error.why);
  return ok({ document: zone.value, assurance: 'zone' as const });
}

function rig(settings: ZoneSettings = {}) {
  const clock = new SimulatedClock();
  const zoneEvents = emitter<ReaderEvent>();
  const zoneStatuses = emitter<ReaderStatus>();
  const cardEvents = emitter<CardEvent>();
  const cardStatuses = emitter<CardReaderStatus>();
  let zoneStatus: ReaderStatus = { device: 'online', media: 'not-measured' };
  let cardStatus: CardReaderStatus = { device: 'online', media: 'notPresent' };
  const closed: string[] = [];
  const zones: IdReader = {
    status: () => zoneStatus,
    onStatus: zoneStatuses.on,
    onEvent: zoneEvents.on,
    close: async () => void closed.push('zones'),
  };
  const cards: CardReader = {
    status: () => cardStatus,
    onStatus: cardStatuses.on,
    onCard: cardEvents.on,
    close: async () => void closed.push('cards'),
  };
  const random = seededRandom(9);
  const reader = createChipReader({
    ...settings,
    cards,
    zones,
    clock,
    trust: () => trust,
    random: (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)),
    today: () => TODAY,
  });
  const events: ReaderEvent[] = [];
  const news: ChipNews[] = [];
  const statuses: ReaderStatus[] = [];
  reader.onEvent((event) => events.push(event));
  reader.onChipNews((one) => news.push(one));
  reader.onStatus((status) => statuses.push(status));
  return {
    clock,
    reader,
    events,
    news,
    statuses,
    closed,
    put(document: Document, prepare: (chip: ChipSimulator) => void = () => {}) {
      const chip = createChipSimulator({ document, random: seededRandom(4) });
      prepare(chip);
      cardEvents.emit({ type: 'card.inserted', channel: chipChannel(chip, { clock }) });
      return chip;
    },
    putChannel: (channel: ApduChannel) => cardEvents.emit({ type: 'card.inserted', channel }),
    take: () => cardEvents.emit({ type: 'card.removed' }),
    zone(document: Document) {
      zoneEvents.emit({ type: 'document.inserted' });
      zoneEvents.emit({ type: 'document.read', result: zoneReading(document) });
    },
    misread: () =>
      zoneEvents.emit({ type: 'document.read', result: { ok: false, error: { code: 'RDR-101', kind: 'unreadable' } } }),
    zoneState(device: ReaderStatus['device']) {
      zoneStatus = { ...zoneStatus, device };
      zoneStatuses.emit(zoneStatus);
    },
    cardState(status: CardReaderStatus) {
      cardStatus = status;
      cardStatuses.emit(cardStatus);
    },
    said: () =>
      events.map((event) =>
        event.type === 'document.inserted'
          ? 'inserted'
          : event.result.ok
            ? `${event.result.value.assurance} ${event.result.value.document.documentNumber}`
            : `${event.result.error.code}${'cause' in event.result.error ? ` ${event.result.error.cause}` : ''}`,
      ),
    async readings(count: number) {
      const have = () => events.filter(({ type }) => type === 'document.read').length;
      for (let turn = 0; turn < 20_000 && have() < count; turn += 1) {
        await Promise.resolve();
        if (turn % 10 === 9) clock.increment(1);
      }
      expect(have()).toBe(count);
    },
  };
}

let current: ReturnType<typeof rig> | undefined;
const start = (options?: Parameters<typeof rig>[0]) => {
  current = rig(options);
  return current;
};
afterEach(() => current?.reader.close());

describe('a zone and its chip', () => {
  it('when the chip is there before the zone, then one document is reported with assurance chip', async () => {
    const at = start();
    at.put('aze-card-woman');
    at.zone('aze-card-woman');
    await at.readings(1);
    expect(at.said()).toEqual(['inserted', 'chip AA1204587']);
  });

  it('when the zone comes before the chip, then one document is reported with assurance chip', async () => {
    const at = start();
    at.zone('aze-card-woman');
    at.put('aze-card-woman');
    await at.readings(1);
    expect(at.said()).toEqual(['inserted', 'chip AA1204587']);
  });

  it('when a chip is read, then progress ends at 1 before the document comes', async () => {
    const at = start();
    at.put('aze-card-woman');
    at.zone('aze-card-woman');
    let newsBefore = 0;
    at.reader.onEvent((event) => {
      if (event.type === 'document.read') newsBefore = at.news.length;
    });
    await at.readings(1);
    expect(at.news.at(-1)).toEqual({ type: 'chip.progress', fraction: 1 });
    expect(newsBefore).toBe(at.news.length);
  });

  it.each([
    ['has each letter of the FIN', undefined, '5ZK1C7M'],
    ['lacks a letter of the FIN', '0123456789', null],
  ])(
    'when the alphabet of the profile %s, then the FIN of the document follows the alphabet',
    async (_, finAlphabet, fin) => {
      const at = start({ finAlphabet });
      at.put('aze-card-woman');
      at.zone('aze-card-woman');
      await at.readings(1);
      expect(at.events.at(-1)).toMatchObject({ result: { value: { assurance: 'chip', document: { fin } } } });
    },
  );

  it('when the zone is read again while the card is there, then the chip is read again', async () => {
    const at = start();
    at.put('aze-card-woman', (chip) => chip.faults.next('wrong-mac'));
    at.zone('aze-card-woman');
    await at.readings(1);
    at.zone('aze-card-woman');
    await at.readings(2);
    expect(at.said()).toEqual(['inserted', 'RDR-101 RDR-214', 'inserted', 'chip AA1204587']);
  });
});

describe('a card without a chip', () => {
  it('when no chip comes within chipWait, then the zone is reported', async () => {
    const at = start();
    at.zone('aze-card-old');
    at.clock.increment(CHIP_READER_TIMINGS.chipWait - 1);
    expect(at.said()).toEqual(['inserted']);
    at.clock.increment(1);
    expect(at.said()).toEqual(['inserted', expect.stringMatching(/^zone /)]);
  });

  it('when the chip comes after chipWait, then it is not read', async () => {
    const at = start();
    at.zone('aze-card-woman');
    at.clock.increment(CHIP_READER_TIMINGS.chipWait);
    at.put('aze-card-woman');
    at.clock.increment(CHIP_READER_TIMINGS.wholeRead);
    expect(at.said()).toEqual(['inserted', 'zone AA1204587']);
  });

  it('when the chip has no application of ICAO 9303, then the zone is reported', async () => {
    const at = start();
    at.putChannel({
      maxCommandBytes: 261,
      maxResponseBytes: 258,
      transmit: async () => ok(Uint8Array.of(0x6a, 0x82)),
      onGone: () => () => {},
    });
    at.zone('aze-card-woman');
    await at.readings(1);
    expect(at.said()).toEqual(['inserted', 'zone AA1204587']);
  });
});

describe('a chip that fails', () => {
  it.each([
    ['chip-copied', 'RDR-107 RDR-247'],
    ['chip-hash-wrong', 'RDR-107 RDR-241'],
    ['chip-signer-unknown', 'RDR-107 RDR-243'],
  ] as const)('when the chip is %s, then a trouble is reported and no zone', async (document, said) => {
    const at = start();
    at.put(document);
    at.zone(document);
    await at.readings(1);
    expect(at.said()).toEqual(['inserted', said]);
  });

  it('when the zone is of another card, then the error is RDR-221', async () => {
    const at = start();
    at.put('aze-card-man');
    at.zone('aze-card-woman');
    await at.readings(1);
    expect(at.said()).toEqual(['inserted', 'RDR-101 RDR-221']);
  });

  it('when the session is lost once, then the driver reads the chip again', async () => {
    const at = start();
    const chip = at.put('aze-card-woman', (one) => one.faults.next('session-lost'));
    at.zone('aze-card-woman');
    await at.readings(1);
    expect(at.said()).toEqual(['inserted', 'chip AA1204587']);
    chip.faults.assertSpent();
  });

  it('when the card is taken away, then the error is RDR-103', async () => {
    const at = start();
    at.put('aze-card-woman', (chip) => chip.removeAt(12));
    at.zone('aze-card-woman');
    await at.readings(1);
    expect(at.said()).toEqual(['inserted', 'RDR-103']);
    expect(at.news[0]).toEqual({ type: 'chip.progress', fraction: 0 });
  });

  it('when a card leaves before the zone of the next card comes, then the driver does not join the two', async () => {
    const at = start();
    at.put('aze-card-man', (chip) => chip.removeAt(1));
    at.zone('aze-card-woman');
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    expect(at.said()).toEqual(['inserted']);
    at.put('aze-card-woman');
    await at.readings(1);
    expect(at.said()).toEqual(['inserted', 'chip AA1204587']);
  });

  it('when a read never ends, then it is aborted with RDR-205', async () => {
    const at = start();
    at.putChannel({
      maxCommandBytes: 261,
      maxResponseBytes: 258,
      transmit: (_, signal) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => resolve({ ok: false, error: { code: 'RDR-204', kind: 'aborted' } })),
        ),
      onGone: () => () => {},
    });
    at.zone('aze-card-woman');
    at.clock.increment(CHIP_READER_TIMINGS.wholeRead);
    await at.readings(1);
    expect(at.said()).toEqual(['inserted', 'RDR-101 RDR-205']);
  });
});

it('when a card access number is given, then it opens the chip without a zone', async () => {
  const at = start();
  at.reader.unlock({ kind: 'can', number: '271828' });
  at.put('aze-card-woman');
  await at.readings(1);
  expect(at.said()).toEqual(['inserted', 'chip AA1204587']);
});

it('when the zone is unreadable, then its error is passed on', () => {
  const at = start();
  at.misread();
  expect(at.said()).toEqual(['RDR-101']);
});

it('the status is the worse one of the two readers, and only changes are reported', () => {
  const at = start();
  expect(at.reader.status()).toEqual({ device: 'online', media: 'notPresent' });
  at.cardState({ device: 'noDevice', media: 'unknown' });
  at.zoneState('offline');
  at.cardState({ device: 'online', media: 'present' });
  at.cardState({ device: 'online', media: 'present' });
  expect(at.statuses).toEqual([
    { device: 'noDevice', media: 'unknown' },
    { device: 'offline', media: 'present' },
  ]);
});

it('when the reader is closed during a read, then no result is reported and both readers are closed', async () => {
  const at = start();
  at.put('aze-card-woman');
  at.zone('aze-card-woman');
  await Promise.resolve();
  await at.reader.close();
  expect(at.said()).toEqual(['inserted']);
  expect(at.closed.sort()).toEqual(['cards', 'zones']);
});
