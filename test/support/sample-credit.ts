import { makeCreditCode } from '../../device/ledger/credit-code.ts';

/** Code of the first credit of an application, at a kiosk with a known key. */
export const sampleCreditCode = (kiosk: string, applicationId: string, nth = 1): string =>
  makeCreditCode(kiosk, applicationId, nth, (text) => Buffer.from(text));
