export const ACCEPTANCE_STEP_IDS = [
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

export type AcceptanceStepId = (typeof ACCEPTANCE_STEP_IDS)[number];
