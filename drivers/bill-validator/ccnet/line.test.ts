import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
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
    ...{ link, clock, timings: CCNET_TIMINGS },
    feed: ({ type }) => void inputs.push(type),
    onDiscarded: ({ why }) => void discarded.push(why),
  });
  const answer = async (from = 0, to?: number) => {
    await wire.device.write(encodeFrame(encodeAnswer({ kind: 'ack' })).subarray(from, to));
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { clock, line, inputs, discarded, answer };
}

// After a stall, the timers of a process fire before the process reads the bytes that came during the stall.
it('when the process stands still for longer than an answer takes, then the answer that waits unread counts', async () => {
  const { clock, line, inputs, answer } = await rig();
  line.wait('answer');
  clock.increment(500);
  await answer();
  expect(inputs).toEqual(['received']);
});

it('when the process stands still in the middle of an answer, then the rest is read and nothing is discarded', async () => {
  const { clock, line, inputs, discarded, answer } = await rig();
  line.wait('answer');
  await answer(0, 3);
  clock.increment(300);
  await answer(3);
  expect([inputs, discarded]).toEqual([['received'], []]);
});

it('when the process stood still and no answer waits, then the question times out soon after', async () => {
  const { clock, line, inputs } = await rig();
  line.wait('answer');
  clock.increment(500);
  expect(inputs).toEqual([]);
  clock.increment(20);
  expect(inputs).toEqual(['timed-out']);
});
