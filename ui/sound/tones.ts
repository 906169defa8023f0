interface Tone {
  readonly hz: number;
  /** Start and length, in seconds. */
  readonly at: number;
  readonly s: number;
}

/**
 * Tones of each sound. All are between 440 and 1 800 Hz: small loudspeakers and old ears lose the rest. *Done* rises, *trouble* falls,
 * *wait* stays on one pitch.
 */
const TONES = {
  click: [{ hz: 1_800, at: 0, s: 0.015 }],
  done: [
    { hz: 659, at: 0, s: 0.12 },
    { hz: 988, at: 0.13, s: 0.22 },
  ],
  wait: [
    { hz: 587, at: 0, s: 0.1 },
    { hz: 587, at: 0.16, s: 0.1 },
  ],
  trouble: [
    { hz: 660, at: 0, s: 0.18 },
    { hz: 440, at: 0.2, s: 0.34 },
  ],
  take: [
    { hz: 880, at: 0, s: 0.16 },
    { hz: 1_175, at: 0.22, s: 0.16 },
  ],
  test: [{ hz: 880, at: 0, s: 0.6 }],
  acceptance: [{ hz: 440, at: 0, s: 1.5 }],
} as const satisfies Readonly<Record<string, readonly Tone[]>>;

export type SoundName = keyof typeof TONES;
export const SOUND_NAMES = Object.keys(TONES) as readonly SoundName[];

/** Seconds in which a tone rises and falls: a sudden edge crackles. */
const EDGE_S = 0.004;

/** Samples of a sound, from -1 to 1. */
export function samplesOf(name: SoundName, rate: number): Float32Array<ArrayBuffer> {
  const tones: readonly Tone[] = TONES[name];
  const samples = new Float32Array(Math.ceil(Math.max(...tones.map(({ at, s }) => at + s)) * rate));
  for (const { hz, at, s } of tones) {
    const first = Math.round(at * rate);
    const length = Math.min(Math.round(s * rate), samples.length - first);
    for (let nth = 0; nth < length; nth += 1) {
      const edge = Math.min(1, nth / rate / EDGE_S, (length - nth) / rate / EDGE_S);
      samples[first + nth] = edge * Math.sin((2 * Math.PI * hz * nth) / rate);
    }
  }
  return samples;
}
