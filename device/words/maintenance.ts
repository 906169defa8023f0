export const PIN_DIGITS = 6;

/** Pages behind the PIN, in the order of the tabs. */
export const TABS = ['today', 'devices', 'machine'] as const;

export type Tab = (typeof TABS)[number];

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
