import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { toHex } from '../../drivers/bytes.ts';
import type { ReaderEvent, ReaderStatus } from '../../drivers/id-reader/contract.ts';
import type { MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { cable } from '../../drivers/link/pair.ts';
import { tapLinkFactory } from '../../drivers/link/tap.ts';
import { withWireFaults } from '../../simulators/faults/wire-faults.ts';
import { createMrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { seededRandom } from '../../simulators/random.ts';
import { idReaderContract, type ReaderBench } from './id-reader.ts';

const STEP_MS = 20;
const PATIENCE_MS = 20_000;
const IDS = {
  valid: 'aze-card-woman',
  'other-valid': 'aze-card-man',
  'no-expiry': 'aze-card-old',
  forged: 'aze-card-forged',
} as const;

const DIALECTS: readonly MrzDialect[] = [
  { name: 'lines' },
  { name: '3m' },
  { name: '3m', checkByte: 'xor' },
  { name: 'desko' },
  { name: 'desko', prefix: '4f', suffix: '4f' },
  { name: 'elyctis' },
];

function rig(dialect: MrzDialect, seed = 1) {
  const clock = new SimulatedClock();
  const wire = withWireFaults(cable(), clock, seededRandom(seed));
  const simulator = createMrzReaderSimulator({ wire: wire.device, clock, dialect });
  const sent: string[] = [];
  const reader = createMrzReader({
    link: tapLinkFactory(wire.host, ({ direction, bytes }) => {
      if (direction === 'out') sent.push(toHex(bytes));
    }),
    clock,
    random: () => 0.5,
    onDiscarded: () => {},
    today: () => new Date(2026, 10, 24),
    dialect,
  });
  const events: ReaderEvent[] = [];
  const statuses: ReaderStatus[] = [];
  reader.onEvent((event) => events.push(event));
  reader.onStatus((status) => statuses.push(status));
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= STEP_MS) {
      clock.increment(STEP_MS);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
  };
  const said = () =>
    events.map((event) => {
      if (event.type === 'document.inserted') return 'inserted';
      return event.result.ok ? event.result.value.document.documentNumber : event.result.error.code;
    });
  return { wire, simulator, reader, events, statuses, sent, pass, said };
}

async function makeBench(dialect: MrzDialect): Promise<ReaderBench> {
  const { wire, simulator, reader, pass } = rig(dialect);
  return {
    reader,
    insert: async (document) => simulator.insert(IDS[document]),
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

for (const dialect of DIALECTS) {
  idReaderContract(`MRZ in the words of ${JSON.stringify(dialect)}`, () => makeBench(dialect));
}

describe('an Elyctis reader', () => {
  const elyctis = async (seed = 1) => {
    const at = rig({ name: 'elyctis' }, seed);
    await at.pass(200);
    return at;
  };

  it('when the reader starts, then the driver asks for its slot and tells the reader to send by itself', async () => {
    const at = await elyctis();
    expect(at.sent).toEqual(['490000', '43000101']);
    expect(at.statuses).toEqual([{ device: 'online', media: 'notPresent' }]);
    await at.reader.close();
  });

  it('when a document was read, then the driver tells the reader to send again, and polls the reader at each heartbeat', async () => {
    const at = await elyctis();
    at.simulator.insert('aze-card-woman');
    await at.pass(500);
    expect(at.sent.slice(2)).toEqual(['43000101']);
    await at.pass(2_000);
    expect(at.sent.slice(3)).toEqual(['490000']);
    expect(at.said()).toEqual(['inserted', 'AA1204587']);
    await at.reader.close();
  });

  it('when a document is inserted and removed, then the status says whether it is present', async () => {
    const at = await elyctis();
    at.simulator.insert('aze-card-woman');
    await at.pass(500);
    expect(at.reader.status()).toEqual({ device: 'online', media: 'present' });
    await at.pass(4_000);
    at.simulator.remove();
    await at.pass(2_500);
    expect(at.statuses.map(({ media }) => media)).toEqual(['notPresent', 'present', 'notPresent']);
    expect(at.said()).toEqual(['inserted', 'AA1204587']);
    await at.reader.close();
  });

  it('when a document was inside before the start, then it is present but not reported as inserted', async () => {
    const at = rig({ name: 'elyctis' });
    at.simulator.insert('aze-card-woman');
    await at.pass(6_000);
    expect(at.said()).toEqual([]);
    expect(at.reader.status()).toEqual({ device: 'online', media: 'present' });
    at.simulator.remove();
    await at.pass(2_500);
    at.simulator.insert('aze-card-woman');
    await at.pass(500);
    expect(at.said()).toEqual(['inserted', 'AA1204587']);
    await at.reader.close();
  });

  it("when the reader's own message is lost, then the next heartbeat finds the document", async () => {
    const at = await elyctis();
    at.wire.faults.always({ do: 'drop', on: 'in' });
    at.simulator.insert('aze-card-woman');
    await at.pass(500);
    at.wire.faults.clear();
    await at.pass(2_500);
    expect(at.said()).toEqual(['inserted', 'AA1204587']);
    at.simulator.remove();
    await at.pass(2_500);
    at.simulator.insert('aze-card-man');
    await at.pass(500);
    expect(at.said().slice(2)).toEqual(['inserted', 'AB0719346']);
    await at.reader.close();
  });

  it('when the reader behind its adapter is off, then it is reported offline, and online once it answers', async () => {
    const at = await elyctis();
    at.wire.faults.always({ do: 'drop', on: 'out' });
    await at.pass(9_000);
    expect(at.reader.status()).toEqual({ device: 'offline', media: 'unknown' });
    at.wire.faults.clear();
    await at.pass(6_000);
    expect(at.reader.status()).toEqual({ device: 'online', media: 'notPresent' });
    await at.reader.close();
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'when the wire flips a bit (seed %i), then no wrong document is reported',
    async (seed) => {
      const at = await elyctis(seed);
      const random = seededRandom(seed);
      at.simulator.insert('aze-card-woman');
      await at.pass(40 + Math.floor(random() * 90));
      at.wire.faults.next({ do: 'flip', on: 'in' });
      await at.pass(6_000);
      for (const said of at.said()) expect(['inserted', 'AA1204587', 'RDR-101', 'RDR-102', 'RDR-103']).toContain(said);
      at.wire.faults.clear();
      at.simulator.remove();
      await at.pass(2_500);
      const before = at.events.length;
      at.simulator.insert('aze-card-man');
      await at.pass(2_500);
      expect(at.said().slice(before)).toEqual(['inserted', 'AB0719346']);
      await at.reader.close();
    },
  );

  it('when the reader closes with an unanswered question, then nothing is reported', async () => {
    const at = await elyctis();
    at.wire.faults.always({ do: 'drop', on: 'out' });
    await at.pass(2_100);
    await at.reader.close();
    expect(at.said()).toEqual([]);
  });
});

describe('a DESKO device with more than one reader on its port', () => {
  it('when another reader on the port sends data, then only documents are reported', async () => {
    const at = rig({ name: 'desko', prefix: '4f', suffix: '4f' });
    await at.pass(200);
    at.wire.device.write(Uint8Array.from('M\x02\x11B4111\x03M', (character) => character.charCodeAt(0)));
    await at.pass(500);
    expect(at.said()).toEqual([]);
    at.simulator.insert('aze-card-old');
    await at.pass(500);
    expect(at.said()).toEqual(['inserted', '00817253']);
    await at.reader.close();
  });
});
