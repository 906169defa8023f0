import { MAX_VOLUME } from '../../device/words/sound.ts';
import { type SoundName, samplesOf } from './tones.ts';

/** The part of an `AudioContext` that plays. */
export type AudioOutput = Pick<
  AudioContext,
  | 'state'
  | 'sampleRate'
  | 'destination'
  | 'resume'
  | 'createBuffer'
  | 'createBufferSource'
  | 'createGain'
  | 'decodeAudioData'
>;

export interface PlayerPorts {
  readonly open: () => AudioOutput;
  readonly now: () => number;
}

/** Usual age at which a waiting sound is dropped, in ms: a browser allows sound at the first touch, perhaps much later. */
export const STALE_MS = 1_000;

/** Power of the curve from volume to gain: equal steps sound equal, and `FIRST_VOLUME` has a gain of 0.4. Chosen, not measured. */
const CURVE = 1.32;
export const gainOf = (volume: number): number => (volume / MAX_VOLUME) ** CURVE;

/** Plays sounds over one output. Each sound is rendered once. A browser that allows no sound yet stays silent. */
export class SoundPlayer {
  readonly #ports: PlayerPorts;
  readonly #rendered = new Map<SoundName, AudioBuffer>();
  #output: { readonly audio: AudioOutput; readonly gain: GainNode } | null = null;

  constructor(ports: PlayerPorts) {
    this.#ports = ports;
  }

  /** Opens the output and renders these sounds, so that each starts at once. */
  prepare(...names: readonly SoundName[]): void {
    const { audio } = this.#opened();
    for (const name of names) this.#bufferOf(name, audio);
    void audio.resume().catch(() => undefined);
  }

  /** `volume`: 0 is silent. `oldestMs`: a sound that could not start for so long is dropped. */
  play(name: SoundName, volume: number, oldestMs = STALE_MS): void {
    if (volume === 0) return;
    const { audio } = this.#opened();
    if (audio.state === 'running') {
      this.#start(name, volume);
      return;
    }
    const asked = this.#ports.now();
    const start = () => {
      if (this.#ports.now() - asked < oldestMs) this.#start(name, volume);
    };
    audio.resume().then(start, () => undefined);
  }

  /** The samples of a WAV file. Rejects if it is none. */
  decode(wav: ArrayBuffer): Promise<AudioBuffer> {
    return this.#opened().audio.decodeAudioData(wav);
  }

  /** Plays speech. `ended` resolves to whether it was played to its end, `false` after `stop`. At volume 0 it passes in silence. */
  speak(speech: AudioBuffer, volume: number): { readonly ended: Promise<boolean>; readonly stop: () => void } {
    const { audio } = this.#opened();
    const gain = audio.createGain();
    gain.gain.value = gainOf(volume);
    gain.connect(audio.destination);
    const source = audio.createBufferSource();
    source.buffer = speech;
    source.connect(gain);
    void audio.resume().catch(() => undefined);
    let stop = () => {};
    const ended = new Promise<boolean>((resolve) => {
      source.onended = () => {
        gain.disconnect();
        resolve(true);
      };
      stop = () => {
        resolve(false);
        source.stop();
      };
    });
    source.start();
    return { ended, stop };
  }

  #start(name: SoundName, volume: number): void {
    const { audio, gain } = this.#opened();
    gain.gain.value = gainOf(volume);
    const source = audio.createBufferSource();
    source.buffer = this.#bufferOf(name, audio);
    source.connect(gain);
    source.start();
  }

  #opened() {
    if (this.#output) return this.#output;
    const audio = this.#ports.open();
    const gain = audio.createGain();
    gain.connect(audio.destination);
    this.#output = { audio, gain };
    return this.#output;
  }

  #bufferOf(name: SoundName, audio: AudioOutput): AudioBuffer {
    const known = this.#rendered.get(name);
    if (known) return known;
    const samples = samplesOf(name, audio.sampleRate);
    const buffer = audio.createBuffer(1, samples.length, audio.sampleRate);
    buffer.copyToChannel(samples, 0);
    this.#rendered.set(name, buffer);
    return buffer;
  }
}

/** The only player of a page. */
export const player = new SoundPlayer({
  open: () => new AudioContext({ latencyHint: 'interactive' }),
  now: () => performance.now(),
});
