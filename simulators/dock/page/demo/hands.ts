import type { Hint, HintId, SeenScreen } from './hints.ts';

/*
 * Five touches are the newcomer's, one a scene: the guide does what lies between one and the next, as far as it is this. It presses what is
 * pointed at and nothing else, and nothing before the scene was begun by a touch.
 */

/** What a newcomer touches, by what counts as it: another card or another answer does too. */
const TOUCHED: Readonly<Partial<Record<HintId, string>>> = {
  start: '.start',
  card: '.card',
  choose: 'label.choice, .cell, .choice',
  tap: '[data-test="terminal-tap"], [data-test^="terminal-insert"]',
  paper: '.paper',
};

/** Milliseconds for which the ring stands at a control before the guide presses it. A page of the kiosk takes no touch before 400 ms. */
const PAUSE_MS = {
  service: 700,
  next: 700,
  'take-card': 700,
  digit: 220,
  pay: 1_000,
  method: 700,
  pin: 350,
  'take-bank-card': 700,
  leave: 600,
} as const satisfies Partial<Record<HintId, number>>;
export type Mechanical = keyof typeof PAUSE_MS;

/** In ms: what was pressed and still stands there is pressed again after it. */
const AGAIN_MS = 3_000;
/** How often the guide presses the same in all. */
const TRIES = 3;
/** In ms: the second touch of a hand that trembles takes nothing over. */
const TREMBLE_MS = 1_000;
/** A newcomer who does nothing for this many ms, while nothing moves, may have gone away. */
const LAPSE_MS = 30_000;

/** Ways out of the visit, and back: they stand in where a page has nothing better, and are for people. */
const WAY_OUT = '.stay, .leave, .button[slot="start"]';

/** The part of a control that this module looks at. */
interface Matching {
  matches(selector: string): boolean;
}

export const isTouch = ({ id }: Hint): boolean => TOUCHED[id] !== undefined;

/** Whether the newcomer has touched what this hint asks for. */
export const isMeant = ({ id }: Hint, path: readonly EventTarget[]): boolean => {
  const selector = TOUCHED[id];
  return selector !== undefined && path.some((each) => (each as Partial<Matching>).matches?.(selector) === true);
};

/** Whether this lies between two touches. */
export const isBetween = (id: HintId): id is Mechanical => id in PAUSE_MS;

/** Whether this stands in for what the hint is about. */
export const isWayOut = ({ id }: Hint, control: Matching): boolean =>
  id !== 'leave' && (isBetween(id) || TOUCHED[id] !== undefined) && control.matches(WAY_OUT);

/** Whether the guide presses this for the newcomer. A visit is only ended before another, which lies beside the way. */
const isForGuide = (hint: Hint, control: Matching): boolean =>
  isBetween(hint.id) && !isWayOut(hint, control) && (hint.id !== 'leave' || hint.step === null);

/** What the guide has been allowed, and what it has made of it. Times in ms of one clock. */
export class Hands {
  #may = false;
  #since = 0;
  #news = 0;
  #at: HintId | null = null;
  #pressed = new Map<string, { readonly times: number; readonly at: number }>();

  /** Whether it is the guide that goes on from here, or waits for the kiosk. */
  isBusyWith({ id }: Hint): boolean {
    return this.#may && (isBetween(id) || id === 'wait');
  }

  /** A touch of the newcomer began or finished a scene. */
  allow(now: number): void {
    this.#may = true;
    this.#since = now;
    this.#news = now;
    this.#pressed.clear();
  }

  stop(): void {
    this.#may = false;
  }

  /** The newcomer touched something else, and so goes on without the guide. Returns whether the newcomer took over. */
  interrupt(hint: Hint, now: number): boolean {
    if (!this.isBusyWith(hint) || now - this.#since < TREMBLE_MS) return false;
    this.stop();
    return true;
  }

  /** The guide says something: with another touch it has come to the end of what it was allowed. */
  hear(hint: Hint, now: number): void {
    if (hint.id === this.#at) return;
    this.#at = hint.id;
    if (isTouch(hint) || this.#lapsed(now)) this.stop();
    this.#news = now;
  }

  #lapsed(now: number): boolean {
    return now - this.#news > LAPSE_MS;
  }

  /** In how many ms this is to be pressed, from when it is pointed at; `null`: not by the guide. `key` as `keyOf` makes it. */
  dueIn({ id }: Hint, key: string, now: number): number | null {
    if (!this.#may || !isBetween(id)) return null;
    const before = this.#pressed.get(key);
    return Math.max(PAUSE_MS[id], before === undefined ? 0 : before.at + AGAIN_MS - now);
  }

  /** The time has come: whether it is pressed. What is not is left to the newcomer. */
  take(hint: Hint, control: Matching, key: string, now: number): boolean {
    const times = this.#pressed.get(key)?.times ?? 0;
    const takes = this.#may && isForGuide(hint, control) && times < TRIES && !this.#lapsed(now);
    if (takes) this.note(key, now);
    else this.stop();
    return takes;
  }

  /** It was pressed. */
  note(key: string, now: number): void {
    this.#news = now;
    this.#pressed.set(key, { times: (this.#pressed.get(key)?.times ?? 0) + 1, at: now });
  }
}

/** One control on one page, for one reason. */
export const keyOf = ({ id, target }: Hint, screen: SeenScreen | null, name: string): string =>
  [id, screen?.step, name, ...(target?.find ?? [])].join(' ');
