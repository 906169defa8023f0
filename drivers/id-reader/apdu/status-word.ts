import { hexDigits } from '../../bytes.ts';
/** ISO/IEC 7816-4 §5.6, table 6. */
export const SW = {
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
  [SW.success]: 'done',
  [SW.endOfFile]: 'the file ended before as many bytes were read',
  25344: 'verification failed',
  [SW.wrongLength]: 'wrong length',
  26753: 'logical channel not supported',
  [SW.smNotSupported]: 'secure messaging not supported',
  26755: 'last command of a chain expected',
  26756: 'command chaining not supported',
  27009: 'command does not fit the file',
  [SW.securityStatus]: 'access not granted',
  [SW.authBlocked]: 'authentication method blocked',
  27012: 'reference data not usable',
  [SW.conditions]: 'conditions of use not satisfied',
  27014: 'no current file',
  [SW.smMissing]: 'secure messaging data object missing',
  [SW.smIncorrect]: 'secure messaging data object incorrect',
  [SW.wrongData]: 'wrong data field',
  [SW.notSupported]: 'function not supported',
  [SW.fileNotFound]: 'file or application not found',
  [SW.wrongP1P2]: 'wrong P1 or P2',
  [SW.referenceNotFound]: 'referenced data not found',
  [SW.wrongOffset]: 'offset outside the file',
  [SW.wrongIns]: 'instruction not supported',
  [SW.wrongCla]: 'class not supported',
  [SW.noDiagnosis]: 'no precise diagnosis',
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
