export const BACK_OFFICE_TROUBLES = [
  /** Resets every connection before a byte is read. */
  'down',
  'error-500',
  /** Answers wait until the trouble is over. */
  'slow',
  /** Each request has its effect. */
  'lost-answer',
  /** Registers nothing. */
  'in-progress',
  'delayed',
  /** After a random delay, like a faulty proxy. */
  'swapped',
  /** At a bank just before lodging. */
  'paid-elsewhere',
  'refuse-lodging',
  'refuse-registration',
  /** Registers the other dues of the payment. */
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
