import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { cable } from '../../link/pair.ts';
import type { ReaderEvent, ReaderStatus } from '../contract.ts';
import { formatZone, type ZoneFields } from './codec.ts';
import { createMrzReader, type MrzSettings } from './driver.ts';

const CARD: ZoneFields = {
  format: 'TD1',
  documentCode: 'IA',
  issuer: 'AZE',
  documentNumber: 'AA1204587',
  nationality: 'AZE',
  surname: 'MAMMADOVA',
  givenNames: 'AYSEL',
  sex: 'F',
  birthDate: '900315',
  expiryDate: '320514',
  optional: ['5ZK1C7M', ''],
};
const OTHER_CARD: ZoneFields = { ...CARD, documentNumber: 'AB0719346', optional: ['2QJ80WT', ''] };

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const sent = (fields: ZoneFields) =>
  formatZone(fields)
    .map((line) => `${line}\r`)
    .join('');

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function rig(settings: MrzSettings = {}) {
  const clock = new SimulatedClock();
  const wire = cable();
  const events: ReaderEvent[] = [];
  const statuses: ReaderStatus['device'][] = [];
  const discarded: string[] = [];
  const reader = createMrzReader({
    ...settings,
    link: wire.host,
    clock,
    random: () => 0.5,
    onDiscarded: ({ why }) => discarded.push(why),
    today: () => new Date(2026, 10, 24),
  });
  reader.onEvent((event) => events.push(event));
  reader.onStatus(({ device }) => statuses.push(device));
  const pass = async (ms: number, step = 25) => {
    for (let left = ms; left > 0; left -= step) {
      clock.increment(Math.min(step, left));
      await settle();
    }
  };
  return {
    clock,
    wire,
    reader,
    events,
    statuses,
    discarded,
    pass,
    async online() {
      await settle();
      await pass(150);
      return this;
    },
    async send(text: string) {
      wire.device.write(bytes(text));
      await settle();
    },
    said: () => events.map((event) => (event.type === 'document.inserted' ? 'inserted' : codeOf(event))),
  };
}

const codeOf = (event: Extract<ReaderEvent, { type: 'document.read' }>) =>
  event.result.ok ? event.result.value.document.documentNumber : event.result.error.code;

describe('a complete zone', () => {
  it.each([
    ['has each letter of the FIN', undefined, '5ZK1C7M'],
    ['lacks a letter of the FIN', '0123456789', null],
  ])(
    'when the alphabet of the profile %s, then the FIN of the document follows the alphabet',
    async (_, finAlphabet, fin) => {
      const r = await rig({ finAlphabet }).online();
      await r.send(sent(CARD));
      expect(r.events.at(-1)).toMatchObject({ result: { ok: true, value: { document: { fin } } } });
    },
  );

  it('when a zone is read, then the document has ISO dates and assurance zone', async () => {
    const r = await rig().online();
    await r.send(sent(CARD));
    expect(r.events).toEqual([
      { type: 'document.inserted' },
      {
        type: 'document.read',
        result: {
          ok: true,
          value: {
            assurance: 'zone',
            document: {
              format: 'TD1',
              documentCode: 'IA',
              issuer: 'AZE',
              documentNumber: 'AA1204587',
              nationality: 'AZE',
              surname: 'MAMMADOVA',
              givenNames: 'AYSEL',
              sex: 'F',
              birthDate: '1990-03-15',
              expiryDate: '2032-05-14',
              fin: '5ZK1C7M',
            },
          },
        },
      },
    ]);
  });

  it('when the first characters come, then document.inserted is reported', async () => {
    const r = await rig().online();
    await r.send(sent(CARD).slice(0, 5));
    expect(r.said()).toEqual(['inserted']);
    await r.send(sent(CARD).slice(5));
    expect(r.said()).toEqual(['inserted', 'AA1204587']);
  });

  it('when a zone has no expiry date, then the expiry date of the document is null', async () => {
    const r = await rig().online();
    await r.send(sent({ ...CARD, format: 'TD2', documentNumber: '00817253', expiryDate: null, optional: ['1NR4T9B'] }));
    expect(r.events.at(-1)).toMatchObject({ result: { value: { document: { expiryDate: null, fin: '1NR4T9B' } } } });
  });

  it('when checks are wrong, then the error names them', async () => {
    const r = await rig().online();
    await r.send(sent(CARD).replace('AA1204587', 'AA1204588'));
    expect(r.events.at(-1)).toEqual({
      type: 'document.read',
      result: { ok: false, error: { code: 'RDR-102', kind: 'check-digit', failed: ['documentNumber', 'composite'] } },
    });
  });

  it('when month and day of birth are blank, then the trouble has birthDateUnknown', async () => {
    const r = await rig().online();
    await r.send(sent({ ...CARD, birthDate: '90<<<<' }));
    expect(r.events.at(-1)).toMatchObject({ result: { error: { code: 'RDR-102', failed: ['birthDateUnknown'] } } });
  });

  it('when a name has a digit or a line has a foreign character, then the error is RDR-101', async () => {
    const r = await rig().online();
    await r.send(sent({ ...CARD, surname: 'MAMMAD0VA' }));
    await r.pass(1_500);
    await r.send(sent(CARD).replace('AYSEL', 'AY?EL'));
    expect(r.said()).toEqual(['inserted', 'RDR-101', 'inserted', 'RDR-101']);
  });
});

