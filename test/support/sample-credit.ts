import { makeCreditCode } from '../../device/ledger/credit-code.ts';

/** The code of the first credit of an application, at a kiosk whose key is no secret. */
export const sampleCreditCode = (kiosk: string, applicationId: string, nth = 1): string =>
  makeCreditCode(kiosk, applicationId, nth, (text) => Buffer.from(text));
