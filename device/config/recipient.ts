/** A recipient of age for X25519, by its shape [age, format v1: Bech32]. */
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

export const RECIPIENT_WORDS =
  'a recipient of age: age1 and 58 letters and digits, whose last six are the checksum of the others';

/** Bech32 [BIP 173]. */
const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;
/** `age`, as the checksum reads it: the upper bits of each letter, 0, the lower bits. */
const PREFIX = [...'age'].map((letter) => letter.charCodeAt(0));
const EXPANDED = [...PREFIX.map((code) => code >> 5), 0, ...PREFIX.map((code) => code & 31)];

/** Whether a text is a recipient to which a backup can be sealed: one wrong letter, and nobody could open it. */
export function isRecipient(text: string): boolean {
  if (!RECIPIENT.test(text)) return false;
  const data = [...text.slice('age1'.length)].map((letter) => CHARSET.indexOf(letter));
  return [...EXPANDED, ...data].reduce(polymod, 1) === 1;
}

function polymod(sum: number, value: number): number {
  const top = sum >>> 25;
  const next = ((sum & 0x1ffffff) << 5) ^ value;
  return GENERATOR.reduce((mixed, factor, bit) => ((top >> bit) & 1 ? mixed ^ factor : mixed), next);
}
