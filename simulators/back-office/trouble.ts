export const BACK_OFFICE_TROUBLES = [
  /** Resets every connection before a byte is read. */
  'down',
  /** Each request fails without an effect. */
  'error-500',
  /** Each request has its effect; answers wait until the trouble is over. */
  'slow',
  /** Each request has its effect, and breaks the connection. */
  'lost-answer',
  /** Registers nothing, and answers that it is in progress. */
  'in-progress',
  'delayed',
  /** Swaps answers after a random delay, like a faulty proxy. */
  'swapped',
  /** The due was paid at a bank just before lodging. */
  'paid-elsewhere',
  'refuse-lodging',
  'refuse-registration',
  /** Refuses the second of several dues in one payment, and registers the others. */
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
    waiting: () => waiting.length,
    changed: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
}
