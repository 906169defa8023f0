import { bech32 } from '@scure/base';

/** Shape of an age recipient for X25519 [age, format v1: Bech32]. */
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

export const RECIPIENT_EXPECTED = 'a recipient of age (age1 and 58 letters and digits) with the right checksum';

/** Whether this is a valid recipient. With one wrong letter, no key could open the backup. */
export const isRecipient = (text: string): boolean =>
  RECIPIENT.test(text) && bech32.decodeUnsafe(text)?.prefix === 'age';
