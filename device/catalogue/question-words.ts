import type { LocalizedText } from '../config/words.ts';
import { fillLanguages } from '../words/language.ts';

const say = (az: string, ru: string, en: string): LocalizedText => fillLanguages({ az, ru, en });

export const YES_NO_TEXTS = { yes: say('Bəli', 'Да', 'Yes'), no: say('Xeyr', 'Нет', 'No') } as const;

export const PROBLEMS = {
  'long-text': say('Ən azı 2 hərf yazın.', 'Введите не менее 2 букв.', 'Type at least 2 letters.'),
  fin: say(
    'FİN 7 işarədən ibarət olmalıdır: rəqəmlər və hərflər.',
    'ФИН должен состоять из 7 знаков: цифр и букв.',
    'The FIN must have 7 characters: digits and letters.',
  ),
  phone: say(
    'Nömrə 9 rəqəmdən ibarət olmalıdır, məsələn 50 123 45 67.',
    'Номер должен состоять из 9 цифр, например 50 123 45 67.',
    'The number must have 9 digits, for example 50 123 45 67.',
  ),
  email: say(
    'E-poçt ünvanında @ işarəsi və sonda .az və ya .com kimi hissə olmalıdır.',
    'В адресе должен быть знак @, а в конце – часть после точки.',
    'The address must have an @ and end with a part such as .az or .com.',
  ),
  'document-number': say(
    'Nömrə 2 hərf və 7 rəqəmdən, yaxud AZE və 8 rəqəmdən ibarət olmalıdır.',
    'Номер должен состоять из 2 букв и 7 цифр или из AZE и 8 цифр.',
    'The number must have 2 letters and 7 digits, or AZE and 8 digits.',
  ),
  plate: say(
    'Nömrə nişanı 2 rəqəm, 2 hərf və 3 rəqəmdən ibarət olmalıdır, məsələn 10-AA-123.',
    'Номерной знак должен состоять из 2 цифр, 2 букв и 3 цифр, например 10-AA-123.',
    'The plate must have 2 digits, 2 letters and 3 digits, for example 10-AA-123.',
  ),
} as const;

export const AMOUNT_PROBLEM = fillLanguages<(min: string, max: string) => string>({
  az: (min, max) => `Məbləğ ${min} ilə ${max} arasında olmalıdır.`,
  ru: (min, max) => `Сумма должна быть от ${min} до ${max}.`,
  en: (min, max) => `The amount must be between ${min} and ${max}.`,
});

const years = (from: number, under: number) => ({
  az: from === 0 ? `${under} yaşadək` : `${from} yaşdan ${under} yaşadək`,
  ru: `${from === 0 ? '' : `от ${from} `}${from === 1 ? 'года ' : ''}до ${under} ${under === 1 ? 'года' : 'лет'}`,
  en: from === 0 ? `under ${under}` : `of ${from} to ${under - 1} years`,
});

/** Texts for a child of the wrong age, for the service or for the chosen term; then the page lists the terms that fit. */
export const CHILD_AGE_PROBLEMS = {
  service: fillLanguages<(from: number, under: number) => string>({
    az: (...ages) => `Bu xidmət ${years(...ages).az} uşaqlar üçündür. Tarixi yoxlayın və ya başqa xidmət seçin.`,
    ru: (...ages) => `Эта услуга – для детей ${years(...ages).ru}. Проверьте дату или выберите другую услугу.`,
    en: (...ages) => `This service is for children ${years(...ages).en}. Check the date, or choose another service.`,
  }),
  term: say(
    'Seçdiyiniz bu yaşda uşaq üçün deyil. Bu uşağa uyğundur:',
    'Выбранное не подходит ребёнку этого возраста. Подходит:',
    'What you chose is not for a child of this age. This is:',
  ),
} as const;

/** The kiosk changed or ignored an input, or warns of a likely mistake. */
export const INPUT_HINTS = {
  'zero-for-o': say(
    'O hərfinin yerinə 0 rəqəmi yazıldı.',
    'Вместо буквы O введена цифра 0.',
    'The digit 0 was typed instead of the letter O.',
  ),
  'perhaps-one': say(
    'I hərfi yazıldı. Sənəddə 1 rəqəmi deyilsə, düzdür.',
    'Введена буква I. Это верно, если в документе не цифра 1.',
    'The letter I was typed. That is right unless the document has the digit 1.',
  ),
  'no-leading-zero': say('+994-dən sonra 0 yazılmır.', 'После +994 ноль не вводится.', 'No 0 is typed after +994.'),
} as const;

export type InputHint = keyof typeof INPUT_HINTS;

export const REGISTER_CHILDREN_TEXTS = {
  title: say('Müraciət hansı uşaq üçündür?', 'Для какого ребёнка заявление?', 'Which child is this for?'),
  hint: say(
    'Reyestrə görə uşaqlarınız. Adı, doğum tarixi və FİN yazılmır.',
    'Ваши дети по данным реестра. Имя, дату рождения и ФИН вводить не нужно.',
    'Your children in the register. You do not type name, date of birth and FIN.',
  ),
  born: fillLanguages<(year: string) => string>({
    az: (year) => `Doğum ili: ${year}`,
    ru: (year) => `Год рождения: ${year}`,
    en: (year) => `Born in ${year}`,
  }),
  another: say('Başqa uşaq', 'Другой ребёнок', 'Another child'),
} as const;

