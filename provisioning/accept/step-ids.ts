/** The steps of the acceptance test, in the order in which they are taken. */
export const STEP_IDS = [
  'receipt',
  'sheet',
  'document',
  'payment',
  'note',
  'keypad',
  'contacts',
  'lights',
  'touch',
  'sound',
] as const;

export type StepId = (typeof STEP_IDS)[number];
