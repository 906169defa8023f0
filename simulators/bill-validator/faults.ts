const MECHANISM_FAULTS = [
  /** The next note is unknown. */
  'reject',
  /** The next note is stuck on its way in; a reset returns it. */
  'jam-path',
  /** The next note is stuck at the cassette until a hand takes it out. */
  'jam-cassette',
  /** A string pulls out the next note after it was accepted. */
  'cheat',
  /** A motor stops while stacking the next note; a reset restarts it. */
  'failure',
  /** The next power cut erases the accepted note. */
  'forget-credit',
] as const;

export type MechanismFault = (typeof MECHANISM_FAULTS)[number];

export const VALIDATOR_FAULTS = [
  ...MECHANISM_FAULTS,
  /** Takes effect; its answer is lost. */
  'lost-answer',
  /** The answer ends with another frame's checksum. */
  'stale-crc',
  /** NAK; ignores the command. */
  'nak',
  'illegal',
  /** Wants 300 ms without a POLL. */
  'busy',
  /** Ignores an event's ACK, and repeats it. */
  'repeat-event',
] as const;

export type ValidatorFault = (typeof VALIDATOR_FAULTS)[number];
