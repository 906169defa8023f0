/** What can go wrong inside. */
const MECHANISM_FAULTS = [
  /** The next note is not recognised. */
  'reject',
  /** The next note is stuck on its way in; a reset gives it back. */
  'jam-path',
  /** The next note is stuck at the cassette, until a hand takes it out. */
  'jam-cassette',
  /** The next note is pulled out by its string after it was taken. */
  'cheat',
  /** A motor stops when the next note is to be stacked; a reset brings it back. */
  'failure',
  /** After the next power cut the unit knows nothing of the note it had taken. */
  'forget-credit',
] as const;

export type MechanismFault = (typeof MECHANISM_FAULTS)[number];

export const VALIDATOR_FAULTS = [
  ...MECHANISM_FAULTS,
  /** Does what it was told and says nothing. */
  'lost-answer',
  /** Its answer ends with the checksum of another frame. */
  'stale-crc',
  /** Says that the command came damaged, and does nothing. */
  'nak',
  'illegal',
  /** Asks for 300 ms without a POLL. */
  'busy',
  /** Does not hear the acknowledgement of an event, and says it again. */
  'repeat-event',
] as const;

export type ValidatorFault = (typeof VALIDATOR_FAULTS)[number];
