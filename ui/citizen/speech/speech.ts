import type { CitizenScreen } from '../../../device/screen/screen.ts';
import type { KeypadKeyMessage } from '../../../device/words/sound.ts';
import { FIRST_SPEED } from '../../../device/words/speech.ts';
import type { SoundPlayer } from '../../sound/player.ts';
import { loadedWords } from '../../words/load.ts';
import type { KeypadNavigation } from '../keys/key-walk.ts';
import { type KioskScreen, loadRest, shownLanguageOf } from '../kiosk-screen.ts';
import { PageReader } from './page-reader.ts';
import { type ScriptItem, scriptOf } from './script.ts';
import { fetchSpeech, PageVoice } from './voice.ts';

export interface SpeechPorts {
  readonly player: SoundPlayer;
  readonly page: () => KioskScreen | null;
  readonly keys: Pick<KeypadNavigation, 'press' | 'ring' | 'ringed'>;
}

/** Speech of the citizen's page. It speaks only while headphones are in the jack: a loudspeaker would tell the hall what the page says. */
export class Speech {
  readonly #ports: SpeechPorts;
  readonly #voice: PageVoice;
  readonly #reader: PageReader;
  #screen: CitizenScreen | null = null;

  constructor(ports: SpeechPorts) {
    this.#ports = ports;
    this.#voice = new PageVoice({
      player: ports.player,
      fetch: fetchSpeech,
      volume: () => this.#screen?.display.volume ?? 0,
      speed: () => FIRST_SPEED,
    });
    this.#reader = new PageReader({
      script: () => this.#script(),
      say: (item) => this.#voice.say(item),
      prepare: (item) => this.#voice.prepare(item),
      stop: () => this.#voice.stop(),
      focus: (control) => ports.keys.ring(control),
      press: (key) => {
        ports.keys.press(key);
        return ports.keys.ringed;
      },
    });
  }

  /** Whether the page is spoken now. */
  get speaks(): boolean {
    return this.#screen?.sound?.to === 'headphones';
  }

  show(screen: CitizenScreen): void {
    const spoke = this.speaks;
    this.#screen = screen;
    if (spoke && !this.speaks) this.close();
  }

  /** The page was drawn, or a part of it. */
  drawn(): void {
    const id = this.#ports.page()?.shownId;
    if (this.speaks && id !== undefined && id !== '') void loadRest().then(() => this.speaks && this.#reader.drawn(id));
  }

  press(key: KeypadKeyMessage['key']): void {
    this.#reader.press(key);
  }

  /** Ends what is said, and forgets its sounds. */
  close(): void {
    this.#reader.stop();
    this.#voice.forget();
  }

  #script(): readonly ScriptItem[] {
    const root = this.#ports.page()?.shadowRoot;
    const screen = this.#screen;
    if (!root || !screen) return [];
    const language = shownLanguageOf(screen);
    const words = loadedWords(language, screen.display)?.speech;
    return words ? scriptOf(root, words, language) : [];
  }
}
