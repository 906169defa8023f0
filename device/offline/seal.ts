/**
 * Seals a text for whoever holds the identity of this recipient (age, https://age-encryption.org/v1): the kiosk cannot open it again. Loaded when
 * the first text is sealed.
 */
export function sealFor(recipient: string): (text: string) => Promise<Uint8Array> {
  return async (text) => {
    const { Encrypter } = await import('age-encryption');
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    return encrypter.encrypt(text);
  };
}
