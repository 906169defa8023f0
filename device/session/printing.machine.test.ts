import { describe, expect, it } from 'vitest';
import { createActor, fromPromise, SimulatedClock } from 'xstate';
import type { PrinterStatus } from '../../drivers/receipt-printer/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import type { PaperContent } from '../receipt/paper.ts';
import type { PrintResult } from './print-result.ts';
import { NOBODY_THERE_MS, type PrintingInput, type PrintOrder, printingMachine } from './printing.machine.ts';
import { type Devices, NO_DEVICES } from './visit/devices.ts';

const devices = (printer: Partial<PrinterStatus> = {}): Devices => ({
  ...NO_DEVICES,
  printer: { device: 'online', blockedBy: null, paper: 'full', ...printer },
});
const INPUT: PrintingInput = {
  applicationId: 'a',
  session: 7,
  person: { fin: '5ABC12D', surname: 'MAMMADOVA', givenNames: 'AYSEL' },
  content: { title: 'a receipt' } as unknown as PaperContent,
  devices: devices(),
};
const failed = (phase: 'before-write' | 'after-write'): PrintResult =>
  err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase });
const TORN = failed('after-write');
const UNTOUCHED = failed('before-write');

/** One paper of a visit, at a printer that answers when the test says so. */
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
      callStaff: () => void said.push('staff'),
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
    touch(...touches: readonly ('reprint' | 'show-qr' | 'call-staff' | 'back' | 'next' | 'finish')[]) {
      for (const each of touches) actor.send({ type: `citizen.${each}` });
    },
    async printer(result: PrintResult) {
      answer(result);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
  };
}

/** At the choices after a paper that did not come out. */
async function inTrouble(result = UNTOUCHED, input: Partial<PrintingInput> = {}) {
  const r = rig(input);
  await r.printer(result);
  expect(r.at()).toBe('trouble');
  return r;
}

describe('a paper that comes out', () => {
  it('is ordered once, with all that it needs', async () => {
    const r = rig();
    const { devices: _, ...order } = INPUT;
    expect(r.orders).toEqual([{ ...order, copy: 1 }]);
    expect(r.output()).toBeUndefined();
    await r.printer(ok(undefined));
    expect(r.output()).toEqual({ printed: true, left: false });
    expect(r.orders).toHaveLength(1);
  });

  it('is waited for when the citizen wants to go, and then the visit ends', async () => {
    const r = rig();
    r.touch('finish');
    expect(r.at()).toBe('printing');
    await r.printer(ok(undefined));
    expect(r.output()).toEqual({ printed: true, left: true });
  });

  it('is waited for however long it takes', async () => {
    const r = rig();
    r.clock.increment(NOBODY_THERE_MS);
    expect(r.at()).toBe('printing');
  });

  it('asks nobody any more who wanted to go when it failed', async () => {
    const r = rig();
    r.touch('finish');
    await r.printer(TORN);
    expect(r.output()).toEqual({ printed: false, left: true });
  });
});

describe('a queue number', () => {
  const TICKET = { kind: 'ticket' } as unknown as PaperContent;
  const AWAY = devices({ device: 'noDevice' });

  it('is on the glass at once where the printer is away, and goes back to no choice', () => {
    const r = rig({ content: TICKET, devices: AWAY });
    expect([r.at(), r.orders, r.said]).toEqual(['showingCode', [], ['code shown']]);
    r.touch('back');
    expect(r.at()).toBe('showingCode');
    r.touch('next');
    expect(r.output()).toEqual({ printed: false, left: false });
  });

  it.each([
    ['printer that works', { content: TICKET }],
    ['paper that is another one', { devices: AWAY }],
  ])('is printed with a %s', (_, input) => {
    expect(rig(input).at()).toBe('printing');
  });
});

