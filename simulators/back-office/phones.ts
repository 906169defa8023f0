/** By FIN. No operator of the country uses 00: no message reaches a real phone. */
const SAMPLE_PHONES: Readonly<Record<string, string>> = {
  '5ZK1C7M': '+994001204567',
  '2QJ80WT': '+994007193446',
  '6XW3H2D': '+994009483172',
  '8LV5G0P': '+994002650138',
  '4BT6Y1K': '+994000098214',
};

/** With country code; `null`: no phone, or unknown FIN. */
export type PhoneOf = (fin: string) => string | null;

export const samplePhoneOf: PhoneOf = (fin) => SAMPLE_PHONES[fin] ?? null;

/** Stands for the register's number: the same for all persons. */
export const REGISTER_PHONE_MARKER = 'phone-of-register';

/** Number as shown: country code and last two digits. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 4)} •• ••• •• ${phone.slice(-2)}`;
}
