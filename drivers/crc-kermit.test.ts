import { expect, it } from 'vitest';
import { fromHex } from './bytes.ts';
import { crcKermit } from './crc-kermit.ts';

it('when a captured authorisation of 1,90 is checked, then the checksum is KERMIT, not the XModem of the ZVT specification', () => {
  // Captured frame: 10 02, the APDU, 10 03, the checksum 76 57 (low byte first). The checksum covers the APDU and the byte 03.
  expect(crcKermit(fromHex('06 01 07 04 00 00 00 00 01 90 03'))).toBe(0x5776);
});

it('when the text is 123456789, then the checksum is the check value of the CRC catalogue', () => {
  expect(crcKermit(new TextEncoder().encode('123456789'))).toBe(0x2189);
});
