import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { isReplayable, replayDriver } from '../../provisioning/replay/drivers.ts';
import { createMrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import { fromHex, toHex } from '../bytes.ts';
import { createMrzReader } from '../id-reader/mrz/driver.ts';
import { createReceiptPrinter } from '../kinds/receipt-printer.ts';
import { cable } from '../link/pair.ts';
import { createZvtTerminal } from '../payment-terminal/zvt/driver.ts';
import { requirePrinterModel } from '../receipt-printer/paper/profile.ts';
import { parseTrace } from './parse-trace.ts';
import { createRecorder } from './recorded.ts';
import type { RecordedDeviceSettings } from './recorded-device.ts';
import type { ReplayEnvironment } from './replay-run.ts';
import { replayDeviceTrace } from './replayed.ts';
import { createReplayClock } from './replayed-clock.ts';
import { isChunkEntry, type Trace, type TraceEntry } from './trace.ts';

const STARTED = '2026-11-24T12:00:00.000Z';
const NEVER = new AbortController().signal;
const RECEIPT = {
  lines: [{ text: 'Şəxsiyyət vəsiqəsi', style: 'title' }, { qr: 'https://status.example/K5' }],
  cut: true,
} as const;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const common = { random: () => 0.9, onDiscarded: () => undefined };

function studio(name: string, device: RecordedDeviceSettings) {
  const clock = new SimulatedClock();
  const wire = cable();
  let text = '';
  const recorder = createRecorder({
    header: { trace: 1, startedAt: STARTED, end: 'kiosk', devices: { [name]: device } },
    clock,
    write: (line) => {
      text += line;
    },
  });
  return {
    clock,
    wire,
    recorder,
    link: recorder.watch(name, wire.host),
    async pass(ms: number) {
      for (let left = ms; left > 0; left -= 10) {
        await turn();
        clock.increment(10);
      }
      await turn();
    },
    trace(): Trace {
      const parsed = parseTrace(text);
      if (!parsed.ok) throw new Error(`${parsed.error.line}: ${parsed.error.detail}`);
      return parsed.value;
    },
  };
}

function run({ header, entries }: Trace, changed: readonly TraceEntry[] = entries) {
  const device = Object.values(header.devices)[0];
  if (!device || !isReplayable(device)) throw new Error('no device that can be replayed');
  return replayDeviceTrace(changed, (world) => replayDriver(device, new Date(STARTED), world), turn);
}

const bytesOut = ({ entries }: Trace) =>
  entries.reduce(
    (sum, entry) => sum + (isChunkEntry(entry) && entry.direction === 'out' ? entry.hex.length / 2 : 0),
    0,
  );

async function printed(): Promise<Trace> {
  const model = requirePrinterModel('epson-tm-t20');
  const set = studio('printer', { driver: 'escpos', model: model.name });
  const simulator = createPrinterSimulator({ wire: set.wire.device, clock: set.clock, model });
  const printer = set.recorder.calls(
    'printer',
    createReceiptPrinter({ ...common, clock: set.clock, link: set.link, model }),
    ['print', 'close'],
  );
  await set.pass(3_000);
  const first = printer.print(RECEIPT, NEVER);
  await set.pass(8_000);
  expect(await first).toMatchObject({ ok: true });
  set.wire.unplug();
  await set.pass(4_000);
  set.wire.plug();
  await set.pass(4_000);
  simulator.openCover();
  await set.pass(500);
  simulator.closeCover();
  const second = printer.print(RECEIPT, NEVER);
  await set.pass(8_000);
  expect(await second).toMatchObject({ ok: true });
  const closed = printer.close();
  await set.pass(1_000);
  await closed;
  simulator.close();
  return set.trace();
}

async function paid(): Promise<Trace> {
  const set = studio('terminal', { driver: 'zvt', framing: 'serial', charset: 'utf8', password: '123456' });
  const simulator = createZvtTerminalSimulator({
    wire: set.wire.device,
    clock: set.clock,
    random: () => 0.5,
    framing: 'serial',
    now: () => new Date(STARTED),
  });
  const own = createZvtTerminal({
    ...common,
    clock: set.clock,
    link: set.link,
    framing: 'serial',
    charset: 'utf8',
    password: '123456',
    now: () => new Date(STARTED),
  });
  const terminal = set.recorder.calls('terminal', own, ['pay', 'inquire', 'reverse', 'lastTransaction']);
  await set.pass(6_000);
  const sale = terminal.pay(
    { intentId: 'a', amount: 500, before: null },
    NEVER,
    () => undefined,
    async () => ({ issued: 'whole' }),
  );
  await set.pass(1_000);
  simulator.tap();
  await set.pass(12_000);
  expect(await sale).toMatchObject({ known: 'approved' });
  const stop = new AbortController();
  const second = terminal.pay({ intentId: 'b', amount: 700, before: null }, stop.signal, () => undefined);
  await set.pass(1_000);
  stop.abort();
  await set.pass(12_000);
  expect(await second).toMatchObject({ known: 'cancelled' });
  simulator.close();
  return set.trace();
}

async function readOnce(): Promise<Trace> {
  const set = studio('reader', { driver: 'mrz' });
  const simulator = createMrzReaderSimulator({ wire: set.wire.device, clock: set.clock });
  createMrzReader({ ...common, clock: set.clock, link: set.link, today: () => new Date(STARTED) });
  await set.pass(3_000);
  simulator.insert('aze-card-woman');
  await set.pass(3_000);
  simulator.remove();
  await set.pass(1_000);
  simulator.close();
  return set.trace();
}

describe('replay of a recorded wire', () => {
  it('when two receipts, an unplug and an open cover are replayed, then the printer driver writes the recorded bytes', async () => {
    const trace = await printed();
    const { difference, compared, events } = await run(trace);
    expect(difference).toBeNull();
    expect(compared).toBe(bytesOut(trace));
    expect(events.filter(({ event }) => event === 'print ended').map(({ value }) => value)).toEqual([
      { ok: true },
      { ok: true },
    ]);
    expect(events.some(({ value }) => (value as { blockedBy?: string }).blockedBy === 'cover-open')).toBe(true);
  });

  it('when payments are replayed, then the terminal driver writes the recorded bytes, and the payments end as recorded', async () => {
    const trace = await paid();
    const { difference, compared, events } = await run(trace);
    expect(difference).toBeNull();
    expect(compared).toBe(bytesOut(trace));
    expect(events.filter(({ event }) => event === 'pay ended').map(({ value }) => value)).toMatchObject([
      { known: 'approved', approval: { amount: 500 } },
      { known: 'cancelled' },
    ]);
  });

  it('when a read is replayed, then the reader driver writes the recorded bytes and reads the document', async () => {
    const trace = await readOnce();
    const { difference, events } = await run(trace);
    expect(difference).toBeNull();
    expect(events.map(({ value }) => value)).toContainEqual({ type: 'document.inserted' });
    expect(JSON.stringify(events)).toContain('AZE');
  });

  it('when a byte of the trace is changed, then the difference has its entry and offset', async () => {
    const trace = await printed();
    const victim = trace.entries.findIndex(
      (entry) => isChunkEntry(entry) && entry.direction === 'out' && entry.hex.length > 200,
    );
    const before = bytesOut({ ...trace, entries: trace.entries.slice(0, victim) });
    const changed = trace.entries.map((entry, at) => {
      if (at !== victim || !isChunkEntry(entry)) return entry;
      const bytes = fromHex(entry.hex);
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      return { ...entry, hex: toHex(bytes) };
    });
    const { difference } = await run(trace, changed);
    expect(difference).toMatchObject({ entry: victim, offset: before + 40 });
    expect(difference?.expected.slice(2, 20)).toBe(difference?.found.slice(2, 20));
  });

  it('when a call or an answer is missing from the trace, then there is a difference', async () => {
    const trace = await printed();
    const call = trace.entries.findIndex((entry) => 'call' in entry);
    const uncalled = await run(
      trace,
      trace.entries.filter((entry) => !('call' in entry || 'id' in entry)),
    );
    expect(uncalled.difference?.entry).toBeGreaterThan(call - 3);
    // Without the answer, the driver asks again where the trace continues.
    const answer = trace.entries.findIndex((entry, at) => at > call && isChunkEntry(entry) && entry.direction === 'in');
    const unanswered = await run(
      trace,
      trace.entries.filter((_, at) => at !== answer),
    );
    expect(unanswered.difference).not.toBeNull();
  });

  describe('timers that ran late when recorded', () => {
    const ASKED = [1];
    const SETTLED = [3];
    const open = ({ link, clock }: ReplayEnvironment) => {
      const end = link();
      void end.open();
      end.onBytes(() => clock.setTimeout(() => void end.write(Uint8Array.from(SETTLED)), 60));
      clock.setTimeout(() => void end.write(Uint8Array.from(ASKED)), 2_000);
      return { call: async () => undefined, close: () => end.close() };
    };
    const asking = ({ link, clock }: ReplayEnvironment) => {
      const end = link();
      void end.open();
      const askers: (readonly number[])[] = [];
      const ask = () => askers[0] && void end.write(Uint8Array.from(askers[0].slice(0, 1)));
      const begin = (questions: readonly number[]) => {
        askers.push(questions);
        if (askers.length === 1) ask();
      };
      end.onBytes(() => {
        const [, ...left] = askers.shift() ?? [];
        if (left.length > 0) askers.push(left);
        ask();
      });
      clock.setTimeout(() => begin([...ASKED, ...SETTLED]), 2_000);
      return { call: async () => begin([...ASKED, 2]), close: () => end.close() };
    };
    const out = (at: number, bytes: readonly number[]): TraceEntry => ({
      at,
      device: 'printer',
      direction: 'out',
      hex: toHex(Uint8Array.from(bytes)),
    });
    const heard = (at: number): readonly TraceEntry[] => [
      { at: 0, device: 'printer', link: 'open' },
      { at, device: 'printer', direction: 'in', hex: '09' },
    ];
    const called = (at: number, written: number): readonly TraceEntry[] => [
      { at: 0, device: 'printer', link: 'open' },
      { at, device: 'printer', call: 'ask', id: 1, args: [] },
      ...[ASKED, ASKED, [2], SETTLED].flatMap((bytes, nth) => [
        out(written + nth, bytes),
        { at: written + nth + 0.5, device: 'printer', direction: 'in', hex: '09' } as const,
      ]),
    ];

    it('when one late timer explains the difference, then no difference is reported', async () => {
      const entries = [...heard(1_938), out(2_030, ASKED), out(2_031, SETTLED)];
      expect(await replayDeviceTrace(entries, open, turn)).toMatchObject({ difference: null, compared: 2 });
    });

    it('when a late timer wrote the recorded byte and changed a later one, then no difference is reported', async () => {
      const entries = called(2_005, 2_010);
      expect(await replayDeviceTrace(entries, asking, turn)).toMatchObject({ difference: null, compared: 4 });
      const changed = entries.map((entry) => ('hex' in entry && entry.hex === '02' ? { ...entry, hex: '04' } : entry));
      expect((await replayDeviceTrace(changed, asking, turn)).difference).toMatchObject({ entry: 6, expected: '04' });
    });

    it('when only a timer that is later than on any machine explains the difference, then the difference is reported', async () => {
      const entries = [...heard(1_400), out(2_030, ASKED), out(2_031, SETTLED)];
      const difference = { entry: 2, offset: 0, expected: '01', found: '03' };
      expect((await replayDeviceTrace(entries, open, turn)).difference).toEqual(difference);
    });

    it('when a timer ran while the driver was late to write, then no difference is reported', async () => {
      const entries = called(1_900, 2_100);
      expect(await replayDeviceTrace(entries, asking, turn)).toMatchObject({ difference: null, compared: 4 });
    });

    it.each([
      [500, true],
      [501, false],
    ])('when a timer was %i ms late, then an explained difference is %s', async (ms, explained) => {
      const entries = [...heard(1_970 - ms), out(2_030, ASKED), out(2_031, SETTLED)];
      expect((await replayDeviceTrace(entries, open, turn)).difference === null).toBe(explained);
    });

    it('when the driver writes the same bytes in another order, then a difference is reported', async () => {
      const both = ({ link, clock }: ReplayEnvironment) => {
        const end = link();
        void end.open();
        clock.setTimeout(() => void end.write(Uint8Array.from([...SETTLED, ...ASKED])), 2_000);
        return { call: async () => undefined, close: () => end.close() };
      };
      const entries = [...heard(1_938), out(2_030, ASKED), out(2_031, SETTLED)];
      expect((await replayDeviceTrace(entries, both, turn)).difference).toMatchObject({ entry: 2, found: '03' });
    });
  });

  it('when a trace is replayed, then no event is later than one second after the end of the trace', async () => {
    const trace = await readOnce();
    const { events } = await run(trace);
    expect(events.every(({ at }) => at <= (trace.entries.at(-1)?.at ?? 0) + 1_000)).toBe(true);
  });
});

describe('createReplayClock', () => {
  it('timers run in order of time, and at the same time in the order in which they were set', () => {
    const clock = createReplayClock();
    const ran: string[] = [];
    clock.setTimeout(() => ran.push('b'), 20);
    clock.setTimeout(() => ran.push('a'), 10);
    clock.setTimeout(() => ran.push('c'), 20);
    const gone = clock.setTimeout(() => ran.push('never'), 15);
    clock.clearTimeout(gone);
    while (clock.step(20) !== null) expect(clock.now()).toBeLessThanOrEqual(20);
    expect(ran).toEqual(['a', 'b', 'c']);
    expect(clock.now()).toBe(20);
    expect(clock.step(100)).toBeNull();
  });
});
