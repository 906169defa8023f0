import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createNewestStatePusher, PUSH_INTERVAL_MS } from './push.ts';

function rig() {
  const clock = new SimulatedClock();
  let state = 0;
  const pusher = createNewestStatePusher(clock, 0, (seen: number) => ({ text: `${seen}..${state}`, next: state }));
  const got: string[] = [];
  const waiting: ((error?: Error) => void)[] = [];
  const viewer = {
    send: (text: string, sent: (error?: Error) => void) => {
      got.push(text);
      waiting.push(sent);
    },
  };
  const change = () => {
    state += 1;
    pusher.changed();
  };
  return { clock, pusher, got, viewer, change, arrive: (error?: Error) => waiting.shift()?.(error) };
}

describe('createNewestStatePusher', () => {
  it('when a viewer is added, then it gets a message at once', () => {
    const { pusher, got, viewer } = rig();
    pusher.add(viewer);
    expect(got).toEqual(['0..0']);
  });

  it('when many changes come, then one message an interval is sent', () => {
    const { clock, pusher, got, viewer, change, arrive } = rig();
    pusher.add(viewer);
    arrive();
    change();
    clock.increment(0);
    arrive();
    expect(got).toEqual(['0..0', '0..1']);
    for (let i = 0; i < 30; i++) change();
    clock.increment(PUSH_INTERVAL_MS - 1);
    expect(got).toHaveLength(2);
    clock.increment(1);
    expect(got).toEqual(['0..0', '0..1', '1..31']);
  });

  it('when a message is under way, then only the newest state follows it', () => {
    const { clock, pusher, got, viewer, change, arrive } = rig();
    pusher.add(viewer);
    change();
    clock.increment(PUSH_INTERVAL_MS);
    change();
    clock.increment(PUSH_INTERVAL_MS);
    expect(got).toEqual(['0..0']);
    arrive();
    clock.increment(PUSH_INTERVAL_MS);
    expect(got).toEqual(['0..0', '0..2']);
  });

  it('when a viewer left or failed, then it gets no message', () => {
    const { clock, pusher, got, viewer, change, arrive } = rig();
    const leave = pusher.add(viewer);
    change();
    clock.increment(PUSH_INTERVAL_MS);
    leave();
    arrive(new Error('closed'));
    change();
    clock.increment(PUSH_INTERVAL_MS);
    expect(got).toEqual(['0..0']);
  });

  it('when there is no viewer, then no message is composed', () => {
    const clock = new SimulatedClock();
    let composed = 0;
    const pusher = createNewestStatePusher(clock, 0, () => {
      composed += 1;
      return { text: '', next: 0 };
    });
    pusher.changed();
    clock.increment(PUSH_INTERVAL_MS * 5);
    expect(composed).toBe(0);
  });
});
