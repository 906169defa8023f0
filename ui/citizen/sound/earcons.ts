import type { CitizenScreen } from '../../../device/screen/screen.ts';
import type { MoneyState } from '../../../device/words/money.ts';

/**
 * Short sound for a state that the page also shows. `done`: payment accepted, paper ready, visit done. `wait`: a longer work of the kiosk.
 * `trouble`: declined, refused, or a device or the office is away.
 */
export type Earcon = 'done' | 'wait' | 'trouble';

/** `cause`: another cause on the same page is another trouble, and sounds again. */
interface Sounding {
  readonly earcon: Earcon;
  readonly cause: string;
}

const DONE: Sounding = { earcon: 'done', cause: '' };
const WAIT: Sounding = { earcon: 'wait', cause: '' };

/** A trouble, if one of the causes is there. */
function troubleOf(...causes: readonly (string | boolean | null)[]): Sounding | null {
  const present = causes.filter((cause) => cause !== null && cause !== false);
  return present.length === 0 ? null : { earcon: 'trouble', cause: present.join(' ') };
}

const silent = (): null => null;

type Show = CitizenScreen['show'];
type SoundOf<S extends Show> = (view: Extract<CitizenScreen, { readonly show: S }>) => Sounding | null;

/** Sound of each page. Short look-ups are silent: their answer is soon there. A page without a row does not compile. */
const SOUNDS: { readonly [S in Show]: SoundOf<S> } = {
  starting: silent,
  outOfService: silent,
  attract: silent,
  maintaining: silent,
  choosing: silent,
  browsing: silent,
  searching: silent,
  beforeYouStart: ({ blocked }) => troubleOf(blocked),
  whatIsRead: silent,
  identifying: ({ trouble, occupied, parent, phoneProblem }) =>
    troubleOf(trouble, occupied && 'occupied', parent?.refused === true && 'child', phoneProblem),
  identifyingByPhone: silent,
  offeringCode: ({ problem }) => troubleOf(problem),
  typingCode: ({ problem }) => troubleOf(problem),
  prefilling: silent,
  answering: ({ question }) => troubleOf('problem' in question && question.problem !== null && 'answer'),
  readingSlots: ({ trouble }) => troubleOf(trouble),
  choosingPlace: ({ problem }) => troubleOf(problem),
  choosingSlot: ({ problem }) => troubleOf(problem),
  readingDues: ({ trouble }) => troubleOf(trouble),
  noDue: ({ why }) => troubleOf((why === 'unknown' || why === 'locked') && why),
  choosingDue: silent,
  showingDue: silent,
  typingPart: ({ problem }) => troubleOf(problem !== null && 'sum'),
  quoting: ({ trouble }) => troubleOf(trouble),
  enteringCode: ({ problem }) => troubleOf(problem),
  lookingUp: ({ trouble }) => troubleOf(trouble),
  found: ({ note, blocked, done }) => troubleOf(note, blocked) ?? (done === null ? null : DONE),
  askingCancel: silent,
  dealing: ({ trouble }) => troubleOf(trouble),
  readingReply: silent,
  checking: ({ blocked }) => troubleOf(blocked),
  choosingPayment: silent,
  typingCredit: ({ problem, locked }) => troubleOf(problem, locked && 'locked'),
  lodging: () => WAIT,
  paying: ({ stage }) => (stage === 'asking' ? troubleOf(stage) : waitsForBank(stage) ? WAIT : null),
  payingCash: ({ stage, back, trouble }) =>
    troubleOf(
      (stage === 'asking' || stage === 'blocked') && stage,
      stage === 'blocked' && trouble,
      isBack(stage) && back,
    ),
  noteTooLarge: () => troubleOf('note'),
  credited: ({ because, stuck }) => troubleOf(because, stuck) ?? DONE,
  trouble: ({ code }) => troubleOf(code),
  issuing: ({ money }) => (isReturned(money) ? troubleOf(money) : isPaid(money) ? DONE : WAIT),
  readingDocument: () => WAIT,
  previewing: () => DONE,
  wrongDocument: () => troubleOf('wrong'),
  printing: () => WAIT,
  printTrouble: ({ code }) => troubleOf(code),
  receiptQr: silent,
  parking: ({ failed }) => (failed ? troubleOf('not parked') : WAIT),
  parked: () => DONE,
  resuming: ({ problem }) => troubleOf(problem),
  done: () => DONE,
  // Part of the last page.
  whatWasRead: () => DONE,
};

const waitsForBank = (stage: string): boolean => stage === 'processing' || stage === 'registering';
const isBack = (stage: string): boolean => stage === 'insert' || stage === 'take-note';
const isPaid = (money: MoneyState): boolean => money === 'taken' || money === 'cash' || money === 'with-credit';
const isReturned = (money: MoneyState): boolean => money === 'returning' || money === 'returned';

const pageSoundOf = (screen: CitizenScreen): Sounding | null =>
  (SOUNDS[screen.show] as (screen: CitizenScreen) => Sounding | null)(screen);

/** Trouble in a note over the page. */
const noteSoundOf = ({ cabinetOpen, scan }: CitizenScreen): Sounding | null =>
  troubleOf(cabinetOpen && 'cabinet', scan !== null && `scan ${scan}`);

/** What the screen sounds like; `null`: silent. */
export const earconOf = (screen: CitizenScreen): Earcon | null =>
  (noteSoundOf(screen) ?? pageSoundOf(screen))?.earcon ?? null;

/**
 * The earcon that begins with a new screen; `null`: none. A work that goes on over several pages, or the last pages of a visit, sound once.
 * Another trouble, or a trouble of the next page, sounds again.
 */
export function earconAfter(before: CitizenScreen | null, screen: CitizenScreen): Earcon | null {
  if (before === null) return null;
  const note = noteSoundOf(screen);
  if (note !== null && note.cause !== noteSoundOf(before)?.cause) return note.earcon;
  const sound = pageSoundOf(screen);
  const last = pageSoundOf(before);
  if (sound === null) return null;
  if (last?.earcon !== sound.earcon) return sound.earcon;
  const isOther = before.step !== screen.step || last.cause !== sound.cause;
  return sound.earcon === 'trouble' && isOther ? 'trouble' : null;
}
