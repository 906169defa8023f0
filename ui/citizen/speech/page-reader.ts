import type { KeypadKeyMessage } from '../../../device/words/sound.ts';
import type { ScriptItem } from './script.ts';

export interface PageReaderPorts {
  /** Script of the page as it is drawn now. */
  readonly script: () => readonly ScriptItem[];
  /** Resolves to whether the text was said to its end. Ends an earlier text. */
  readonly say: (item: ScriptItem, how: 'whole' | 'spelled') => Promise<boolean>;
  readonly prepare: (item: ScriptItem) => void;
  readonly stop: () => void;
  /** Moves focus and ring to a control. */
  readonly focus: (control: HTMLElement) => void;
  readonly click: (control: HTMLElement) => void;
  /** A key that the reader does not use: *next*, *back*, *help*. Returns the control that has the ring afterwards. */
  readonly press: (key: KeypadKeyMessage['key']) => HTMLElement | null;
}

type Key = KeypadKeyMessage['key'];

/** Place on a page, to which a citizen returns from a dialog. */
interface Place {
  readonly page: string;
  readonly item: ScriptItem | undefined;
}

/**
 * Reads the page aloud, and moves through its script by the keypad. *Down* and *up* go to the next and the earlier item, *right* and *left*
 * to the next and the earlier control. *Select* presses the control; on a text it pauses the reading, or says the text once more. Each key
 * ends what is said.
 */
export class PageReader {
  readonly #ports: PageReaderPorts;
  #items: readonly ScriptItem[] = [];
  #page = '';
  #at = 0;
  #turn = 0;
  #reading: 'none' | 'going' | 'paused' = 'none';
  #before: Place | null = null;
  #spells = false;
  /** Texts of the live items at the last drawing. */
  #said: readonly string[] = [];

  constructor(ports: PageReaderPorts) {
    this.#ports = ports;
  }

  /** Call this after each drawing. `page`: identity of page and dialog. A new page is read from its heading; the page below a dialog goes on. */
  drawn(page: string): void {
    const item = this.#items[this.#at];
    this.#items = this.#ports.script();
    if (page !== this.#page) {
      this.#turnTo(page, item);
      return;
    }
    const said = new Set(this.#said);
    this.#said = this.#liveTexts();
    this.#at = placeAfter(item, this.#at, this.#items);
    const news = this.#items.filter(({ live, text }) => live && !said.has(text));
    if (news.length > 0) void this.#announce(news);
  }

  #liveTexts(): readonly string[] {
    return this.#items.filter(({ live }) => live).map(({ text }) => text);
  }

  #turnTo(page: string, item: ScriptItem | undefined): void {
    const before = this.#before;
    const left = this.#page;
    this.#before = left === '' ? null : { page: left, item };
    this.#page = page;
    this.#said = this.#liveTexts();
    if (before?.page === page) this.#goTo(placeAfter(before.item, 0, this.#items));
    else void this.#readFrom(headingOf(this.#items));
  }

  press(key: Key): void {
    switch (key) {
      case 'down':
        this.#goTo(this.#step(1, () => true));
        break;
      case 'up':
        this.#goTo(this.#step(-1, () => true));
        break;
      case 'right':
        this.#goTo(this.#step(1, isControl));
        break;
      case 'left':
        this.#goTo(this.#step(-1, isControl));
        break;
      case 'select':
        this.#select();
        break;
      case 'next':
      case 'back':
      case 'help':
        this.#reached(this.#ports.press(key));
        break;
      case 'volume-up':
      case 'volume-down':
        break;
      default:
        key satisfies never;
    }
  }

  /** Spells the text that was said before the dialog, as soon as its page is back. */
  spell(): void {
    this.#spells = true;
  }

  /** Ends what is said. The next page is read from its heading. */
  stop(): void {
    this.#begin();
    this.#page = '';
    this.#before = null;
    this.#spells = false;
  }

  /** Index of the next item in a direction that fits; round the ends. */
  #step(by: 1 | -1, fits: (item: ScriptItem) => boolean): number {
    const count = this.#items.length;
    for (let nth = 1; nth <= count; nth += 1) {
      const at = (this.#at + by * nth + count * nth) % count;
      const item = this.#items[at];
      if (item && fits(item)) return at;
    }
    return this.#at;
  }

  #goTo(at: number): void {
    const item = this.#items[at];
    if (!item) return;
    this.#at = at;
    if (item.control) this.#ports.focus(item.control);
    this.#begin();
    void this.#ports.say(item, this.#spells ? 'spelled' : 'whole');
    this.#spells = false;
    const after = this.#items[at + 1];
    if (after) this.#ports.prepare(after);
  }

  #select(): void {
    const control = this.#items[this.#at]?.control;
    if (control) this.#ports.click(control);
    else if (this.#reading === 'paused') void this.#readFrom(this.#at);
    else if (this.#reading === 'going') {
      this.#begin();
      this.#reading = 'paused';
    } else this.#goTo(this.#at);
  }

  #reached(control: HTMLElement | null): void {
    const at = this.#items.findIndex((item) => item.control === control);
    if (control !== null && at >= 0) this.#goTo(at);
  }

  async #readFrom(first: number): Promise<void> {
    const turn = this.#begin();
    this.#reading = 'going';
    for (this.#at = first; this.#at < this.#items.length; this.#at += 1) {
      const [item, after] = [this.#items[this.#at], this.#items[this.#at + 1]] as [ScriptItem, ScriptItem?];
      if (item.isLetterKey) continue;
      const isSaid = this.#ports.say(item, 'whole');
      if (after) this.#ports.prepare(after);
      if (!(await isSaid) || turn !== this.#turn) return;
    }
    this.#reading = 'none';
    // *Down* after the last item begins at the first item again.
    this.#at = Math.max(0, this.#items.length - 1);
  }

  /** Says what has changed; then a page that is being read goes on. */
  async #announce(news: readonly ScriptItem[]): Promise<void> {
    const goesOn = this.#reading === 'going';
    const turn = this.#begin();
    for (const item of news) if (!(await this.#ports.say(item, 'whole')) || turn !== this.#turn) return;
    if (goesOn) await this.#readFrom(this.#at);
  }

  #begin(): number {
    this.#reading = 'none';
    this.#ports.stop();
    this.#turn += 1;
    return this.#turn;
  }
}

/** The last heading belongs to the dialog over the page. A page without a heading is read from its beginning. */
const headingOf = (items: readonly ScriptItem[]): number =>
  Math.max(
    0,
    items.findLastIndex(({ isHeading }) => isHeading),
  );

const isControl = ({ control }: ScriptItem): boolean => control !== null;

/** The item of before in the new script: the same control, or the same text, or the same place. */
function placeAfter(item: ScriptItem | undefined, at: number, items: readonly ScriptItem[]): number {
  const same = items.findIndex(({ control }) => control !== null && control === item?.control);
  if (same >= 0) return same;
  const text = items.findIndex((each) => each.text === item?.text);
  return text >= 0 ? text : Math.max(0, Math.min(at, items.length - 1));
}