export const REGISTER_PHONE_TEXTS = {
  hint: say(
    'Reyestrdəki nömrəniz. Köşkün kodu və SMS-i də bu nömrəyə gəlir.',
    'Ваш номер из реестра. На него приходят и код, и SMS киоска.',
    'Your number in the register. The code and the SMS of the kiosk come to it, too.',
  ),
  another: say('Başqa nömrə', 'Другой номер', 'Another number'),
  anotherHint: say(
    'Yalnız bu müraciət üçün. Reyestrdəki nömrə dəyişmir.',
    'Только для этого заявления. Номер в реестре не изменится.',
    'For this application only. The number in the register stays the same.',
  ),
  typed: fillLanguages<(number: string) => string>({
    az: (number) => `Yalnız bu müraciət üçün. Köşkün kodu və SMS-i ${number} nömrəsinə gəlir.`,
    ru: (number) => `Только для этого заявления. Код и SMS киоска приходят на номер ${number}.`,
    en: (number) => `For this application only. The code and the SMS of the kiosk come to ${number}.`,
  }),
  /** After the number on *check your answers*. */
  ofRegister: say('reyestrdəki nömrə', 'номер из реестра', 'number in the register'),
} as const;

export const ADDRESS_TEXTS = {
  notListed: say('Siyahıda yoxdur', 'Нет в списке', 'Not in the list'),
  title: {
    region: say('Şəhəri və ya rayonu seçin', 'Выберите город или район', 'Choose the city or district'),
    settlement: say('Qəsəbəni və ya kəndi seçin', 'Выберите посёлок или село', 'Choose the settlement'),
    street: say('Küçəni seçin', 'Выберите улицу', 'Choose the street'),
  },
  typed: {
    region: say('Şəhəri və ya rayonu yazın', 'Введите город или район', 'Type the city or district'),
    settlement: say('Qəsəbəni və ya kəndi yazın', 'Введите посёлок или село', 'Type the settlement'),
    street: say('Küçəni yazın', 'Введите улицу', 'Type the street'),
  },
  label: {
    region: say('şəhər və ya rayon', 'город или район', 'city or district'),
    settlement: say('qəsəbə və ya kənd', 'посёлок или село', 'settlement'),
    street: say('küçə', 'улица', 'street'),
  },
  problem: say('Ən azı 2 hərf yazın.', 'Введите не менее 2 букв.', 'Type at least 2 letters.'),
  house: {
    title: say('Evi və mənzili yazın', 'Введите дом и квартиру', 'Type the building and the flat'),
    label: say('ev və mənzil', 'дом и квартира', 'building and flat'),
    problem: say(
      'Evin nömrəsini yazın, məsələn 12, mənzil 5.',
      'Введите номер дома, например 12, кв. 5.',
      'Type the number of the building, for example 12, flat 5.',
    ),
  },
} as const;

type Which = { readonly [L in keyof LocalizedText]: (nth: number | null) => string };

const ORDINALS = ['1-ci', '2-ci', '3-cü', '4-cü', '5-ci'];
const childAz = (nth: number | null) => (nth === null ? 'Uşağın' : `${ORDINALS[nth - 1]} uşağın`);
const childRu = (nth: number | null) => (nth === null ? 'ребёнка' : `${nth}-го ребёнка`);
const childEn = (nth: number | null) => (nth === null ? 'the child' : `child ${nth}`);

const ofChild = (az: string, ru: string, en: string): Which =>
  fillLanguages<Which['az']>({
    az: (nth) => `${childAz(nth)} ${az}`,
    ru: (nth) => `${ru} ${childRu(nth)}`,
    en: (nth) => `${en} of ${childEn(nth)}`,
  });

const ofSpouse = (az: string, ru: string, en: string): Which =>
  fillLanguages<Which['az']>({
    az: () => `Həyat yoldaşınızın ${az}`,
    ru: () => `${ru} супруга или супруги`,
    en: () => `${en} of your husband or wife`,
  });

const aboutOne = (of: typeof ofChild) => ({
  surname: of('soyadı', 'Фамилия', 'Surname'),
  'given-names': of('adı', 'Имя', 'Given names'),
  'birth-date': of('doğum tarixi', 'Дата рождения', 'Date of birth'),
  fin: of('FİN-i', 'ФИН', 'FIN'),
});

export const PERSON_TEXTS = {
  nameProblem: say('Adı hərflərlə yazın.', 'Введите имя буквами.', 'Type the name in letters.'),
  hints: {
    child: {
      name: say(
        'Doğum haqqında şəhadətnamədə yazıldığı kimi',
        'Как в свидетельстве о рождении',
        'As the birth certificate says',
      ),
      fin: say(
        'Şəxsiyyət vəsiqəsində və ya doğum haqqında şəhadətnamədə yazılıb: 7 işarə.',
        'Указан в удостоверении личности или в свидетельстве о рождении: 7 знаков.',
        'It is on the identity card or the birth certificate: 7 characters.',
      ),
    },
    spouse: {
      name: null,
      fin: say(
        'Şəxsiyyət vəsiqəsində yazılıb: 7 işarə.',
        'Напечатан на удостоверении личности: 7 знаков.',
        'It is printed on the identity card: 7 characters.',
      ),
    },
  },
  child: aboutOne(ofChild),
  more: {
    title: say('Daha bir uşaq əlavə etmək istəyirsiniz?', 'Добавить ещё одного ребёнка?', 'Add one more child?'),
    label: say('Daha bir uşaq', 'Ещё один ребёнок', 'One more child'),
  },
  spouse: aboutOne(ofSpouse),
} as const;

export const COPIES_TEXTS = {
  title: say('Neçə nüsxə lazımdır?', 'Сколько экземпляров вам нужно?', 'How many copies do you need?'),
  label: say('Nüsxə sayı', 'Количество экземпляров', 'Copies'),
  hint: say(
    'Hər nüsxə ayrıca çap olunur və möhürlüdür.',
    'Каждый экземпляр печатается отдельно, с печатью.',
    'Each is printed by itself, with the seal.',
  ),
} as const;
