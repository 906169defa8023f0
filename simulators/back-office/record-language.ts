/* State documents are in Azerbaijani: the register's names, and typed Russian letters in Latin. */

const REGISTER_NAMES: Readonly<Record<string, { readonly surname: string; readonly givenNames: string }>> = {
  '5ZK1C7M': { surname: 'MƏMMƏDOVA', givenNames: 'AYSEL' },
  '2QJ80WT': { surname: 'HÜSEYNLİ', givenNames: 'ORXAN' },
  '1NR4T9B': { surname: 'İSMAYILOV', givenNames: 'KAMRAN' },
  '6XW3H2D': { surname: 'QULİYEVA', givenNames: 'LEYLA' },
  '8LV5G0P': { surname: 'MƏMMƏDOV', givenNames: 'TUNAR' },
  '4BT6Y1K': { surname: 'RÜSTƏMOVA', givenNames: 'NİGAR' },
};

/** The person with the names of the register. A person who is not in the register keeps the names of the card. */
export const withRegisterNames = <P extends { readonly fin: string }>(person: P): P => ({
  ...person,
  ...REGISTER_NAMES[person.fin],
});

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  [...'абвгдезийклмнопрстуфхыэ'].map((letter, at) => [letter, [...'abvqdeziyklmnoprstufxıe'][at] ?? '']),
);
const LONGER: Readonly<Record<string, string>> = {
  ё: 'yo',
  ж: 'j',
  ц: 'ts',
  ч: 'ç',
  ш: 'ş',
  щ: 'ş',
  ъ: '',
  ь: '',
  ю: 'yu',
  я: 'ya',
};

/** A typed text in the letters of the record. */
export const toLatinLetters = (text: string): string =>
  Array.from(text, (letter) => {
    const small = letter.toLowerCase();
    const latin = LATIN[small] ?? LONGER[small];
    if (latin === undefined) return letter;
    return letter === small ? latin : latin.slice(0, 1).toLocaleUpperCase('az') + latin.slice(1);
  }).join('');
