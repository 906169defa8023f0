/** Capitals of the English alphabet. A letter with a similar capital becomes this capital: `AÜ-2026` gives `AU-2026`. */
export const plainLetters = (text: string): string =>
  text.replaceAll('ı', 'i').toUpperCase().replaceAll('Ə', 'E').normalize('NFD').replaceAll(/\p{M}/gu, '');

/** The same without separators, so that two spellings of one number are equal. */
export const plainNumber = (text: string): string => plainLetters(text).replaceAll(/[^A-Z0-9]/g, '');
