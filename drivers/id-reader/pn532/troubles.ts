import { hexDigits } from '../../bytes.ts';

/** Status errors [UM0701-02 §7.1], except MIFARE and NFC-DEP. */
const ERRORS: Readonly<Record<number, string>> = {
  1: 'the card did not answer in time',
  2: 'CRC error',
  3: 'parity error',
  4: 'wrong number of bits during anticollision',
  5: 'framing error',
  6: 'bit collision',
  7: 'communication buffer too small',
  9: 'RF buffer overflow',
  10: 'RF field not switched on in time',
  11: 'RF protocol error',
  13: 'too hot: the antenna drivers are off',
  14: 'internal buffer overflow',
  16: 'invalid parameter',
  19: 'the format of what the card sent does not match',
  35: 'wrong check byte of the UID',
  38: 'not allowed in this configuration',
  39: 'not acceptable in this context: there is no such card',
  42: 'another card than expected',
  43: 'the card has disappeared',
  45: 'over-current: the antenna is shorted or something metallic lies on it',
};

export function describeCardError(error: number): string {
  return ERRORS[error] ?? `error ${hexDigits(error, 2)}`;
}

/** Errors of chip and antenna, never of a card. */
export const READER_ERRORS: ReadonlySet<number> = new Set([0x07, 0x0d, 0x0e, 0x10, 0x26, 0x2d]);

/** The card was removed, or only moved. */
export const CARD_SILENT_ERROR = 0x01;
/** No card of this number (any more). */
export const NO_SUCH_CARD = 0x27;
