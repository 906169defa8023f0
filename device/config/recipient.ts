import { bech32 } from '@scure/base';

/** A recipient of age for X25519, by its shape [age, format v1: Bech32]. */
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

export const RECIPIENT_WORDS = 'a recipient of age (age1 and 58 letters and digits) with the right checksum';

/** Whether a backup can be sealed to this recipient: with one wrong letter, nobody could open it. */
export const isRecipient = (text: string): boolean =>
  RECIPIENT.test(text) && bech32.decodeUnsafe(text)?.prefix === 'age';
