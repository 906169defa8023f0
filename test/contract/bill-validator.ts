import { describe, expect, it, type TestContext } from 'vitest';
import type {
  BillValidator,
  Decide,
  Decision,
  HeldNote,
  ValidatorEvent,
  ValidatorStatus,
} from '../../drivers/bill-validator/contract.ts';
import type { CcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import { untilAsTimePasses, validatorContractAlone } from './alone.ts';

export interface BillValidatorRig {
  readonly validator: BillValidator;
  readonly simulator: CcnetSimulator;
  readonly cable: { plug(): Promise<void> | void; unplug(): Promise<void> | void };
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const STEP_MS = 50;
const PATIENCE_STEPS = 800;

export function billValidatorContract(name: string, makeRig: () => Promise<BillValidatorRig>): void {
  validatorContractAlone(name, async () => {
    const { validator, pass, close } = await makeRig();
    return { device: validator, until: untilAsTimePasses(pass, STEP_MS, PATIENCE_STEPS), close };
  });

  describe(`bill validator: ${name}`, () => {
    async function start({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
      const rig = await makeRig();
      onTestFinished(() => rig.close());
      return handsOn(rig);
    }

    const stack = (noteId: string): Decision => ({ do: 'stack', noteId });

    it('when the validator starts, then it is paused and reports its identity and notes', async (context) => {
      const { rig, until, intake } = await start(context);
      await intake('paused');
      await until('identity', () => rig.validator.status().identity !== null);
      expect(rig.validator.status()).toMatchObject({
        device: 'online',
        blockedBy: null,
        notes: [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000],
        identity: { serialNumber: '41K000000001' },
      });
      expect(rig.simulator.insert({ manat: 10 })).toBe(false);
    });

    it('when two notes are stacked, then each is reported once with its value', async (context) => {
      const { rig, events, until, happened, accepting, insert } = await start(context);
      const visit = await accepting(stack('n1'), stack('n2'));
      await insert(10);
      await happened('note.stacked');
      await insert(200);
      await until('two', () => events.filter(({ type }) => type === 'note.stacked').length === 2);
      await visit.end();
      expect(visit.asked).toEqual([1_000, 20_000]);
      expect(events).toEqual([
        { type: 'note.inserted' },
        { type: 'note.stacked', noteId: 'n1', value: 1_000 },
        { type: 'note.inserted' },
        { type: 'note.stacked', noteId: 'n2', value: 20_000 },
      ]);
      expect(rig.simulator.state().cassette).toHaveLength(2);
      expect(rig.validator.status().intake).toBe('paused');
    });

    it('when the caller returns a note, then the unit gives the note back', async (context) => {
      const { rig, events, until, happened, accepting, insert } = await start(context);
      const visit = await accepting({ do: 'return' });
      await insert(50);
      await until('in the mouth', () => rig.simulator.state().inside?.at === 'mouth');
      rig.simulator.take();
      await happened('note.returned');
      await visit.end();
      expect(events.at(-1)).toEqual({ type: 'note.returned', noteId: null, value: 5_000 });
      expect(rig.simulator.state().cassette).toEqual([]);
    });

    it('when the caller holds a note, then it stays in escrow past the 10 s of the unit until the caller decides', async (context) => {
      const { rig, until, happened, accepting, insert } = await start(context);
      let decide: (decision: Decision) => void = () => {};
      const visit = await accepting((note) => {
        note.hold(60_000);
        return new Promise((resolve) => {
          decide = resolve;
        });
      });
      await insert(200);
      await until('holding', () => rig.simulator.unit()?.state === 'holding');
      await rig.pass(10_500);
      expect(rig.simulator.state().inside?.at).toBe('escrow');
      decide(stack('n1'));
      await happened('note.stacked');
      await visit.end();
      expect(rig.simulator.state().cassette).toHaveLength(1);
    });

    it('when the unit refuses a note, then the driver reports the refusal and takes the next note', async (context) => {
      const { rig, events, happened, accepting, insert } = await start(context);
      rig.simulator.faults.next('reject');
      const visit = await accepting(stack('n1'));
      await insert(20);
      await happened('note.refused');
      rig.simulator.take();
      await insert(5);
      await happened('note.stacked');
      await visit.end();
      expect(events).toContainEqual({ type: 'note.refused', reason: 'invalid-note' });
      rig.simulator.faults.assertSpent();
    });

    it('when a note has another currency, then it is refused without a question to the caller', async (context) => {
      const { rig, events, intake, happened, accepting, drawnIn } = await start(context);
      const visit = await accepting(stack('n1'));
      await intake('accepting');
      await drawnIn({ type: 0 });
      await happened('note.refused');
      rig.simulator.take();
      await visit.end();
      expect(events).toContainEqual({ type: 'note.refused', reason: 'not-accepted' });
      expect(visit.asked).toEqual([]);
    });

    it('when accept ends, then a note on its way in is finished first', async (context) => {
      const { rig, events, until, accepting, insert } = await start(context);
      const visit = await accepting(stack('n1'));
      await insert(100);
      await until('leaving', () => rig.simulator.state().inside?.at === 'leaving');
      await visit.end();
      expect(events.at(-1)).toEqual({ type: 'note.stacked', noteId: 'n1', value: 10_000 });
    });

    it.for([
      ['cassette-missing', 'BIL-104'],
      ['path-jammed', 'BIL-105'],
      ['cassette-jammed', 'BIL-106'],
      ['failed', 'BIL-108'],
    ] as const)(
      'when the validator is blocked: %s, then the driver reports this, and later the end of it',
      async ([kind, code], context) => {
        const { rig, intake, until, accepting, insert, drawnIn, happened } = await start(context);
        const visit = await accepting(stack('n1'), stack('n2'));
        await intake('accepting');
        if (kind === 'cassette-missing') rig.simulator.cassetteOut();
        else {
          rig.simulator.faults.next(FAULTS[kind]);
          await drawnIn({ manat: 1 });
        }
        await until(code, () => rig.validator.status().blockedBy?.code === code);
        expect(rig.validator.status()).toMatchObject({ intake: 'blocked', blockedBy: { kind } });
        if (kind === 'cassette-missing') rig.simulator.cassetteIn();
        else if (kind !== 'failed') rig.simulator.clearJam();
        else {
          rig.simulator.powerOff();
          rig.simulator.powerOn();
          await until('in the mouth', () => rig.simulator.state().inside?.at === 'mouth');
          rig.simulator.take();
        }
        await insert(5);
        await until('stacked', () => rig.simulator.state().cassette.some(({ type }) => type === 18));
        await happened('note.stacked');
        await visit.end();
      },
    );

    it('when the cable was out, then the validator takes notes again by itself', async (context) => {
      const { rig, until, intake, happened, accepting, insert } = await start(context);
      const visit = await accepting(stack('n1'));
      await intake('accepting');
      await rig.cable.unplug();
      await until('away', () => rig.validator.status().device === 'noDevice');
      expect(rig.validator.status().intake).toBe('unknown');
      await rig.cable.plug();
      await insert(20);
      await happened('note.stacked');
      await visit.end();
    });

    it('when a note was stacked while the cable was out, then the driver reports it once', async (context) => {
      const { rig, events, until, happened, accepting, insert } = await start(context);
      const visit = await accepting(stack('n1'));
      await insert(20);
      await until('leaving', () => rig.simulator.state().inside?.at === 'leaving');
      await rig.cable.unplug();
      await until('stacked', () => rig.simulator.state().cassette.length === 1);
      expect(events.some(({ type }) => type === 'note.stacked')).toBe(false);
      await rig.cable.plug();
      await happened('note.stacked');
      await visit.end();
      await rig.pass(2_000);
      expect(events.filter(({ type }) => type === 'note.stacked')).toHaveLength(1);
    });

    it('when a power cut left a note in the path, then the note comes back and is reported as returned', async (context) => {
      const { rig, events, until, happened, accepting, insert } = await start(context);
      const visit = await accepting(stack('n1'));
      await insert(20);
      await until('leaving', () => rig.simulator.state().inside?.at === 'leaving');
      rig.simulator.powerOff();
      rig.simulator.powerOn();
      await until('in the mouth', () => rig.simulator.state().inside?.at === 'mouth');
      rig.simulator.take();
      await happened('note.returned');
      await visit.end();
      expect(events).toContainEqual({ type: 'note.returned', noteId: 'n1', value: 2_000 });
    });

    it('when a power cut left a note at the cassette, then the note is credited', async (context) => {
      const { rig, until, happened, accepting, insert } = await start(context);
      const visit = await accepting(stack('n1'));
      await insert(20);
      await until('beyond', () => rig.simulator.state().inside?.at === 'beyond');
      rig.simulator.powerOff();
      rig.simulator.powerOn();
      await happened('note.stacked');
      await visit.end();
      expect(rig.simulator.state().cassette).toHaveLength(1);
    });

    it('when the outcome of a note is unknown, then the driver reports a doubted credit', async (context) => {
      const { rig, events, until, happened, accepting, insert } = await start(context);
      rig.simulator.faults.next('forget-credit');
      const visit = await accepting(stack('n1'));
      await insert(20);
      await until('beyond', () => rig.simulator.state().inside?.at === 'beyond');
      rig.simulator.powerOff();
      rig.simulator.powerOn();
      await happened('credit.doubted');
      await visit.end();
      expect(events).toContainEqual({ type: 'credit.doubted', noteId: 'n1', value: 2_000, why: 'power-lost' });
      rig.simulator.faults.assertSpent();
    });

    it('when a note is taken, then each status differs from the one before', async (context) => {
      const { statuses, happened, accepting, insert } = await start(context);
      const visit = await accepting(stack('n1'));
      await insert(10);
      await happened('note.stacked');
      await visit.end();
      statuses.forEach((status, index) => {
        expect(status).not.toEqual(statuses[index - 1]);
      });
    });

    it('when the driver is closed during accept, then accept ends, and no further report comes', async (context) => {
      const { rig, events, until, intake, accepting } = await start(context);
      const visit = await accepting(stack('n1'));
      await intake('accepting');
      await rig.validator.close();
      await until('the end of accept', () => visit.done.yet);
      const { length } = events;
      rig.simulator.insert({ manat: 10 });
      await rig.pass(3_000);
      expect(events).toHaveLength(length);
    });

    it('when accept runs, then a second accept is refused', async (context) => {
      const { rig, accepting } = await start(context);
      const visit = await accepting();
      expect(() => rig.validator.accept(async () => ({ do: 'return' }), new AbortController().signal)).toThrow(
        'accepted already',
      );
      await visit.end();
    });
  });
}

function handsOn(rig: BillValidatorRig) {
  const events: ValidatorEvent[] = [];
  const statuses: ValidatorStatus[] = [];
  rig.validator.onEvent((event) => events.push(event));
  rig.validator.onStatus((status) => statuses.push(status));

  async function until(what: string, condition: () => boolean): Promise<void> {
    for (let step = 0; step < PATIENCE_STEPS && !condition(); step += 1) await rig.pass(STEP_MS);
    if (!condition()) throw new Error(`it never came to this: ${what}`);
  }

  const intake = (wanted: ValidatorStatus['intake']) => until(wanted, () => rig.validator.status().intake === wanted);
  const happened = (wanted: ValidatorEvent['type']) => until(wanted, () => events.some(({ type }) => type === wanted));

  async function accepting(...answers: readonly (Decision | ((note: HeldNote) => Promise<Decision>))[]) {
    const stop = new AbortController();
    const asked: number[] = [];
    const decide: Decide = async (note) => {
      asked.push(note.value);
      const answer = answers[asked.length - 1] ?? { do: 'return' };
      return typeof answer === 'function' ? answer(note) : answer;
    };
    const done = { yet: false };
    const ended = rig.validator.accept(decide, stop.signal).then(() => {
      done.yet = true;
    });
    return {
      asked,
      done,
      async end() {
        stop.abort();
        await until('the end of accept', () => done.yet);
        await ended;
      },
    };
  }

  async function insert(manat: number): Promise<void> {
    await intake('accepting');
    await drawnIn({ manat });
  }

  /** Inserts a note until the validator draws it in: the kiosk learns a moment late that the intake is open. */
  async function drawnIn(note: { manat: number } | { type: number }): Promise<void> {
    let inside = false;
    await until('drawn in', () => {
      inside ||= rig.simulator.insert(note);
      return inside;
    });
  }

  return { rig, events, statuses, until, intake, happened, accepting, insert, drawnIn };
}

const FAULTS = { 'path-jammed': 'jam-path', 'cassette-jammed': 'jam-cassette', failed: 'failure' } as const;
