import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { type CcnetSimulator, createCcnetSimulator } from '../../../simulators/bill-validator/ccnet.ts';
import type { ValidatorFault } from '../../../simulators/bill-validator/faults.ts';
import { type WireFault, withWireFaults } from '../../../simulators/faults/wire-faults.ts';
import { seededRandom } from '../../../simulators/random.ts';
import { cable } from '../../link/pair.ts';
import type { BillValidator, Decision, HeldNote, RecordedNote, ValidatorEvent } from '../contract.ts';
import { createCcnetValidator } from './driver.ts';

/** `npm run prove -- storms` runs 3,000. */
const RUNS = process.env['STORMS'] === 'all' ? 3_000 : 75;
const LIMIT_MS = RUNS * 1_600;
const STEP_MS = 25;
const TURNS = 12;
const CALM_MS = 60_000;

type Mischief =
  | {
      readonly do: 'take' | 'cassette-out' | 'cassette-in' | 'clear-jam' | 'power-off' | 'power-on' | 'unplug' | 'plug';
    }
  | { readonly do: 'pause' | 'accept' | 'restart' | 'push-second' }
  | { readonly do: 'power-cut-after'; readonly bytes: number }
  | { readonly do: 'unit'; readonly fault: ValidatorFault }
  | { readonly do: 'wire'; readonly fault: WireFault };

interface Visit {
  readonly manat: number;
  readonly mischief: readonly { readonly afterMs: number; readonly what: Mischief }[];
}

const UNIT_FAULTS: readonly ValidatorFault[] = [
  'reject',
  'jam-path',
  'jam-cassette',
  'cheat',
  'failure',
  'forget-credit',
  'lost-answer',
  'stale-crc',
  'nak',
  'illegal',
  'busy',
  'repeat-event',
];

const on = fc.constantFrom('in' as const, 'out' as const);
const wireFault: fc.Arbitrary<WireFault> = fc.oneof(
  fc.record({ do: fc.constant('drop' as const), on }),
  fc.record({ do: fc.constant('drop' as const), on, byte: fc.nat(8) }),
  fc.record({ do: fc.constant('flip' as const), on, bit: fc.nat(60) }),
  fc.record({ do: fc.constant('noise' as const), on, bytes: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ do: fc.constant('split' as const), on, after: fc.nat(5), pauseMs: fc.nat(80) }),
  // A delay above the kiosk's timeout (500 ms) would answer the next question.
  fc.record({ do: fc.constant('delay' as const), on, ms: fc.nat(450) }),
  fc.record({ do: fc.constant('unplug' as const), on, afterBytes: fc.nat(120) }),
);

const simple = fc.constantFrom(
  ...(['take', 'cassette-out', 'cassette-in', 'clear-jam', 'power-off', 'power-on', 'power-on', 'unplug'] as const),
  ...(['plug', 'plug', 'pause', 'accept', 'restart', 'push-second'] as const),
);
const mischief: fc.Arbitrary<Mischief> = fc.oneof(
  fc.record({ do: simple }),
  fc.record({ do: fc.constant('power-cut-after' as const), bytes: fc.integer({ min: 1, max: 150 }) }),
  fc.record({ do: fc.constant('unit' as const), fault: fc.constantFrom(...UNIT_FAULTS) }),
  fc.record({ do: fc.constant('wire' as const), fault: wireFault }),
);
const visit: fc.Arbitrary<Visit> = fc.record({
  manat: fc.constantFrom(1, 5, 10, 20, 200),
  mischief: fc.array(fc.record({ afterMs: fc.nat(1_500), what: mischief }), { maxLength: 5 }),
});

