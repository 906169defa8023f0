/**
 * Sample data: the phones that the invented register has of the invented holders of the simulated documents, by FIN. No operator of the
 * country has numbers that begin with 00, so no message could come to anybody. One of them has none: the holder of the old card.
 */
const SAMPLE_PHONES: Readonly<Record<string, string>> = {
  '5ZK1C7M': '+994001204567',
  '2QJ80WT': '+994007193446',
  '6XW3H2D': '+994009483172',
  '8LV5G0P': '+994002650138',
  '4BT6Y1K': '+994000098214',
};

/** The phone that the register has of a person, with its country; `null`: none, or nobody of that FIN is in it. */
export type PhoneOf = (fin: string) => string | null;

export const samplePhoneOf: PhoneOf = (fin) => SAMPLE_PHONES[fin] ?? null;

/** Answer of an application that stands for the number of the register. It says nothing of the number, so the same word does for everybody. */
export const NUMBER_OF_REGISTER = 'phone-of-register';

/** As it may be shown: the country and the last two digits. */
export function masked(phone: string): string {
  return `${phone.slice(0, 4)} •• ••• •• ${phone.slice(-2)}`;
}
