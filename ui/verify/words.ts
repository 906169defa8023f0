import type { ReceiptTrouble } from '../../device/proof/verify.ts';
import { fillLanguages, LANGUAGES, type TextsByLanguage } from '../../device/words/language.ts';

export interface ProofSentenceParts {
  readonly reference: string;
  readonly number: string;
  readonly size: string;
  readonly log: string;
  readonly key: string;
  /** Names of the witnesses, or empty. */
  readonly witnesses: string;
}

export interface VerifyWords {
  readonly title: string;
  readonly lead: string;
  readonly picture: string;
  readonly text: string;
  readonly textHint: string;
  readonly check: string;
  readonly offline: string;
  readonly reading: string;
  readonly noCode: string;
  readonly noKeys: string;
  readonly proved: string;
  readonly refused: string;
  readonly sentence: (said: ProofSentenceParts) => string;
  readonly trouble: Readonly<Record<ReceiptTrouble['kind'], string>>;
  readonly facts: {
    readonly reference: string;
    readonly outcome: string;
    readonly at: string;
    readonly service: string;
    readonly tariff: string;
    readonly amount: string;
    readonly payment: string;
    readonly kiosk: string;
  };
  readonly issued: string;
  readonly cash: string;
  readonly time: string;
  readonly noTime: string;
  readonly compare: string;
  readonly notProved: string;
  readonly limits: readonly string[];
  readonly limitNoWitness: string;
  readonly limitWitness: string;
}

const az: VerifyWords = {
  title: 'Qəbzi yoxlayın',
  lead: 'Müraciətin köşkün açıq jurnalında olduğunu özünüz yoxlaya bilərsiniz.',
  picture: 'QR kodun şəklini seçin',
  text: 'Və ya QR kodun mətnini buraya yapışdırın',
  textHint: 'Mətn https:// ilə başlayır və # işarəsi var.',
  check: 'Mətni yoxlayın',
  offline: 'Bu səhifə şəbəkəsiz işləyir. Şəkil və mətn cihazınızdan çıxmır.',
  reading: 'Şəkil oxunur…',
  noCode: 'Şəkildə QR kod tapılmadı. Kodu yaxından, işıqlı yerdə çəkin.',
  noKeys: 'Bu səhifədə açar yoxdur. Səhifəni mərkəzdən götürün.',
  proved: 'Sübut olundu',
  refused: 'Sübut olunmadı',
  sentence: ({ reference, number, size, log, key, witnesses }) =>
    `${reference} nömrəli müraciət ${log} jurnalında ${size} yazıdan ${number} nömrəli yazıdır və bunu ${key} açarı${
      witnesses ? ` və şahidlər (${witnesses})` : ''
    } imzalayıb.`,
  trouble: {
    'no-proof': 'Bu kodda sübut yoxdur. Kodun bütün mətnini verin.',
    unreadable: 'Koddakı sübut oxunmadı. Mətn yarımçıqdır və ya dəyişdirilib.',
    'unknown-log': 'Bu kodu imzalayan jurnalın açarı bu səhifədə yoxdur.',
    'not-in-log': 'Jurnalın açarı belə bir müraciəti imzalamayıb. Qəbzdə nəsə dəyişdirilib.',
    'other-application': 'Ünvan bir müraciətin, sübut isə başqa müraciətindir.',
  },
  facts: {
    reference: 'Müraciət',
    outcome: 'Nəticə',
    at: 'Vaxt',
    service: 'Xidmət',
    tariff: 'Tarifin tarixi',
    amount: 'Rüsum',
    payment: 'Ödəniş',
    kiosk: 'Köşk',
  },
  issued: 'qeydə alınıb',
  cash: 'nağd',
  time: 'Bakı vaxtı ilə',
  noTime: 'köşkün saatı qurulmamışdı',
  compare: 'Bunları əlinizdəki qəbzlə tutuşdurun.',
  notProved: 'Nə sübut olunmadı',
  limits: [
    'Kimin müraciət etdiyi: jurnalda heç kimin adı yoxdur.',
    'Kağızdakı qalan mətnin düzgün olduğu.',
    'Müraciətin bu gün də qüvvədə olduğu: bunu mərkəz bilir.',
  ],
  limitNoWitness: 'Köşkün hamıya eyni jurnalı göstərdiyi: bu kodu heç bir şahid imzalamayıb.',
  limitWitness: 'Şahidlərin gördüyündən sonra jurnalda nə baş verdiyi.',
};

