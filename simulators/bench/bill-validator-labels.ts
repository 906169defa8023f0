import type { ValidatorFault } from '../bill-validator/faults.ts';

/** Manats. */
export const NOTE_LABELS: Readonly<Record<'1' | '5' | '10' | '20' | '50' | '100' | '200', string>> = {
  1: '1 ₼',
  5: '5 ₼',
  10: '10 ₼',
  20: '20 ₼',
  50: '50 ₼',
  100: '100 ₼',
  200: '200 ₼',
};

export const VALIDATOR_FAULT_LABELS: Readonly<Record<ValidatorFault, string>> = {
  reject: 'Refuse next note',
  'jam-path': 'Jam on the way in',
  'jam-cassette': 'Jam at the cassette',
  cheat: 'Pull it by a string',
  failure: 'Motor stops',
  'forget-credit': 'Forget note after power cut',
  'lost-answer': 'Lose an answer',
  'stale-crc': 'Wrong checksum',
  nak: 'NAK',
  illegal: 'Illegal command',
  busy: 'Busy',
  'repeat-event': 'Say an event twice',
};
