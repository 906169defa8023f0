const MECHANISM_FAULTS = [
  /** The next note is not recognised. */
  'reject',
  /** The next note is stuck on its way in; a reset returns it. */
  'jam-path',
  /** The next note is stuck at the cassette until a hand takes it out. */
  'jam-cassette',
  /** The next note is pulled out by a string after it was accepted. */
  'cheat',
  /** A motor stops while stacking the next note; a reset starts it again. */
  'failure',
  /** After the next power cut the unit has forgotten the accepted note. */
  'forget-credit',
] as const;

export type MechanismFault = (typeof MECHANISM_FAULTS)[number];

export const VALIDATOR_FAULTS = [
  ...MECHANISM_FAULTS,
  /** The command takes effect, and its answer is lost. */
  'lost-answer',
  /** The answer ends with the checksum of another frame. */
  'stale-crc',
  /** The unit answers NAK, and ignores the command. */
  'nak',
  'illegal',
  /** Asks for 300 ms without a POLL. */
  'busy',
  /** Ignores the ACK of an event, and repeats it. */
  'repeat-event',
] as const;

export type ValidatorFault = (typeof VALIDATOR_FAULTS)[number];
