import { describe, expect, it } from 'vitest';
import { createActor, fromPromise, SimulatedClock } from 'xstate';
import type { PrinterStatus } from '../../drivers/receipt-printer/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import type { PaperContent } from '../receipt/paper.ts';
import type { PrintResult } from './print-result.ts';
import { CHOICES_TIMEOUT_MS, type PrintingInput, type PrintOrder, printingMachine } from './printing.machine.ts';
import { type Devices, UNANSWERED_DEVICES } from './visit/devices.ts';

const devices = (printer: Partial<PrinterStatus> = {}): Devices => ({
  ...UNANSWERED_DEVICES,
  printer: { device: 'online', blockedBy: null, paper: 'full', ...printer },
});
const INPUT: PrintingInput = {
  applicationId: 'a',
  session: 7,
  person: { fin: '5ABC12D', surname: 'MAMMADOVA', givenNames: 'AYSEL' },
  content: { title: 'a receipt' } as unknown as PaperContent,
  devices: devices(),
  moreTime: false,
};
const failed = (phase: 'before-write' | 'after-write'): PrintResult =>
  err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase });
const TORN = failed('after-write');
const UNTOUCHED = failed('before-write');

function rig(input: Partial<PrintingInput> = {}) {
  const clock = new SimulatedClock();
  const orders: PrintOrder[] = [];
  const said: string[] = [];
  let answer: (result: PrintResult) => void = () => undefined;
  const machine = printingMachine.provide({
    actors: {
      print: fromPromise<PrintResult, PrintOrder>(({ input: order }) => {
        orders.push(order);
        return new Promise((resolve) => {
          answer = resolve;
        });
      }),
    },
    actions: {
      noteCodeShown: () => void said.push('code shown'),
    },
  });
  const actor = createActor(machine, { clock, input: { ...INPUT, ...input } }).start();
  const snapshot = () => actor.getSnapshot();
  return {
    actor,
    clock,
    orders,
    said,
    at: () => snapshot().value,
    context: () => snapshot().context,
    output: () => snapshot().output,
    touch(...touches: readonly ('reprint' | 'show-qr' | 'back' | 'next' | 'finish')[]) {
      for (const each of touches) actor.send({ type: `citizen.${each}` });
    },
    async printer(result: PrintResult) {
      answer(result);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
  };
}

async function inTrouble(result = UNTOUCHED, input: Partial<PrintingInput> = {}) {
  const r = rig(input);
  await r.printer(result);
  expect(r.at()).toBe('trouble');
  return r;
}

describe('a paper that comes out', () => {
  it('when the paper is printed, then one order went to the printer, with all that the paper needs', async () => {
    const r = rig();
    const { devices: _, moreTime: __, ...order } = INPUT;
    expect(r.orders).toEqual([{ ...order, copy: 1 }]);
    expect(r.output()).toBeUndefined();
    await r.printer(ok(undefined));
    expect(r.output()).toEqual({ printed: true, left: false });
    expect(r.orders).toHaveLength(1);
  });

  it('when the citizen finishes during printing, then the visit ends after the paper', async () => {
    const r = rig();
    r.touch('finish');
    expect(r.at()).toBe('printing');
    await r.printer(ok(undefined));
    expect(r.output()).toEqual({ printed: true, left: true });
  });

  it('when printing takes long, then the machine waits', async () => {
    const r = rig();
    r.clock.increment(CHOICES_TIMEOUT_MS);
    expect(r.at()).toBe('printing');
  });

  it('when printing fails after the citizen finished, then the visit ends without a question', async () => {
    const r = rig();
    r.touch('finish');
    await r.printer(TORN);
    expect(r.output()).toEqual({ printed: false, left: true });
  });
});

describe('a queue number', () => {
  const TICKET = { kind: 'ticket' } as unknown as PaperContent;
  const AWAY = devices({ device: 'noDevice' });

  it('when the printer is away, then the number is shown at once, and *back* leads nowhere', () => {
    const r = rig({ content: TICKET, devices: AWAY });
    expect([r.at(), r.orders, r.said]).toEqual(['showingCode', [], ['code shown']]);
    r.touch('back');
    expect(r.at()).toBe('showingCode');
    r.touch('next');
    expect(r.output()).toEqual({ printed: false, left: false });
  });

  it.each([
    ['a queue number and a printer that works', { content: TICKET }],
    ['another kind of paper and no printer', { devices: AWAY }],
  ])('when there is %s, then the printing starts', (_, input) => {
    expect(rig(input).at()).toBe('printing');
  });
});

describe('a failed paper', () => {
  it.each([
    ['untouched', UNTOUCHED, false],
    ['torn', TORN, true],
  ] as const)(
    'when a paper fails %s, then the context has the code and whether some of it came out',
    async (_, result, some) => {
      const r = await inTrouble(result);
      const untouched = { printed: false, leaving: false };
      expect(r.context()).toMatchObject({
        trouble: { code: 'PRN-111', torn: some },
        partlyPrinted: some,
        ...untouched,
      });
      expect(r.said).toEqual([]);
    },
  );

  it('when nothing came out, then the same copy is printed again; after a torn copy comes the next copy', async () => {
    const r = rig();
    for (const result of [UNTOUCHED, TORN, UNTOUCHED, TORN]) {
      await r.printer(result);
      r.touch('reprint');
    }
    expect(r.orders.map(({ copy }) => copy)).toEqual([1, 1, 2, 2, 3]);
  });

  it('when no part of the next copy comes out, then the paper still counts as partly printed', async () => {
    const r = await inTrouble(TORN);
    r.touch('reprint');
    await r.printer(UNTOUCHED);
    expect(r.context()).toMatchObject({ partlyPrinted: true, trouble: { torn: false } });
  });

  it('when the printer works again, then the citizen can print again', async () => {
    const r = await inTrouble(UNTOUCHED, { devices: devices({ paper: 'out' }) });
    r.touch('reprint');
    expect([r.at(), r.orders.length]).toEqual(['trouble', 1]);
    r.actor.send({ type: 'devices.changed', devices: devices() });
    r.touch('reprint');
    expect([r.at(), r.orders.length]).toEqual(['printing', 2]);
    await r.printer(ok(undefined));
    expect(r.output()).toEqual({ printed: true, left: false });
  });

  it('when the citizen finishes, then the visit ends without a paper', async () => {
    const r = await inTrouble();
    r.touch('finish');
    expect(r.output()).toEqual({ printed: false, left: true });
  });

  it('when no touch comes for long, then the visit ends by itself, and not before', async () => {
    const r = await inTrouble();
    r.clock.increment(CHOICES_TIMEOUT_MS - 1);
    expect(r.at()).toBe('trouble');
    r.clock.increment(1);
    expect(r.output()).toEqual({ printed: false, left: false });
  });
});

describe('the code in place of the paper', () => {
  async function showing(input: Partial<PrintingInput> = {}) {
    const r = await inTrouble(TORN, input);
    r.touch('show-qr');
    expect([r.at(), r.said]).toEqual(['showingCode', ['code shown']]);
    return r;
  }

  it('when the citizen goes on from the code, then the printing ends', async () => {
    const r = await showing();
    r.touch('next');
    expect(r.output()).toEqual({ printed: false, left: false });
  });

  it('when the citizen goes back from the code, then the page with the buttons is shown', async () => {
    const r = await showing();
    r.touch('back');
    expect(r.at()).toBe('trouble');
  });

  it('when the printer works again, then the citizen can print from the code', async () => {
    const r = await showing({ devices: devices({ device: 'noDevice' }) });
    r.touch('reprint');
    expect(r.at()).toBe('showingCode');
    r.actor.send({ type: 'devices.changed', devices: devices() });
    r.touch('reprint');
    expect([r.at(), r.orders.at(-1)?.copy]).toEqual(['printing', 2]);
  });

  it('when the citizen finishes at the code, then the visit ends', async () => {
    const r = await showing();
    r.touch('finish');
    expect(r.output()).toEqual({ printed: false, left: true });
  });

  it('when no touch comes at the code for long, then the visit ends by itself', async () => {
    const r = await showing();
    r.clock.increment(CHOICES_TIMEOUT_MS);
    expect(r.output()).toEqual({ printed: false, left: false });
  });
});

describe('a printing without its actors', () => {
  const bugOf = async (machine: typeof printingMachine, ...touches: readonly 'show-qr'[]) => {
    const bugs: unknown[] = [];
    const actor = createActor(machine, { clock: new SimulatedClock(), input: INPUT });
    actor.subscribe({ error: (bug) => bugs.push(bug) });
    actor.start();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    for (const each of touches) actor.send({ type: `citizen.${each}` });
    return bugs;
  };

  it('when no actor provides `print`, then it is a bug', async () => {
    expect(await bugOf(printingMachine)).toEqual([new Error('print is provided by device/actors/actors.ts')]);
  });

  it('when no actor provides the action of *show code*, then it is a bug', async () => {
    const print = fromPromise<PrintResult, PrintOrder>(async () => UNTOUCHED);
    const bugs = await bugOf(printingMachine.provide({ actors: { print } }), 'show-qr');
    expect(bugs).toEqual([new Error('noteCodeShown is provided by device/actors/actors.ts')]);
  });
});
