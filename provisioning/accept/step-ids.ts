export const STEP_IDS = [
  'receipt',
  'sheet',
  'document',
  'payment',
  'note',
  'keypad',
  'badge',
  'contacts',
  'lights',
  'touch',
  'sound',
] as const;

export type StepId = (typeof STEP_IDS)[number];
