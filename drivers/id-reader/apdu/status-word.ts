import { hexDigits } from '../../bytes.ts';
/** ISO/IEC 7816-4 §5.6, table 6. */
export const STATUS_WORDS = {
  success: 0x9000,
  endOfFile: 0x6282,
  wrongLength: 0x6700,
  smNotSupported: 0x6882,
  securityStatus: 0x6982,
  authBlocked: 0x6983,
  conditions: 0x6985,
  smMissing: 0x6987,
  smIncorrect: 0x6988,
  wrongData: 0x6a80,
  notSupported: 0x6a81,
  fileNotFound: 0x6a82,
  wrongP1P2: 0x6a86,
  referenceNotFound: 0x6a88,
  wrongOffset: 0x6b00,
  wrongIns: 0x6d00,
  wrongCla: 0x6e00,
  noDiagnosis: 0x6f00,
} as const;

const MEANINGS: Readonly<Record<number, string>> = {
  [STATUS_WORDS.success]: 'done',
  [STATUS_WORDS.endOfFile]: 'the file ended before as many bytes were read',
  25344: 'verification failed',
  [STATUS_WORDS.wrongLength]: 'wrong length',
  26753: 'logical channel not supported',
  [STATUS_WORDS.smNotSupported]: 'secure messaging not supported',
  26755: 'last command of a chain expected',
  26756: 'command chaining not supported',
  27009: 'command does not fit the file',
  [STATUS_WORDS.securityStatus]: 'access not granted',
  [STATUS_WORDS.authBlocked]: 'authentication method blocked',
  27012: 'reference data not usable',
  [STATUS_WORDS.conditions]: 'conditions of use not satisfied',
  27014: 'no current file',
  [STATUS_WORDS.smMissing]: 'secure messaging data object missing',
  [STATUS_WORDS.smIncorrect]: 'secure messaging data object incorrect',
  [STATUS_WORDS.wrongData]: 'wrong data field',
  [STATUS_WORDS.notSupported]: 'function not supported',
  [STATUS_WORDS.fileNotFound]: 'file or application not found',
  [STATUS_WORDS.wrongP1P2]: 'wrong P1 or P2',
  [STATUS_WORDS.referenceNotFound]: 'referenced data not found',
  [STATUS_WORDS.wrongOffset]: 'offset outside the file',
  [STATUS_WORDS.wrongIns]: 'instruction not supported',
  [STATUS_WORDS.wrongCla]: 'class not supported',
  [STATUS_WORDS.noDiagnosis]: 'no precise diagnosis',
};

/** Returns the meaning of a status word. `61xx`, `6Cxx` and `63Cx` carry a number. */
export function statusMeaning(status: number): string {
  const known = MEANINGS[status];
  if (known) return known;
  const low = status & 0xff;
  if (status >> 8 === 0x61) return `done, ${low === 0 ? '256 or more' : low} further bytes wait`;
  if (status >> 8 === 0x6c) return `wrong Le, the right one is ${low === 0 ? 256 : low}`;
  if (status >> 4 === 0x63c) return `verification failed, ${status & 0x0f} tries are left`;
  if (status >> 8 === 0x62 || status >> 8 === 0x63) return 'warning';
  return status >> 8 >= 0x64 && status >> 8 <= 0x6f ? 'error' : 'not a status word of ISO/IEC 7816-4';
}

/** Four hex digits, upper case, as manuals print them. */
export const statusHex = (status: number): string => hexDigits(status, 4).toUpperCase();
