/** In capitals of the English alphabet, as far as there is one that looks alike: `AÜ-2026` is `AU-2026`. */
export const plainLetters = (text: string): string =>
  text.replaceAll('ı', 'i').toUpperCase().replaceAll('Ə', 'E').normalize('NFD').replaceAll(/\p{M}/gu, '');

/** The same without what stands between its symbols: two writings of one number are alike. */
export const plainNumber = (text: string): string => plainLetters(text).replaceAll(/[^A-Z0-9]/g, '');
