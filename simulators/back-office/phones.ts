/**
 * Sample data: phones of the holders of the simulated documents, by FIN. The numbers begin with 00, which no operator of the country uses,
 * so no message reaches a real phone. The holder of the old card has no phone.
 */
const SAMPLE_PHONES: Readonly<Record<string, string>> = {
  '5ZK1C7M': '+994001204567',
  '2QJ80WT': '+994007193446',
  '6XW3H2D': '+994009483172',
  '8LV5G0P': '+994002650138',
  '4BT6Y1K': '+994000098214',
};

/** The phone of a person in the register, with its country; `null`: no phone, or the FIN is unknown. */
export type PhoneOf = (fin: string) => string | null;

export const samplePhoneOf: PhoneOf = (fin) => SAMPLE_PHONES[fin] ?? null;

/** Answer that stands for the number of the register. It does not contain the number, so it is the same for all. */
export const NUMBER_OF_REGISTER = 'phone-of-register';

/** The number as shown: the country and the last two digits. */
export function masked(phone: string): string {
  return `${phone.slice(0, 4)} •• ••• •• ${phone.slice(-2)}`;
}