const ru: VerifyWords = {
  title: 'Проверьте чек',
  lead: 'Вы можете сами проверить, что заявление есть в открытом журнале киоска.',
  picture: 'Выберите снимок QR-кода',
  text: 'Или вставьте сюда текст QR-кода',
  textHint: 'Текст начинается с https://, в нём есть знак #.',
  check: 'Проверить текст',
  offline: 'Эта страница работает без сети. Снимок и текст не покидают ваше устройство.',
  reading: 'Снимок читается…',
  noCode: 'На снимке нет QR-кода. Снимите код ближе и при хорошем свете.',
  noKeys: 'На этой странице нет ключей. Возьмите страницу в центре.',
  proved: 'Доказано',
  refused: 'Не доказано',
  sentence: ({ reference, number, size, log, key, witnesses }) =>
    `Заявление ${reference} стоит под номером ${number} из ${size} в журнале ${log}, и это подписано ключом ${key}${
      witnesses ? `, а также свидетелями (${witnesses})` : ''
    }.`,
  trouble: {
    'no-proof': 'В этом коде нет доказательства. Нужен весь текст кода.',
    unreadable: 'Доказательство не читается. Текст неполный или изменён.',
    'unknown-log': 'На этой странице нет ключа журнала, который подписал этот код.',
    'not-in-log': 'Ключ журнала не подписывал такого заявления. В чеке что-то изменено.',
    'other-application': 'Адрес от одного заявления, а доказательство от другого.',
  },
  facts: {
    reference: 'Заявление',
    outcome: 'Исход',
    at: 'Время',
    service: 'Услуга',
    tariff: 'Дата тарифа',
    amount: 'Пошлина',
    payment: 'Оплата',
    kiosk: 'Киоск',
  },
  issued: 'принято',
  cash: 'наличными',
  time: 'по Баку',
  noTime: 'часы киоска не были настроены',
  compare: 'Сверьте это с чеком, который у вас в руках.',
  notProved: 'Что не доказано',
  limits: [
    'Кто подал заявление: имён в журнале нет.',
    'Что остальной текст на бумаге верен.',
    'Что заявление действует и сегодня: это знает центр.',
  ],
  limitNoWitness: 'Что киоск показывает всем один и тот же журнал: этот код не подписал ни один свидетель.',
  limitWitness: 'Что стало с журналом после того, как его видели свидетели.',
};

const en: VerifyWords = {
  title: 'Check a receipt',
  lead: 'You can see for yourself that an application is in the open log of the kiosk.',
  picture: 'Choose a picture of the QR code',
  text: 'Or paste the text of the QR code here',
  textHint: 'The text begins with https:// and has a # in it.',
  check: 'Check the text',
  offline: 'This page works without a network. Neither picture nor text leaves your device.',
  reading: 'Reading the picture…',
  noCode: 'No QR code was found in the picture. Photograph the code from nearer, in good light.',
  noKeys: 'This page has no keys. Get the page from the centre.',
  proved: 'Proved',
  refused: 'Not proved',
  sentence: ({ reference, number, size, log, key, witnesses }) =>
    `Application ${reference} is number ${number} of ${size} in the log ${log}, and the key ${key}${
      witnesses ? ` and the witnesses (${witnesses})` : ''
    } signed this.`,
  trouble: {
    'no-proof': 'There is no proof in this code. Give the whole text of the code.',
    unreadable: 'The proof cannot be read. The text is cut short or was changed.',
    'unknown-log': 'This page has no key of the log that signed this code.',
    'not-in-log': 'The key of the log did not sign such an application. Something on the receipt was changed.',
    'other-application': 'The address is of one application, and the proof is of another.',
  },
  facts: {
    reference: 'Application',
    outcome: 'Outcome',
    at: 'Time',
    service: 'Service',
    tariff: 'Date of the tariff',
    amount: 'Duty',
    payment: 'Payment',
    kiosk: 'Kiosk',
  },
  issued: 'registered',
  cash: 'in cash',
  time: 'Baku time',
  noTime: 'the clock of the kiosk was not set',
  compare: 'Compare this with the receipt in your hand.',
  notProved: 'What was not proved',
  limits: [
    'Who applied: no name is in the log.',
    'That the rest of the text on the paper is right.',
    'That the application still holds today: the centre knows that.',
  ],
  limitNoWitness: 'That the kiosk shows the same log to everybody: no witness signed this code.',
  limitWitness: 'What became of the log after the witnesses saw it.',
};

const WORDS: TextsByLanguage<VerifyWords> = { az, ru, en };

export const VERIFY_LANGUAGES = LANGUAGES.filter(({ code }) => WORDS[code]);

export const RECEIPT_CHECK_WORDS = fillLanguages(WORDS);
