import { expect, it } from 'vitest';
import { fromHex } from './bytes.ts';
import { crcKermit } from './crc-kermit.ts';

it('is KERMIT, although the document says XModem: a captured authorisation of 1,90', () => {
  // Frame 10 02 06 01 07 04 00 00 00 00 01 90 10 03 76 57; the checksum covers the APDU and the 03.
  expect(crcKermit(fromHex('06 01 07 04 00 00 00 00 01 90 03'))).toBe(0x5776);
});

it('has the check value of the catalogue of CRC algorithms', () => {
  expect(crcKermit(new TextEncoder().encode('123456789'))).toBe(0x2189);
});