describe('a paper that does not come out', () => {
  it.each([
    ['untouched', UNTOUCHED, false],
    ['torn', TORN, true],
  ] as const)('says why, and whether some of it did: %s', async (_, result, some) => {
    const r = await inTrouble(result);
    const untouched = { staffCalled: false, printed: false, leaving: false };
    expect(r.context()).toMatchObject({
      trouble: { code: 'PRN-111', torn: some },
      partlyPrinted: some,
      ...untouched,
    });
    expect(r.said).toEqual([]);
  });

  it('is the same sheet again where nothing came out, and another that replaces it where something did', async () => {
    const r = rig();
    for (const result of [UNTOUCHED, TORN, UNTOUCHED, TORN]) {
      await r.printer(result);
      r.touch('reprint');
    }
    expect(r.orders.map(({ copy }) => copy)).toEqual([1, 1, 2, 2, 3]);
  });

  it('stays partly printed when nothing comes out of the next one', async () => {
    const r = await inTrouble(TORN);
    r.touch('reprint');
    await r.printer(UNTOUCHED);
    expect(r.context()).toMatchObject({ partlyPrinted: true, trouble: { torn: false } });
  });

  it('is printed again as soon as the printer can', async () => {
    const r = await inTrouble(UNTOUCHED, { devices: devices({ paper: 'out' }) });
    r.touch('reprint');
    expect([r.at(), r.orders.length]).toEqual(['trouble', 1]);
    r.actor.send({ type: 'devices.changed', devices: devices() });
    r.touch('reprint');
    expect([r.at(), r.orders.length]).toEqual(['printing', 2]);
    await r.printer(ok(undefined));
    expect(r.output()).toEqual({ printed: true, left: false });
  });

  it('calls staff, and stays', async () => {
    const r = await inTrouble();
    r.touch('call-staff');
    expect([r.at(), r.said, r.context().staffCalled]).toEqual(['trouble', ['staff'], true]);
  });

  it('when the citizen finishes, then the visit ends without a paper', async () => {
    const r = await inTrouble();
    r.touch('finish');
    expect(r.output()).toEqual({ printed: false, left: true });
  });

  it('ends by itself where nobody is left, and not before', async () => {
    const r = await inTrouble();
    r.clock.increment(NOBODY_THERE_MS - 1);
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

  it('is noted, and is enough', async () => {
    const r = await showing();
    r.touch('next');
    expect(r.output()).toEqual({ printed: false, left: false });
  });

  it('leads back to the choices', async () => {
    const r = await showing();
    r.touch('back');
    expect(r.at()).toBe('trouble');
  });

  it('lets print once more, where the printer can', async () => {
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

  it('ends by itself where nobody is left', async () => {
    const r = await showing();
    r.clock.increment(NOBODY_THERE_MS);
    expect(r.output()).toEqual({ printed: false, left: false });
  });
});

describe('a paper that is not connected', () => {
  const bugOf = async (machine: typeof printingMachine, ...touches: readonly ('show-qr' | 'call-staff')[]) => {
    const bugs: unknown[] = [];
    const actor = createActor(machine, { clock: new SimulatedClock(), input: INPUT });
    actor.subscribe({ error: (bug) => bugs.push(bug) });
    actor.start();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    for (const each of touches) actor.send({ type: `citizen.${each}` });
    return bugs;
  };

  it('to the printer is a bug, and does not wait for what nobody prints', async () => {
    expect(await bugOf(printingMachine)).toEqual([new Error('print is provided by device/actors/actors.ts')]);
  });

  it.each([
    ['call-staff', 'callStaff'],
    ['show-qr', 'noteCodeShown'],
  ] as const)('to what *%s* is to do is a bug, too', async (touch, action) => {
    const print = fromPromise<PrintResult, PrintOrder>(async () => UNTOUCHED);
    const bugs = await bugOf(printingMachine.provide({ actors: { print } }), touch);
    expect(bugs).toEqual([new Error(`${action} is provided by device/actors/actors.ts`)]);
  });
});
