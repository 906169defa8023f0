import { isSpokenLanguage, SPEECH_ROUTE, type SpeechRequest, type SpeechSpeed } from '../../../device/words/speech.ts';
import type { SoundPlayer } from '../../sound/player.ts';
import type { ScriptItem } from './script.ts';

export interface PageVoicePorts {
  readonly player: Pick<SoundPlayer, 'decode' | 'speak'>;
  /** The WAV file of a text. Rejects if there is none. */
  readonly fetch: (request: SpeechRequest, signal: AbortSignal) => Promise<ArrayBuffer>;
  readonly volume: () => number;
  readonly speed: () => SpeechSpeed;
}

/** Sounds that are ready: the item that is said, and those around it. */
const KEPT_SOUNDS = 24;

/** Says one text at a time. A new text ends the text before. */
export class PageVoice {
  readonly #ports: PageVoicePorts;
  readonly #sounds = new Map<string, Promise<AudioBuffer>>();
  #asking = new AbortController();
  #stop: (() => void) | null = null;
  #turn = 0;

  constructor(ports: PageVoicePorts) {
    this.#ports = ports;
  }

  /** Resolves to whether the text was said to its end. A text without a voice is passed over: the next text may have one. */
  async say(item: Pick<ScriptItem, 'text' | 'language'>): Promise<boolean> {
    this.stop();
    const turn = this.#turn;
    const sound = await this.#soundOf(item).catch(() => null);
    if (turn !== this.#turn) return false;
    if (sound === null) return true;
    const { ended, stop } = this.#ports.player.speak(sound, this.#ports.volume());
    this.#stop = stop;
    return ended;
  }

  /** Fetches the sound of a text that probably comes next. */
  prepare(item: Pick<ScriptItem, 'text' | 'language'>): void {
    this.#soundOf(item).catch(() => undefined);
  }

  stop(): void {
    this.#turn += 1;
    this.#stop?.();
    this.#stop = null;
  }

  /** Forgets all sounds: they may say personal data. */
  forget(): void {
    this.stop();
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#sounds.clear();
  }

  #soundOf({ text, language }: Pick<ScriptItem, 'text' | 'language'>): Promise<AudioBuffer> {
    if (!isSpokenLanguage(language)) return Promise.reject(new Error(`no voice speaks ${language}`));
    const speed = this.#ports.speed();
    const key = JSON.stringify([text, language, speed]);
    const known = this.#sounds.get(key);
    if (known) return known;
    const fetched = this.#ports
      .fetch({ text, language, speed }, this.#asking.signal)
      .then((wav) => this.#ports.player.decode(wav));
    fetched.catch(() => this.#sounds.delete(key));
    const [oldest] = this.#sounds.keys();
    if (this.#sounds.size >= KEPT_SOUNDS && oldest !== undefined) this.#sounds.delete(oldest);
    this.#sounds.set(key, fetched);
    return fetched;
  }
}

/** Asks the kiosk for the sound of a text. */
export async function fetchSpeech(request: SpeechRequest, signal: AbortSignal): Promise<ArrayBuffer> {
  const answer = await fetch(SPEECH_ROUTE, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  });
  if (!answer.ok) throw new Error(`no sound: ${answer.status}`);
  return answer.arrayBuffer();
}
