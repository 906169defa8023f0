import { expect, it } from 'vitest';
import { MOST_QR_BYTES } from '../../drivers/receipt-printer/paper/qr.ts';
import { qrAddressFor } from './paper-content.ts';

it('when proof and address fit on the narrowest paper, then the code has both; otherwise it has the address', () => {
  const paper = { statusUrl: 'https://status.example/a/' };
  const reference = 'K5-7QF2-62';
  const address = `${paper.statusUrl}${reference}`;
  const longest = 'p'.repeat(MOST_QR_BYTES - address.length - 1);
  expect(qrAddressFor(reference, null, paper)).toBe(address);
  expect(qrAddressFor(reference, longest, paper)).toBe(`${address}#${longest}`);
  expect(qrAddressFor(reference, `${longest}p`, paper)).toBe(address);
});
