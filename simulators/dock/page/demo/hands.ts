import type { GuideScreen, Hint, HintId } from './hints.ts';

/*
 * The newcomer makes five touches, one a scene. In between the guide presses the ringed control after `PAUSE_MS`. Before a touch that begins a
 * scene, it presses nothing.
 */

/** Controls that the newcomer touches, by hint. Another card or answer counts too. */
const TOUCHED: Readonly<Partial<Record<HintId, string>>> = {
  start: '.door, .all',
  card: '.card',
  choose: 'label.choice, .cell, .choice',
  tap: '[data-test="terminal-tap"], [data-test^="terminal-insert"]',
  paper: '.paper',
};

/** ms of the ring. The kiosk ignores touches for 400 ms. */
const PAUSE_MS = {
  language: 700,
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
export type GuidePressedHint = keyof typeof PAUSE_MS;

const AGAIN_MS = 3_000;
const TRIES = 3;
/** Milliseconds for a second touch of a trembling hand. */
const TREMBLE_MS = 1_000;
/** Milliseconds without a new hint. */
const LAPSE_MS = 30_000;

const WAY_OUT = '.stay, .leave, .button[slot="start"]';

interface Matching {
  matches(selector: string): boolean;
}

export const waitsForNewcomer = ({ id }: Hint): boolean => TOUCHED[id] !== undefined;

/** Whether the newcomer touched a control that the hint asks for. */
export const touchesHintControl = ({ id }: Hint, path: readonly EventTarget[]): boolean => {
  const selector = TOUCHED[id];
  return selector !== undefined && path.some((each) => (each as Partial<Matching>).matches?.(selector) === true);
};

/** Whether the guide may press this hint's control. */
export const mayGuidePressHint = (id: HintId): id is GuidePressedHint => id in PAUSE_MS;

/** Whether a way out was found in place of the hint's control. */
export const isWayOut = ({ id }: Hint, control: Matching): boolean =>
  id !== 'leave' && (mayGuidePressHint(id) || TOUCHED[id] !== undefined) && control.matches(WAY_OUT);

/** The hint `leave` is for the guide only if an earlier visit is open. */
const isForGuide = (hint: Hint, control: Matching): boolean =>
  mayGuidePressHint(hint.id) && !isWayOut(hint, control) && (hint.id !== 'leave' || hint.step === null);

export class GuidePressSchedule {
  #may = false;
  #since = 0;
  #news = 0;
  #at: HintId | null = null;
  #pressed = new Map<string, { readonly times: number; readonly at: number }>();

  isBusyWith({ id }: Hint): boolean {
    return this.#may && (mayGuidePressHint(id) || id === 'wait');
  }

  allow(now: number): void {
    this.#may = true;
    this.#since = now;
    this.#news = now;
    this.#pressed.clear();
  }

  stop(): void {
    this.#may = false;
  }

  /** Returns whether the touch stops the guide. */
  interrupt(hint: Hint, now: number): boolean {
    if (!this.isBusyWith(hint) || now - this.#since < TREMBLE_MS) return false;
    this.stop();
    return true;
  }

  /** If the newest hint waits for the newcomer, or comes over `LAPSE_MS` after the last, the guide stops. */
  hear(hint: Hint, now: number): void {
    if (hint.id === this.#at) return;
    this.#at = hint.id;
    if (waitsForNewcomer(hint) || this.#lapsed(now)) this.stop();
    this.#news = now;
  }

  #lapsed(now: number): boolean {
    return now - this.#news > LAPSE_MS;
  }

  /** `null`: it does not press. `key` comes from `keyOf`. */
  dueIn({ id }: Hint, key: string, now: number): number | null {
    if (!this.#may || !mayGuidePressHint(id)) return null;
    const before = this.#pressed.get(key);
    return Math.max(PAUSE_MS[id], before === undefined ? 0 : before.at + AGAIN_MS - now);
  }

  /** If yes, the press is counted. If not, the guide presses no more. */
  take(hint: Hint, control: Matching, key: string, now: number): boolean {
    const times = this.#pressed.get(key)?.times ?? 0;
    const takes = this.#may && isForGuide(hint, control) && times < TRIES && !this.#lapsed(now);
    if (takes) this.note(key, now);
    else this.stop();
    return takes;
  }

  note(key: string, now: number): void {
    this.#news = now;
    this.#pressed.set(key, { times: (this.#pressed.get(key)?.times ?? 0) + 1, at: now });
  }
}

/** Key of one control on one page, for one reason. */
export const hintControlKey = ({ id, target }: Hint, screen: GuideScreen | null, name: string): string =>
  [id, screen?.step, name, ...(target?.find ?? [])].join(' ');
