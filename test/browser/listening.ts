import type { Page } from 'playwright-core';
import { SOUND_NAMES, type SoundName, samplesOf } from '../../ui/sound/tones.ts';

export interface HeardSound {
  readonly seconds: number;
  readonly gain: number;
  /** The sound began in the task of the last touch. */
  readonly running: boolean;
  readonly inTouch: boolean;
  /** Milliseconds since the last touch, by the browser's time of the event. */
  readonly afterMs: number;
  readonly outputMs: number;
}

/** Runs in the page. */
function spy(): void {
  const heard: HeardSound[] = [];
  Reflect.set(window, 'heardSounds', heard);
  let touchedAt = 0;
  let inTouch = false;
  window.addEventListener(
    'pointerup',
    ({ timeStamp }) => {
      touchedAt = timeStamp;
      inTouch = true;
      setTimeout(() => {
        inTouch = false;
      });
    },
    { capture: true },
  );
  const gains = new WeakMap<AudioNode, GainNode>();
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode, ...rest: number[]) {
    if (to instanceof GainNode) gains.set(this, to);
    return Reflect.apply(connect, this, [to, ...rest]);
  } as typeof connect;
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) {
    start.apply(this, when);
    const context = this.context as AudioContext;
    heard.push({
      seconds: this.buffer?.duration ?? 0,
      gain: gains.get(this)?.gain.value ?? 0,
      running: context.state === 'running',
      inTouch,
      afterMs: performance.now() - touchedAt,
      outputMs: 1_000 * (context.baseLatency + context.outputLatency),
    });
  };
}

const RATE = 1_000;
const LENGTHS = SOUND_NAMES.map((name) => ({ name, seconds: samplesOf(name, RATE).length / RATE }));

/** Each sound has its own length. */
const nameOf = ({ seconds }: HeardSound): SoundName | undefined =>
  LENGTHS.find((each) => Math.abs(each.seconds - seconds) < 0.004)?.name;

export const heardIn = (page: Page): Promise<readonly HeardSound[]> =>
  page.evaluate(() => Reflect.get(window, 'heardSounds') as readonly HeardSound[]);

/** Listens to a loaded page. Returns the names of the sounds so far. */
export async function listenTo(page: Page): Promise<() => Promise<readonly (SoundName | undefined)[]>> {
  await page.evaluate(spy);
  return async () => (await heardIn(page)).map(nameOf);
}
