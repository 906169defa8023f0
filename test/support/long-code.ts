import { encodeReceiptProof } from '../../device/proof/receipt-proof.ts';

/** Leaves of a log at which the newest one has the longest path of all below 600,000: every level of the tree is on it. */
const SIZE = 2 ** 19;

/** Bytes that no compression makes shorter, the same every time. */
const bytes = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (Math.imul(at + 1, 2_654_435_761) ^ Math.imul(seed, 40_503)) >>> 13);

/**
 * The longest code that a receipt of a kiosk has before its log reaches 600,000 applications: the service with the longest
 * name, paid by card. Its proof proves nothing; only its length is right.
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
