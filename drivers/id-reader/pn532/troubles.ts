/** Error codes of a status byte [UM0701-02 §7.1]. Those of MIFARE and NFC-DEP alone are left out. */
const ERRORS: Readonly<Record<number, string>> = {
  0x01: 'the card did not answer in time',
  0x02: 'CRC error',
  0x03: 'parity error',
  0x04: 'wrong number of bits during anticollision',
  0x05: 'framing error',
  0x06: 'bit collision',
  0x07: 'communication buffer too small',
  0x09: 'RF buffer overflow',
  0x0a: 'RF field not switched on in time',
  0x0b: 'RF protocol error',
  0x0d: 'too hot: the antenna drivers are off',
  0x0e: 'internal buffer overflow',
  0x10: 'invalid parameter',
  0x13: 'the format of what the card sent does not match',
  0x23: 'wrong check byte of the UID',
  0x26: 'not allowed in this configuration',
  0x27: 'not acceptable in this context: there is no such card',
  0x2a: 'another card than expected',
  0x2b: 'the card has disappeared',
  0x2d: 'over-current: the antenna is shorted or something metallic lies on it',
};

/** In words. */
export function describeError(error: number): string {
  return ERRORS[error] ?? `error ${error.toString(16).padStart(2, '0')}`;
}

/** Errors of the chip and its antenna; no card causes them. */
export const READER_ERRORS: ReadonlySet<number> = new Set([0x07, 0x0d, 0x0e, 0x10, 0x26, 0x2d]);

/** No answer from the card: it was taken away, or only moved. */
export const CARD_SILENT = 0x01;
/** The chip has no card of this number (any more). */
export const NO_SUCH_CARD = 0x27;
