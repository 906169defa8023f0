import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { type Command, encodeCommand, parseCcnetAnswer } from '../../drivers/bill-validator/ccnet/codec.ts';
import { createCcnetFramer, encodeFrame } from '../../drivers/bill-validator/ccnet/framer.ts';
import type { Link } from '../../drivers/link/link.ts';
import { cable } from '../../drivers/link/pair.ts';
import { type CcnetSimulator, createCcnetSimulator } from './ccnet.ts';

const MANATS = [16, 17, 18, 19, 20, 21, 22];
const turns = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

describe('a simulated CCNET unit', () => {
  let clock: SimulatedClock;
  let link: Link;
  let unit: CcnetSimulator;
  let came: Uint8Array[];

  beforeEach(async () => {
    clock = new SimulatedClock();
    const wire = cable();
    unit = createCcnetSimulator({ wire: wire.device, clock, capacity: 2 });
    link = wire.host();
    await link.open();
    came = [];
    link.onBytes((bytes) => came.push(bytes));
  });
  afterEach(async () => {
    await link.close();
    unit.close();
  });

  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 50) {
      clock.increment(50);
      await turns();
    }
  }

  async function write(command: Command): Promise<void> {
    await link.write(encodeFrame(encodeCommand(command)));
    await turns();
  }

  async function ask(command: Command) {
    came = [];
    await write(command);
    await pass(200);
    const [piece] = createCcnetFramer().feed(Uint8Array.from(came.flatMap((bytes) => [...bytes])));
    if (piece?.kind !== 'frame') return null;
    const answer = parseCcnetAnswer(command.kind, piece.body);
    return answer.ok ? answer.value : null;
  }

  async function poll() {
    const answer = await ask({ kind: 'poll' });
    await write({ kind: 'ack' });
    return answer?.kind === 'state' ? answer.unit : answer;
  }

  async function open(): Promise<void> {
    await ask({ kind: 'reset' });
    await pass(3_000);
    await ask({ kind: 'enable', types: MANATS, escrow: MANATS });
  }

  it('when the unit is switched on, then it starts as the manual says', async () => {
    expect(await poll()).toEqual({ state: 'power-up' });
    expect(await ask({ kind: 'enable', types: MANATS, escrow: [] })).toEqual({ kind: 'illegal' });
    expect(await ask({ kind: 'reset' })).toEqual({ kind: 'ack' });
    expect(await poll()).toEqual({ state: 'initialising' });
    await pass(2_000);
    expect(await poll()).toEqual({ state: 'disabled' });
    expect(await ask({ kind: 'stack' })).toEqual({ kind: 'illegal' });
    expect(await ask({ kind: 'enable', types: MANATS, escrow: MANATS })).toEqual({ kind: 'ack' });
    expect(await poll()).toEqual({ state: 'idling' });
    expect(await ask({ kind: 'bill-table' })).toEqual({ kind: 'illegal' });
    expect(await ask({ kind: 'status' })).toEqual({ kind: 'status', enabled: MANATS, highSecurity: [] });
    expect(await ask({ kind: 'crc32' })).toMatchObject({ kind: 'crc32' });
    expect(await ask({ kind: 'statistics' })).toEqual({ kind: 'illegal' });
  });

  it('when HOLD comes for a note in escrow, then the note comes back 10 s after HOLD', async () => {
    await open();
    unit.insert({ manat: 5 });
    await pass(1_300);
    expect(await poll()).toEqual({ state: 'escrow', type: 18 });
    await pass(8_000);
    expect(await ask({ kind: 'hold' })).toEqual({ kind: 'ack' });
    await pass(9_000);
    expect(await poll()).toEqual({ state: 'holding' });
    await pass(2_000);
    expect(await poll()).toEqual({ state: 'returning' });
    unit.take();
    expect(await poll()).toEqual({ state: 'returned', type: 18 });
    expect(await poll()).toEqual({ state: 'idling' });
  });

  it('when a note is stacked, then POLL reports it until ACK, and after a power cut again after RESET', async () => {
    await open();
    unit.insert({ manat: 200 });
    await pass(1_300);
    await ask({ kind: 'stack' });
    await pass(1_300);
    expect(await ask({ kind: 'poll' })).toEqual({ kind: 'state', unit: { state: 'stacked', type: 17 } });
    expect(await ask({ kind: 'poll' })).toEqual({ kind: 'state', unit: { state: 'stacked', type: 17 } });
    unit.powerOff();
    expect(await ask({ kind: 'poll' })).toBeNull();
    unit.powerOn();
    expect(await poll()).toEqual({ state: 'power-up-note-in-stacker' });
    await ask({ kind: 'reset' });
    await pass(3_000);
    expect(await poll()).toEqual({ state: 'stacked', type: 17 });
    expect(await poll()).toEqual({ state: 'disabled' });
  });

  it('when the cassette is full, then no note is accepted until an empty cassette is in', async () => {
    await open();
    for (const manat of [1, 5]) {
      expect(unit.insert({ manat })).toBe(true);
      await pass(1_300);
      await ask({ kind: 'stack' });
      await pass(1_300);
      expect(await poll()).toMatchObject({ state: 'stacked' });
    }
    expect(await poll()).toEqual({ state: 'cassette-full' });
    expect(unit.insert({ manat: 1 })).toBe(false);
    unit.cassetteOut();
    expect(await poll()).toEqual({ state: 'cassette-missing' });
    unit.cassetteIn();
    await pass(3_000);
    expect(await poll()).toEqual({ state: 'disabled' });
    expect(unit.state()).toMatchObject({ cassette: [], collected: [{ type: 16 }, { type: 18 }] });
  });

  it('when a second note is in the mouth, then the unit is paused until the note is taken', async () => {
    await open();
    unit.insert({ manat: 1 });
    await pass(1_300);
    unit.insert({ manat: 5 });
    expect(await poll()).toEqual({ state: 'paused' });
    expect(await ask({ kind: 'stack' })).toEqual({ kind: 'illegal' });
    unit.take();
    expect(await poll()).toEqual({ state: 'escrow', type: 16 });
    expect(unit.state().handedBack).toEqual([{ id: 2, type: 18 }]);
  });

  it('when the kiosk sends NAK, then the last answer is repeated; a wrong checksum is answered with NAK', async () => {
    await open();
    const first = await ask({ kind: 'poll' });
    came = [];
    await write({ kind: 'nak' });
    await pass(50);
    expect(came).toHaveLength(1);
    expect(first).toEqual({ kind: 'state', unit: { state: 'idling' } });
    came = [];
    await link.write(Uint8Array.of(0x02, 0x03, 0x06, 0x33, 0x00, 0x00));
    await turns();
    await pass(50);
    expect(came.map((bytes) => bytes[3])).toEqual([0xff]);
  });

  it('when the power is cut in an answer, then the answer ends there', async () => {
    await open();
    unit.cutPowerAfter(9);
    came = [];
    await write({ kind: 'poll' });
    await pass(50);
    expect(came.map((bytes) => bytes.length)).toEqual([3]);
    expect(unit.unit()).toBeNull();
    unit.powerOn();
    expect(await poll()).toEqual({ state: 'power-up' });
  });

  it('when the unit starts from a saved state, then it reports the note in its path', async () => {
    await open();
    unit.insert({ manat: 1 });
    await pass(500);
    const saved = structuredClone(unit.state());
    const wire = cable();
    const again = createCcnetSimulator({ wire: wire.device, clock, saved });
    expect(again.unit()).toEqual({ state: 'power-up-note-in-path' });
    again.close();
  });

  it('when a note has an unknown value, then insert() throws', () => {
    expect(() => unit.insert({ manat: 3 })).toThrow('no note of 3 manats');
  });
});
