/** The text in English capitals. Letters that look similar are converted: `AÜ-2026` gives `AU-2026`. */
export const plainLetters = (text: string): string =>
  text.replaceAll('ı', 'i').toUpperCase().replaceAll('Ə', 'E').normalize('NFD').replaceAll(/\p{M}/gu, '');

/** The text in English capitals and digits, without separators, so that spellings of one number are equal. */
export const plainNumber = (text: string): string => plainLetters(text).replaceAll(/[^A-Z0-9]/g, '');
