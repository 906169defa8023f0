const MECHANISM_FAULTS = [
  /** The unit does not know the next note. */
  'reject',
  /** A reset returns the note. */
  'jam-path',
  /** Until a hand takes the note out. */
  'jam-cassette',
  /** A string pulls out the accepted note. */
  'cheat',
  /** While stacking; a reset restarts the motor. */
  'failure',
  /** The next power cut erases the accepted note. */
  'forget-credit',
] as const;

export type BillMechanismFault = (typeof MECHANISM_FAULTS)[number];

export const VALIDATOR_FAULTS = [
  ...MECHANISM_FAULTS,
  /** The command takes effect. */
  'lost-answer',
  'stale-crc',
  'nak',
  'illegal',
  /** Wants no POLL for 300 ms. */
  'busy',
  /** Ignores the ACK of an event. */
  'repeat-event',
] as const;

export type ValidatorFault = (typeof VALIDATOR_FAULTS)[number];
