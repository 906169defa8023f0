import type { KeypadKeyMessage } from '../../../device/words/sound.ts';
import type { ScriptItem } from './script.ts';

export interface PageReaderPorts {
  /** Script of the page as it is drawn now. */
  readonly script: () => readonly ScriptItem[];
  /** Resolves to whether the text was said to its end. Ends an earlier text. */
  readonly say: (item: ScriptItem) => Promise<boolean>;
  readonly prepare: (item: ScriptItem) => void;
  readonly stop: () => void;
  /** Moves focus and ring to a control. */
  readonly focus: (control: HTMLElement) => void;
  /** A key that the reader does not use: *next*, *back*, *help*. Returns the control that has the ring afterwards. */
  readonly press: (key: KeypadKeyMessage['key']) => HTMLElement | null;
}

type Key = KeypadKeyMessage['key'];

/**
 * Reads the page aloud, and moves through its script by the keypad. *Down* and *up* go to the next and the earlier item, *right* and *left*
 * to the next and the earlier control. *Select* presses the control, or says the text once more. A key ends what is said.
 */
export class PageReader {
  readonly #ports: PageReaderPorts;
  #items: readonly ScriptItem[] = [];
  #page = '';
  #at = 0;
  #turn = 0;
  /** Whether the page is being read to its end. */
  #isReading = false;

  constructor(ports: PageReaderPorts) {
    this.#ports = ports;
  }

  /** Call this after each drawing. `page`: identity of the page; a new page is read from its beginning. */
  drawn(page: string): void {
    const before = this.#items;
    this.#items = this.#ports.script();
    if (page !== this.#page) {
      this.#page = page;
      void this.#readFrom(headingOf(this.#items));
      return;
    }
    this.#at = placeAfter(before[this.#at], this.#at, this.#items);
    const said = new Set(before.map(({ text }) => text));
    const news = this.#items.filter(({ live, text }) => live && !said.has(text));
    if (news.length > 0) void this.#announce(news);
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

  /** Ends what is said. The next page is read again. */
  stop(): void {
    this.#begin();
    this.#page = '';
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
    void this.#sayAll([item]);
    const after = this.#items[at + 1];
    if (after) this.#ports.prepare(after);
  }

  #select(): void {
    const control = this.#items[this.#at]?.control;
    if (control) control.click();
    else this.#goTo(this.#at);
  }

  #reached(control: HTMLElement | null): void {
    const at = this.#items.findIndex((item) => item.control === control);
    if (control !== null && at >= 0) this.#goTo(at);
  }

  async #readFrom(first: number): Promise<void> {
    const turn = this.#begin();
    this.#isReading = true;
    for (this.#at = first; this.#at < this.#items.length; this.#at += 1) {
      const [item, after] = [this.#items[this.#at], this.#items[this.#at + 1]] as [ScriptItem, ScriptItem?];
      if (item.isLetterKey) continue;
      const isSaid = this.#ports.say(item);
      if (after) this.#ports.prepare(after);
      if (!(await isSaid) || turn !== this.#turn) return;
    }
    this.#isReading = false;
    // *Down* after the last item begins at the heading again.
    this.#at = Math.max(0, this.#items.length - 1);
  }

  /** Says what has changed; then a page that is being read goes on. */
  async #announce(news: readonly ScriptItem[]): Promise<void> {
    const wasReading = this.#isReading;
    if ((await this.#sayAll(news)) && wasReading) await this.#readFrom(this.#at);
  }

  async #sayAll(items: readonly ScriptItem[]): Promise<boolean> {
    const turn = this.#begin();
    for (const item of items) if (!(await this.#ports.say(item)) || turn !== this.#turn) return false;
    return true;
  }

  #begin(): number {
    this.#isReading = false;
    this.#ports.stop();
    this.#turn += 1;
    return this.#turn;
  }
}

/** The last heading is that of the dialog over the page. A page without a heading is read from its beginning. */
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
