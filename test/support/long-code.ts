import { encodeReceiptProof } from '../../device/proof/receipt-proof.ts';

/** Number of leaves below 600,000 for which the newest leaf has the longest path. */
const SIZE = 2 ** 19;

const bytes = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (Math.imul(at + 1, 2_654_435_761) ^ Math.imul(seed, 40_503)) >>> 13);

/**
 * The longest code on a receipt before the log has 600,000 applications: longest service name, paid by card. Only its proof's length is
 * right.
 */
export const LONGEST_CODE = `https://status.example/a/K5-7QF2-62#${encodeReceiptProof({
  index: SIZE - 1,
  size: SIZE,
  facts: {
    kioskId: 'K5',
    minute: 29_931_272,
    service: 'family-members-certificate',
    tariff: '2022-08-15',
    outcome: 'issued',
  },
  hidden: {
    applicationId: '0b1e8f6c-4d2a-4c57-9f0e-3d5a7b9c1e20',
    reference: 'K5-7QF2-62',
    amount: 10_000,
    payment: '12345678/000042/0008',
  },
  salt: bytes(16, 1),
  path: Array.from({ length: 19 }, (_, level) => bytes(32, level + 2)),
  signatures: [{ keyId: bytes(4, 30), signature: bytes(64, 31) }],
})}`;
