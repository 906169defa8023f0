/**
 * Encrypts a text for the recipient (age, https://age-encryption.org/v1). Only the holder of the identity can decrypt it; the kiosk cannot.
 * The library is loaded at the first text.
 */
export function createTextEncrypter(recipient: string): (text: string) => Promise<Uint8Array> {
  return async (text) => {
    const { Encrypter } = await import('age-encryption');
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    return encrypter.encrypt(text);
  };
}
