export const PIN_DIGITS = 6;

/** Pages behind the PIN, in the order of the tabs. */
export const MAINTENANCE_TABS = ['today', 'doubts', 'credits', 'devices', 'machine'] as const;

export type MaintenanceTab = (typeof MAINTENANCE_TABS)[number];

/** `look`: the technician says whether the printed line is readable. */
export const NEW_ROLL_STEPS = ['open', 'insert', 'close', 'printing', 'look', 'failed'] as const;

export type NewRollStep = (typeof NEW_ROLL_STEPS)[number];

/** `begin`: no exchange of the cassette is open. `pin`: of the second badge. */
export const CASSETTE_STEPS = [
  'begin',
  'take-out',
  'put-in',
  'count',
  'difference',
  'pin',
  'bag',
  'slip',
  'slip-failed',
  'ended',
] as const;

export type CassettePageStep = (typeof CASSETTE_STEPS)[number];

/** `list`: the only step with the tabs. */
export const CREDITS_STEPS = ['list', 'pay', 'paid'] as const;

export type CreditsStep = (typeof CREDITS_STEPS)[number];

/** `second`, `pin`: of the second badge, if the profile asks for two. */
export const DOUBTS_STEPS = [
  'list',
  'asking',
  'outcome',
  'reason',
  'confirm',
  'second',
  'pin',
  'settling',
  'settled',
] as const;

export type DoubtsStep = (typeof DOUBTS_STEPS)[number];

/** `notes`: which note was found. `answer`: what the validator says at the end. */
export const STUCK_NOTE_STEPS = ['open', 'pull', 'close', 'notes', 'fate', 'answer'] as const;

export type StuckNoteStep = (typeof STUCK_NOTE_STEPS)[number];
