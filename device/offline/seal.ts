/**
 * Seals a text for the holder of the identity that belongs to this recipient (age, https://age-encryption.org/v1). The kiosk cannot open
 * it again. The library is loaded when the first text is sealed.
 */
export function sealFor(recipient: string): (text: string) => Promise<Uint8Array> {
  return async (text) => {
    const { Encrypter } = await import('age-encryption');
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    return encrypter.encrypt(text);
  };
}
