/** What can be wrong with the back office. The dock makes its buttons of this list. */
export const BACK_OFFICE_TROUBLES = [
  /** Every connection is reset before a byte is read. */
  'down',
  /** It breaks before it does anything. */
  'error-500',
  /** It does what it is asked, and keeps its answers back until the trouble is over. */
  'slow',
  /** It does what it is asked, and the connection breaks instead of the answer. */
  'lost-answer',
  /** It says of every registration that it is at work on it, and does none. */
  'in-progress',
  /** It answers after a while that chance decides. */
  'delayed',
  /** Its answers go to each other's questions, after a while that chance decides: as behind a proxy that mixes up connections. */
  'swapped',
  /** The due that somebody is about to pay was paid at a bank a moment before. */
  'paid-elsewhere',
  'refuse-lodging',
  'refuse-registration',
  /** If one payment covers several dues, the office refuses to register the second due and registers the others. */
  'refuse-second-due',
] as const;

export type BackOfficeTroubleName = (typeof BACK_OFFICE_TROUBLES)[number];

export type TroubleSwitch = ReturnType<typeof troubleSwitch>;

export function troubleSwitch() {
  let current: BackOfficeTroubleName | null = null;
  let waiting: (() => void)[] = [];
  return {
    get: (): BackOfficeTroubleName | null => current,
    set(trouble: BackOfficeTroubleName | null) {
      current = trouble;
      const release = waiting;
      waiting = [];
      for (const go of release) go();
    },
    /** How many wait for `changed`. */
    waiting: () => waiting.length,
    /** Settles at the next `set`. */
    changed: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
}
