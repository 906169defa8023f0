const MECHANISM_FAULTS = [
  /** The unit does not know the next note. */
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

export type BillMechanismFault = (typeof MECHANISM_FAULTS)[number];

export const VALIDATOR_FAULTS = [
  ...MECHANISM_FAULTS,
  /** The command takes effect, but its answer is lost. */
  'lost-answer',
  /** The answer ends with another frame's checksum. */
  'stale-crc',
  /** Answers NAK and ignores the command. */
  'nak',
  'illegal',
  /** Wants no POLL for 300 ms. */
  'busy',
  /** Ignores the ACK of an event, and repeats the event. */
  'repeat-event',
] as const;

export type ValidatorFault = (typeof VALIDATOR_FAULTS)[number];
