import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { FIRST_SOUND_MS, MOST_SOUNDS, SOUND_EVERY_MS, TakeReminderSound } from './take-reminder.ts';

function rig() {
  const clock = new SimulatedClock();
  const at: number[] = [];
  const sound = new TakeReminderSound({
    play: () => void at.push(clock.now()),
    setTimeout: (act, ms) => clock.setTimeout(act, ms),
    clearTimeout: (id) => clock.clearTimeout(id as number),
  });
  const pass = (ms: number) => {
    for (let left = ms; left > 0; left -= 1_000) clock.increment(Math.min(left, 1_000));
  };
  return { pass, sound, at };
}

it.each(['card', 'bank-card', 'note', 'paper'] as const)(
  'when a %s stays in the cabinet, then it sounds after 5 s and every 10 s, six times at most',
  (thing) => {
    const { pass, sound, at } = rig();
    sound.show([thing]);
    pass(FIRST_SOUND_MS - 1_000);
    expect(at).toEqual([]);
    pass(1_000);
    expect(at).toEqual([FIRST_SOUND_MS]);
    sound.show([thing]);
    pass(20 * SOUND_EVERY_MS);
    expect(at).toEqual(Array.from({ length: MOST_SOUNDS }, (_, index) => FIRST_SOUND_MS + index * SOUND_EVERY_MS));
  },
);

it('when the thing is taken, then it sounds no more', () => {
  const { pass, sound, at } = rig();
  sound.show(['note']);
  pass(FIRST_SOUND_MS);
  sound.show([]);
  pass(20 * SOUND_EVERY_MS);
  expect(at).toHaveLength(1);
});

it('when a second thing comes, then it sounds six more times', () => {
  const { pass, sound, at } = rig();
  sound.show(['card']);
  pass(20 * SOUND_EVERY_MS);
  sound.show(['card', 'paper']);
  pass(20 * SOUND_EVERY_MS);
  expect(at).toHaveLength(2 * MOST_SOUNDS);
});

it('when the citizen touches the page, then the paper counts as taken, and a card sounds 10 s after the touch', () => {
  const { pass, sound, at } = rig();
  sound.show(['paper']);
  sound.touched();
  pass(20 * SOUND_EVERY_MS);
  expect(at).toEqual([]);
  sound.show(['card']);
  pass(FIRST_SOUND_MS - 1_000);
  sound.touched();
  pass(SOUND_EVERY_MS - 1_000);
  expect(at).toEqual([]);
  pass(1_000);
  expect(at).toHaveLength(1);
});