describe('an incomplete zone', () => {
  it('when the line falls silent for 150 ms, then the error is RDR-103', async () => {
    const r = await rig().online();
    await r.send(sent(CARD).slice(0, 45));
    await r.pass(149);
    expect(r.said()).toEqual(['inserted']);
    await r.pass(1);
    expect(r.said()).toEqual(['inserted', 'RDR-103']);
  });

  it('when characters come slowly, then the zone is read', async () => {
    const r = await rig().online();
    for (const character of sent(CARD)) {
      await r.send(character);
      await r.pass(100);
    }
    expect(r.said()).toEqual(['inserted', 'AA1204587']);
  });

  it('when the process stalls while bytes wait, then the zone is read', async () => {
    const r = await rig().online();
    await r.send(sent(CARD).slice(0, 45));
    r.clock.increment(900);
    r.wire.device.write(bytes(sent(CARD).slice(45)));
    await settle();
    expect(r.said()).toEqual(['inserted', 'AA1204587']);
  });

  it('when the process stalls and no bytes wait, then the error is RDR-103', async () => {
    const r = await rig().online();
    await r.send(sent(CARD).slice(0, 45));
    r.clock.increment(900);
    await settle();
    await r.pass(25);
    expect(r.said()).toEqual(['inserted', 'RDR-103']);
  });

  it('when the shape of a zone is wrong or the reader sends a lone CR, then the error is RDR-101', async () => {
    const r = await rig().online();
    await r.send(sent(CARD).slice(1));
    await r.pass(150);
    await r.send('\r');
    await r.pass(150);
    expect(r.said()).toEqual(['inserted', 'RDR-101', 'inserted', 'RDR-101']);
  });
});

describe('noise', () => {
  it('when noise comes, then it is discarded and no document is reported', async () => {
    const r = await rig().online();
    r.wire.device.write(Uint8Array.of(0xff, 0x00, 0x80, 0x41, 0x0d));
    await settle();
    await r.pass(200);
    expect(r.said()).toEqual([]);
    expect(r.discarded).toEqual(['not a printable character', 'too short for a document']);
    await r.send(sent(CARD));
    expect(r.said()).toEqual(['inserted', 'AA1204587']);
  });
});

describe('a reader in continuous mode', () => {
  it('when the same card stays in place, then it is reported once', async () => {
    const r = await rig().online();
    for (let round = 0; round < 10; round += 1) {
      await r.send(sent(CARD));
      await r.pass(400);
    }
    expect(r.said()).toEqual(['inserted', 'AA1204587']);
  });

  it('when the card is lifted during a repetition, then nothing more is reported', async () => {
    const r = await rig().online();
    await r.send(sent(CARD));
    await r.pass(300);
    await r.send(sent(CARD).slice(0, 50));
    await r.pass(200);
    await r.send('\r');
    await r.pass(200);
    expect(r.said()).toEqual(['inserted', 'AA1204587']);
  });

  it('when another card comes, then it is reported at once; the same card again after a second', async () => {
    const r = await rig().online();
    await r.send(sent(CARD));
    await r.pass(200);
    await r.send(sent(OTHER_CARD));
    expect(r.said().slice(2)).toEqual(['inserted', 'AB0719346']);
    await r.pass(1_000);
    await r.send(sent(OTHER_CARD));
    expect(r.said().slice(4)).toEqual(['inserted', 'AB0719346']);
  });

  it('when a forged card stays in place, then its error is reported once', async () => {
    const r = await rig().online();
    const forged = sent(CARD).replace('AA1204587', 'AA1204588');
    await r.send(forged);
    await r.pass(300);
    await r.send(forged);
    await r.pass(300);
    expect(r.said()).toEqual(['inserted', 'RDR-102']);
  });
});

