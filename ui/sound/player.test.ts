import { describe, expect, it } from 'vitest';
import { FIRST_VOLUME, MAX_VOLUME } from '../../device/words/sound.ts';
import { type AudioOutput, gainOf, SoundPlayer, STALE_MS } from './player.ts';
import { SOUND_NAMES, samplesOf } from './tones.ts';

const RATE = 48_000;

/** An output that counts, in a browser that allows sound or not. */
function rig({ running = true } = {}) {
  const had = { opened: 0, rendered: 0, started: [] as { readonly length: number; readonly gain: number }[] };
  const gain = { gain: { value: 1 }, connect: () => undefined };
  let allow: () => void = () => undefined;
  const allowed = new Promise<void>((resolve) => {
    allow = resolve;
  });
  const audio = {
    state: running ? 'running' : 'suspended',
    sampleRate: RATE,
    destination: {},
    resume: () => (running ? Promise.resolve() : allowed),
    createGain: () => gain,
    createBuffer: (_channels: number, length: number) => {
      had.rendered += 1;
      return { length, copyToChannel: () => undefined };
    },
    createBufferSource: () => {
      const source = {
        buffer: null as { readonly length: number } | null,
        connect: () => undefined,
        start: () => had.started.push({ length: source.buffer?.length ?? 0, gain: gain.gain.value }),
      };
      return source;
    },
  };
  let now = 0;
  const player = new SoundPlayer({
    open: () => {
      had.opened += 1;
      return audio as unknown as AudioOutput;
    },
    now: () => now,
  });
  const allowAfter = async (ms: number) => {
    now += ms;
    allow();
    await allowed;
    await Promise.resolve();
  };
  return { player, had, allowAfter };
}

describe('player of sounds', () => {
  it('when a sound is played again, then one output and one rendered buffer serve both, and each starts at once', () => {
    const { player, had } = rig();
    player.play('done', FIRST_VOLUME);
    player.play('done', MAX_VOLUME);
    player.play('trouble', MAX_VOLUME);
    expect(had).toMatchObject({ opened: 1, rendered: 2 });
    expect(had.started.map(({ gain }) => gain)).toEqual([gainOf(FIRST_VOLUME), 1, 1]);
  });

  it('when a sound is prepared, then it is rendered before it is played', () => {
    const { player, had } = rig();
    player.prepare('click');
    expect(had).toMatchObject({ opened: 1, rendered: 1, started: [] });
    player.play('click', FIRST_VOLUME);
    expect(had).toMatchObject({ opened: 1, rendered: 1 });
    expect(had.started).toHaveLength(1);
  });

  it('when the volume is 0, then nothing is opened and nothing sounds', () => {
    const { player, had } = rig();
    player.play('trouble', 0);
    expect(had).toEqual({ opened: 0, rendered: 0, started: [] });
  });

  it.each([
    ['soon', STALE_MS - 1, undefined, 1],
    ['late', STALE_MS, undefined, 0],
    ['late, and a technician listens', STALE_MS, Number.POSITIVE_INFINITY, 1],
  ] as const)('when the browser allows sound %s, then the right sounds play', async (_, ms, oldestMs, played) => {
    const { player, had, allowAfter } = rig({ running: false });
    player.play('wait', FIRST_VOLUME, oldestMs);
    expect(had.started).toEqual([]);
    await allowAfter(ms);
    expect(had.started).toHaveLength(played);
  });
});

describe('volume', () => {
  it('when the volume grows by a step, then the gain grows, from silence to the whole', () => {
    const gains = Array.from({ length: MAX_VOLUME + 1 }, (_, volume) => gainOf(volume));
    expect(gains).toEqual(gains.toSorted((a, b) => a - b));
    expect([gains[0], gains.at(-1)]).toEqual([0, 1]);
    expect(gains[FIRST_VOLUME]).toBeCloseTo(0.4, 2);
  });
});

describe('tones', () => {
  it.each(SOUND_NAMES)(
    'when %s is rendered, then it begins and ends without a crackle, and fits the output',
    (name) => {
      const samples = samplesOf(name, RATE);
      expect(Math.max(...samples.map(Math.abs))).toBeLessThanOrEqual(1);
      expect(Math.max(...samples)).toBeGreaterThan(0.9);
      expect([samples[0], Math.abs(samples.at(-1) ?? 1)]).toEqual([0, expect.closeTo(0, 1)]);
    },
  );

  it('when two sounds are compared, then they differ', () => {
    const drawn = SOUND_NAMES.map((name) => samplesOf(name, 8_000).join());
    expect(new Set(drawn).size).toBe(SOUND_NAMES.length);
  });
});
