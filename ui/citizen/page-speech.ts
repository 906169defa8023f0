import type { CitizenScreen } from '../../device/screen/screen.ts';
import type { Intent } from '../../device/words/intent.ts';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import type { KeypadKeyMessage } from '../../device/words/sound.ts';
import type { SoundPlayer } from '../sound/player.ts';
import { loadedWords } from '../words/load.ts';
import type { KeypadNavigation } from './keys/key-walk.ts';
import { type KioskScreen, loadRest, shownLanguageOf } from './kiosk-screen.ts';
import { PageReader } from './speech/page-reader.ts';
import { type ScriptItem, scriptOf } from './speech/script.ts';
import { spelled } from './speech/spelling.ts';
import { fetchSpeech, PageVoice } from './speech/voice.ts';

export interface SpeechPorts {
  readonly player: SoundPlayer;
  readonly page: () => KioskScreen | null;
  readonly keys: Pick<KeypadNavigation, 'press' | 'ring' | 'ringed'>;
  readonly send: (intent: Intent) => void;
}

/** Speech of the citizen's page. It speaks only while headphones are in the jack: a loudspeaker would tell the hall what the page says. */
export class Speech {
  readonly #ports: SpeechPorts;
  readonly #voice: PageVoice;
  readonly #reader: PageReader;
  #screen: CitizenScreen | null = null;
  /** Whether this citizen has chosen a language. Until then the first page offers the languages. */
  #hasLanguage = false;
  #hasMoreTime = false;
  /** Whether a reading waits for the end of this drawing. */
  #isDrawing = false;

  constructor(ports: SpeechPorts) {
    this.#ports = ports;
    this.#voice = new PageVoice({
      player: ports.player,
      fetch: fetchSpeech,
      volume: () => this.#screen?.display.volume ?? 0,
      // The page has a screen before it says anything.
      speed: () => (this.#screen as CitizenScreen).display.speed,
    });
    this.#reader = new PageReader({
      script: () => this.#script(),
      say: (item, how) => this.#voice.say(how === 'spelled' ? { ...item, text: this.#spelled(item.text) } : item),
      prepare: (item) => this.#voice.prepare(item),
      stop: () => this.#voice.stop(),
      focus: (control) => ports.keys.ring(control),
      click: (control) => this.#click(control),
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
    const before = this.#screen;
    const spoke = this.speaks;
    this.#screen = screen;
    if (spoke && !this.speaks) this.close();
    // The next person hears the languages again, and no sound of this visit stays.
    if (screen.show === 'attract' && before !== null && before.show !== 'attract') this.#nextCitizen();
    if (this.speaks && !this.#hasMoreTime) {
      this.#hasMoreTime = true;
      if (!screen.display.moreTime) this.#ports.send({ do: 'display', set: { moreTime: true } });
    }
  }

  /** The page was drawn, or a part of it. All parts of one frame are read together. */
  drawn(): void {
    if (!this.speaks || this.#isDrawing) return;
    this.#isDrawing = true;
    const read = () => {
      this.#isDrawing = false;
      this.#read();
    };
    // After a failed load, the next drawing loads again.
    loadRest().then(
      () => requestAnimationFrame(read),
      () => {
        this.#isDrawing = false;
      },
    );
  }

  #read(): void {
    const id = this.#ports.page()?.shownId ?? '';
    if (!this.speaks || id === '') return;
    this.#reader.drawn(`${this.#screen?.language} ${this.#hasLanguage} ${id}`);
  }

  press(key: KeypadKeyMessage['key']): void {
    this.#reader.press(key);
  }

  spell(): void {
    this.#reader.spell();
  }

  /** Ends what is said, and forgets its sounds. */
  close(): void {
    this.#reader.stop();
    this.#voice.forget();
  }

  /** A citizen who chooses the language of the page changes nothing that is drawn. */
  #click(control: HTMLElement): void {
    const choosesLanguage = control.closest('.languages') !== null;
    control.click();
    if (!choosesLanguage || this.#hasLanguage) return;
    this.#hasLanguage = true;
    this.drawn();
  }

  #nextCitizen(): void {
    this.#hasLanguage = false;
    this.#hasMoreTime = false;
    this.close();
  }

  #script(): readonly ScriptItem[] {
    const root = this.#ports.page()?.shadowRoot;
    const screen = this.#screen;
    if (!root || !screen) return [];
    const language = shownLanguageOf(screen);
    const words = loadedWords(language, screen.display)?.speech;
    if (!words) return [];
    const items = scriptOf(root, words, language);
    const offers = screen.show === 'attract' && !this.#hasLanguage && screen.idle === null;
    return offers ? withLanguageOffer(items) : items;
  }

  #spelled(text: string): string {
    const screen = this.#screen as CitizenScreen;
    return spelled(text, loadedWords(shownLanguageOf(screen), screen.display)?.speech.space ?? ' ');
  }
}

/** The script begins with the buttons of the languages. Each says, in its own language, what *select* does. */
function withLanguageOffer(items: readonly ScriptItem[]): readonly ScriptItem[] {
  const buttons = items.filter(({ control }) => control?.closest('.languages') !== null && control !== null);
  const offers = buttons.flatMap((button) => {
    const code = LANGUAGE_CODES.find((each) => each === button.language);
    const words = code && loadedWords(code, { easyWords: false });
    return words ? [{ ...button, text: words.speech.offer }] : [];
  });
  const rest = items.filter((item) => !buttons.includes(item)).map((item) => ({ ...item, isHeading: false }));
  return [...offers.map((offer, nth) => ({ ...offer, isHeading: nth === 0 })), ...rest];
}