describe('link of a zone reader', () => {
  it('when the line was quiet, then the reader is online and media is not-measured', async () => {
    const r = rig();
    expect(r.reader.status()).toEqual({ device: 'starting', media: 'not-measured' });
    await r.online();
    expect(r.reader.status()).toEqual({ device: 'online', media: 'not-measured' });
    expect(r.statuses).toEqual(['online']);
  });

  it('when a zone begins while connecting, then the reader is online and the zone is read', async () => {
    const r = rig();
    await settle();
    await r.send(sent(CARD).slice(0, 20));
    expect(r.statuses).toEqual(['online']);
    await r.send(sent(CARD).slice(20));
    expect(r.said()).toEqual(['inserted', 'AA1204587']);
  });

  it('when the start of a zone was missed while connecting, then nothing is reported', async () => {
    const r = rig();
    await settle();
    await r.send(sent(CARD).slice(12));
    await r.pass(200);
    expect(r.said()).toEqual([]);
    await r.send(sent(CARD));
    expect(r.said()).toEqual(['inserted', 'AA1204587']);
  });

  it('when a line end comes while connecting, then nothing is reported', async () => {
    const r = rig();
    await settle();
    await r.send('\r');
    await r.pass(300);
    expect(r.said()).toEqual([]);
    await r.send('\r');
    await r.pass(300);
    expect(r.said()).toEqual(['inserted', 'RDR-101']);
  });

  it('when the link goes down during a zone, then the error is RDR-103', async () => {
    const r = await rig().online();
    await r.send(sent(CARD).slice(0, 45));
    r.wire.unplug();
    await settle();
    expect(r.said()).toEqual(['inserted', 'RDR-103']);
    expect(r.statuses).toEqual(['online', 'noDevice']);
  });

  it('when the link returns, then the reader is online and reads a card', async () => {
    const r = await rig().online();
    r.wire.unplug();
    await r.pass(5_000);
    r.wire.plug();
    await r.pass(3_000);
    expect(r.statuses).toEqual(['online', 'noDevice', 'online']);
    await r.send(sent(CARD));
    expect(r.said()).toEqual(['inserted', 'AA1204587']);
  });

  it('the driver sends a lone CR every two seconds', async () => {
    const r = await rig().online();
    const asked: number[] = [];
    r.wire.device.onBytes((chunk) => asked.push(...chunk));
    await r.pass(2_000);
    expect(asked).toEqual([0x0d]);
    await r.pass(4_000);
    expect(asked).toEqual([0x0d, 0x0d, 0x0d]);
  });

  it('when the port takes no more bytes, then the reader is offline and the port is opened again', async () => {
    const clock = new SimulatedClock();
    const wire = cable();
    let hangs = false;
    const reader = createMrzReader({
      link: () => {
        const link = wire.host();
        return { ...link, write: (chunk) => (hangs ? new Promise(() => {}) : link.write(chunk)) };
      },
      clock,
      random: () => 0.5,
      onDiscarded: () => {},
      today: () => new Date(2026, 10, 24),
    });
    const pass = async (ms: number) => {
      for (let left = ms; left > 0; left -= 50) {
        clock.increment(50);
        await settle();
      }
    };
    await settle();
    await pass(200);
    expect(reader.status().device).toBe('online');
    hangs = true;
    await pass(8_100);
    expect(reader.status().device).toBe('offline');
    hangs = false;
    await pass(1_000);
    expect(reader.status().device).toBe('online');
    await reader.close();
  });

  it('when the driver is closed during a zone, then RDR-103 is the last event', async () => {
    const r = await rig().online();
    await r.send(sent(CARD).slice(0, 45));
    await r.reader.close();
    expect(r.said()).toEqual(['inserted', 'RDR-103']);
    await r.send(sent(CARD));
    await r.pass(5_000);
    expect(r.said()).toEqual(['inserted', 'RDR-103']);
  });
});