const storm = fc.record({
  visits: fc.array(visit, { minLength: 1, maxLength: 6 }),
  decisions: fc.array(
    fc.record({
      ms: fc.oneof(fc.constant(0), fc.nat(9_000)),
      stack: fc.oneof(fc.constant(true), fc.boolean()),
      holdMs: fc.option(fc.nat(12_000), { nil: null }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  crashAtCredit: fc.option(fc.nat(2), { nil: null }),
  seed: fc.nat(1_000),
});

const AT_ONCE = { ms: 0, stack: true, holdMs: null } as const;

type Storm = typeof storm extends fc.Arbitrary<infer T> ? T : never;

interface Entry extends RecordedNote {
  readonly paper: number;
}

async function weather({ visits, decisions, crashAtCredit, seed }: Storm) {
  const clock = new SimulatedClock();
  const random = seededRandom(seed);
  const wire = withWireFaults(cable(), clock, random);
  const simulator = createCcnetSimulator({ wire: wire.device, clock });
  const record: Entry[] = [];
  const credits: string[] = [];
  const doubts: Extract<ValidatorEvent, { type: 'credit.doubted' }>[] = [];
  let kiosk: BillValidator;
  let stop = new AbortController();
  let accepting = false;
  let crashed = false;
  let closing = false;

  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= STEP_MS) {
      clock.increment(STEP_MS);
      for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
    }
  };

  function settle(noteId: string, outcome: RecordedNote['outcome']): void {
    const index = record.findIndex((entry) => entry.noteId === noteId);
    const entry = record[index];
    if (!entry) throw new Error(`no such note was decided: ${noteId}`);
    record[index] = { ...entry, outcome };
  }

  function onEvent(event: ValidatorEvent): void {
    if (event.type === 'note.stacked') {
      settle(event.noteId, 'stacked');
      credits.push(event.noteId);
      if (credits.length - 1 === crashAtCredit) {
        crashed = true;
        wire.unplug();
      }
    } else if (event.type === 'note.returned' && event.noteId !== null) settle(event.noteId, 'returned');
    else if (event.type === 'credit.doubted') {
      doubts.push(event);
      if (event.noteId !== null) settle(event.noteId, 'in-doubt');
    }
  }

  async function decide({ value, hold }: HeldNote): Promise<Decision> {
    const asker = kiosk;
    const paper = simulator.state().inside?.note.id ?? 0;
    const { ms, stack, holdMs } = decisions[record.length % decisions.length] ?? AT_ONCE;
    if (holdMs !== null) hold(holdMs);
    await new Promise<void>((resolve) => clock.setTimeout(resolve, ms));
    if (!stack || asker !== kiosk || closing) return { do: 'return' };
    if (record.at(-1)?.outcome === 'open') return { do: 'return' };
    const noteId = `n${record.length + 1}`;
    record.push({ noteId, value, outcome: 'open', paper });
    return { do: 'stack', noteId };
  }

  function start(): BillValidator {
    const recorded = record.at(-1) ?? null;
    const made = createCcnetValidator({ link: wire.host, clock, random, onDiscarded: () => {}, recorded });
    made.onEvent(onEvent);
    return made;
  }

  function accept(): void {
    if (accepting) return;
    accepting = true;
    stop = new AbortController();
    void kiosk.accept(decide, stop.signal).then(() => {
      accepting = false;
    });
  }

  async function restart(): Promise<void> {
    const closed = { yet: false };
    closing = true;
    void kiosk.close().then(() => {
      closed.yet = true;
    });
    for (let step = 0; step < 400 && (!closed.yet || accepting); step += 1) await pass(STEP_MS);
    if (!closed.yet || accepting) throw new Error('closing did not end');
    crashed = false;
    closing = false;
    kiosk = start();
  }

  async function happen(what: Mischief): Promise<void> {
    switch (what.do) {
      case 'push-second':
        simulator.insert({ manat: 1 });
        break;
      case 'power-cut-after':
        simulator.cutPowerAfter(what.bytes);
        break;
      case 'unit':
        simulator.faults.next(what.fault);
        break;
      case 'wire':
        wire.faults.next(what.fault);
        break;
      case 'pause':
        stop.abort();
        break;
      case 'accept':
        accept();
        break;
      case 'restart':
        await restart();
        break;
      case 'unplug':
        wire.unplug();
        break;
      case 'plug':
        wire.plug();
        break;
      default:
        hand(simulator, what.do);
    }
  }

  function mend(): void {
    wire.plug();
    for (const help of ['power-on', 'clear-jam', 'cassette-in', 'take'] as const) hand(simulator, help);
  }

  async function come({ manat, mischief }: Visit): Promise<void> {
    let inside = false;
    for (let step = 0; step < 40 && !inside; step += 1) {
      mend();
      accept();
      await pass(250);
      if (crashed) await restart();
      inside = simulator.insert({ manat });
    }
    for (const { afterMs, what } of mischief) {
      await pass(afterMs);
      if (crashed) await restart();
      await happen(what);
    }
    await pass(1_500);
  }

  kiosk = start();
  for (const one of visits) await come(one);
  wire.faults.clear();
  simulator.faults.clear();
  stop.abort();
  for (let calm = 0; calm < CALM_MS; calm += 1_000) {
    if (crashed) await restart();
    mend();
    await pass(1_000);
  }
  const { cassette, collected } = simulator.state();
  const end = { record, credits, doubts, stacked: [...collected, ...cassette], status: kiosk.status(), accepting };
  await restart();
  await kiosk.close();
  simulator.close();
  return end;
}

function hand(simulator: CcnetSimulator, what: string): void {
  if (what === 'take') simulator.take();
  else if (what === 'cassette-out') simulator.cassetteOut();
  else if (what === 'cassette-in') simulator.cassetteIn();
  else if (what === 'clear-jam') simulator.clearJam();
  else if (what === 'power-off') simulator.powerOff();
  else simulator.powerOn();
}

const JAM_CLEARED_UNSEEN: Storm = {
  visits: [
    {
      manat: 5,
      mischief: [
        { afterMs: 1, what: { do: 'unit', fault: 'jam-cassette' } },
        { afterMs: 526, what: { do: 'wire', fault: { do: 'delay', on: 'in', ms: 0 } } },
        { afterMs: 901, what: { do: 'unplug' } },
        { afterMs: 1, what: { do: 'wire', fault: { do: 'unplug', on: 'in', afterBytes: 0 } } },
      ],
    },
    { manat: 5, mischief: [] },
  ],
  decisions: [AT_ONCE],
  crashAtCredit: null,
  seed: 0,
};

const CASSETTE_OUT_IN_START: Storm = {
  visits: [
    {
      manat: 1,
      mischief: [
        { afterMs: 126, what: { do: 'unit', fault: 'busy' } },
        { afterMs: 1_301, what: { do: 'power-cut-after', bytes: 61 } },
        { afterMs: 451, what: { do: 'wire', fault: { do: 'flip', on: 'in', bit: 0 } } },
        { afterMs: 76, what: { do: 'power-on' } },
        { afterMs: 1_026, what: { do: 'cassette-out' } },
      ],
    },
  ],
  decisions: [AT_ONCE],
  crashAtCredit: null,
  seed: 0,
};

const LATE_ANSWER: Storm = {
  visits: [
    { manat: 1, mischief: [{ afterMs: 1_301, what: { do: 'cassette-out' } }] },
    { manat: 1, mischief: [{ afterMs: 901, what: { do: 'power-cut-after', bytes: 31 } }] },
    {
      manat: 1,
      mischief: [
        { afterMs: 0, what: { do: 'wire', fault: { do: 'drop', on: 'in', byte: 0 } } },
        { afterMs: 1_226, what: { do: 'restart' } },
      ],
    },
    { manat: 1, mischief: [] },
  ],
  decisions: [{ ...AT_ONCE, ms: 5_876 }, AT_ONCE],
  crashAtCredit: null,
  seed: 0,
};

it(
  'when anything fails, then each credit is a note in the cassette, and each note in the cassette is a credit or a doubt',
  async () => {
    let credited = 0;
    let doubted = 0;
    await fc.assert(
      fc.asyncProperty(storm, async (one) => {
        const { record, credits, doubts, stacked, status, accepting } = await weather(one);
        credited += credits.length;
        doubted += doubts.length;
        expect(new Set(credits).size).toBe(credits.length);
        expect(credits.length).toBeLessThanOrEqual(stacked.length);
        const papers = new Set(stacked.map(({ id }) => id));
        for (const { outcome, paper } of record) {
          expect(outcome).not.toBe('open');
          if (outcome === 'stacked') expect(papers).toContain(paper);
        }
        // After a line failure a note may be asked about twice.
        for (const { id } of stacked) {
          const outcomes = record.filter(({ paper }) => paper === id).map(({ outcome }) => outcome);
          expect(outcomes.filter((outcome) => outcome === 'stacked').length).toBeLessThanOrEqual(1);
          expect(outcomes.some((outcome) => outcome === 'stacked' || outcome === 'in-doubt')).toBe(true);
        }
        expect(status).toMatchObject({ device: 'online', intake: 'paused' });
        expect(accepting).toBe(false);
      }),
      {
        numRuns: RUNS,
        // 1. A jam was cleared while the cable was out; another note of its kind took its place. 2. The answer about a gone note came with
        // the next note; then the kiosk went down. 3. A unit that started with a note in its stacker lost its cassette; its start never
        // ended.
        examples: [[JAM_CLEARED_UNSEEN], [LATE_ANSWER], [CASSETTE_OUT_IN_START]],
      },
    );
    // Measured: 18 to 28 credits in seven runs of 75 storms.
    expect(credited).toBeGreaterThan(RUNS / 7.5);
    expect(doubted).toBeGreaterThan(0);
  },
  LIMIT_MS,
);
