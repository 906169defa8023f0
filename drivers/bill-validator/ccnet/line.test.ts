import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { AZERBAIJANI_BILL_TABLE } from '../../../simulators/bill-validator/memory.ts';
import { cable } from '../../link/pair.ts';
import { encodeAnswer } from './codec.ts';
import { encodeFrame } from './framer.ts';
import { CCNET_TIMINGS, createCcnetLine } from './line.ts';
import type { CcnetInput } from './state.ts';

async function rig() {
  const clock = new SimulatedClock();
  const wire = cable();
  const link = wire.host();
  await link.open();
  const inputs: CcnetInput['type'][] = [];
  const discarded: string[] = [];
  const line = createCcnetLine({
    link,
    clock,
    timings: CCNET_TIMINGS,
    feed: ({ type }) => void inputs.push(type),
    onDiscarded: ({ why }) => void discarded.push(why),
  });
  const answer = async (from = 0, to?: number) => {
    await wire.device.write(encodeFrame(encodeAnswer({ kind: 'ack' })).subarray(from, to));
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const trickle = async (bytes: Uint8Array) => {
    for (const byte of bytes) {
      clock.increment(4);
      await wire.device.write(Uint8Array.of(byte));
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    }
  };
  return { clock, line, inputs, discarded, answer, trickle };
}

it('when the process stalls for longer than the answer timeout, then the unread answer still counts', async () => {
  const { clock, line, inputs, answer } = await rig();
  line.wait('answer');
  clock.increment(500);
  await answer();
  expect(inputs).toEqual(['received']);
});

it('when the process stalls in the middle of an answer, then the rest is read and nothing is discarded', async () => {
  const { clock, line, inputs, discarded, answer } = await rig();
  line.wait('answer');
  await answer(0, 3);
  clock.increment(300);
  await answer(3);
  expect([inputs, discarded]).toEqual([['received'], []]);
});

it('when the process stalls and no answer waits, then the question times out 20 ms later', async () => {
  const { clock, line, inputs } = await rig();
  line.wait('answer');
  clock.increment(500);
  expect(inputs).toEqual([]);
  clock.increment(20);
  expect(inputs).toEqual(['timed-out']);
});

// T-inter-byte is up to 5 ms (section 2.8). The bill table has 125 bytes: 0.5 s of pauses.
it('when the bill table comes with 4 ms between its bytes, then it is read and the question does not time out', async () => {
  const { line, inputs, discarded, trickle } = await rig();
  line.wait('answer');
  await trickle(encodeFrame(encodeAnswer({ kind: 'bill-table', table: AZERBAIJANI_BILL_TABLE })));
  expect([inputs, discarded]).toEqual([['received'], []]);
});

it('when four slow bill tables come one after the other, then each has its own time limit and no question times out', async () => {
  const { line, inputs, discarded, trickle } = await rig();
  for (let nth = 1; nth <= 4; nth += 1) {
    line.wait('answer');
    await trickle(encodeFrame(encodeAnswer({ kind: 'bill-table', table: AZERBAIJANI_BILL_TABLE })));
  }
  expect([inputs, discarded]).toEqual([Array.from({ length: 4 }, () => 'received'), []]);
});

it('when bytes without frames keep coming, then the question times out', async () => {
  const { line, inputs, trickle } = await rig();
  line.wait('answer');
  await trickle(new Uint8Array(300));
  expect(inputs).toEqual([]);
  await trickle(new Uint8Array(120));
  expect(inputs).toEqual(['timed-out']);
});
