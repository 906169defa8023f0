import type { PhonePage } from './phone-identities.ts';
import type { PublicLanguage } from './public-page.ts';

interface PhoneIdentityWords {
  readonly heading: string;
  readonly who: string;
  readonly signIn: string;
  readonly atKiosk: (kiosk: string) => string;
  /** Against a code that another person sent. */
  readonly warning: string;
  readonly gets: string;
  readonly number: string;
  readonly confirm: string;
  readonly refuse: string;
  readonly ends: Readonly<Record<Exclude<PhonePage['at'], 'sign-in' | 'asking'>, { title: string; body: string }>>;
  readonly sample: string;
}

export const PHONE_IDENTITY_WORDS: Readonly<Record<PublicLanguage, PhoneIdentityWords>> = {
  az: {
    heading: 'Kimliyin təsdiqi',
    who: 'Siz kimsiniz?',
    signIn: 'Daxil ol',
    atKiosk: (kiosk) => `Siz indi ${kiosk} köşkünün qarşısındasınız və bu xidməti istəyirsiniz:`,
    warning: 'Bu kodu sizə başqası göndəribsə, imtina edin: həmin adam sizin adınızdan istifadə etmək istəyir.',
    gets: 'Köşk bunları alır: soyad, ad, doğum tarixi, FİN, sənədin nömrəsi və müddəti.',
    number: 'Köşkün ekranındakı rəqəmi seçin',
    confirm: 'Bu mənəm, təsdiq edirəm',
    refuse: 'İmtina et',
    ends: {
      confirmed: { title: 'Təsdiq edildi', body: 'Köşkdə davam edin.' },
      refused: { title: 'İmtina edildi', body: 'Köşk heç bir məlumat almadı.' },
      mismatch: { title: 'Rəqəm düz gəlmir', body: 'Köşk heç bir məlumat almadı. Köşkdə yeni kod açın.' },
      over: { title: 'Bu kod artıq etibarlı deyil', body: 'Köşkdə yeni kod açın.' },
      taken: { title: 'Bu kodu başqa telefon açıb', body: 'Köşkdə yeni kod açın.' },
    },
    sample: 'Nümunə səhifə: insanlar və nömrələr uydurmadır.',
  },
  ru: {
    heading: 'Подтверждение личности',
    who: 'Кто вы?',
    signIn: 'Войти',
    atKiosk: (kiosk) => `Вы сейчас у киоска ${kiosk} и хотите эту услугу:`,
    warning: 'Если этот код вам прислал другой человек, откажитесь: он хочет действовать от вашего имени.',
    gets: 'Киоск получит: фамилию, имя, дату рождения, ФИН, номер и срок документа.',
    number: 'Выберите число с экрана киоска',
    confirm: 'Это я, подтверждаю',
    refuse: 'Отказаться',
    ends: {
      confirmed: { title: 'Подтверждено', body: 'Продолжайте у киоска.' },
      refused: { title: 'Отказано', body: 'Киоск не получил никаких данных.' },
      mismatch: { title: 'Число не совпало', body: 'Киоск не получил никаких данных. Откройте на киоске новый код.' },
      over: { title: 'Код больше не действует', body: 'Откройте на киоске новый код.' },
      taken: { title: 'Этот код открыт на другом телефоне', body: 'Откройте на киоске новый код.' },
    },
    sample: 'Образец страницы: люди и номера вымышлены.',
  },
  en: {
    heading: 'Confirm who you are',
    who: 'Who are you?',
    signIn: 'Sign in',
    atKiosk: (kiosk) => `You are at kiosk ${kiosk} now, and you want this service:`,
    warning: 'Did another person send you this code? Then refuse: that person wants to act in your name.',
    gets: 'The kiosk gets: surname, name, birth date, FIN, number and expiry of your document.',
    number: 'Choose the number on the screen of the kiosk',
    confirm: 'This is me, I confirm',
    refuse: 'Refuse',
    ends: {
      confirmed: { title: 'Confirmed', body: 'Continue at the kiosk.' },
      refused: { title: 'Refused', body: 'The kiosk got no data.' },
      mismatch: { title: 'The number does not match', body: 'The kiosk got no data. Open a new code at the kiosk.' },
      over: { title: 'This code is not valid any more', body: 'Open a new code at the kiosk.' },
      taken: { title: 'Another phone has opened this code', body: 'Open a new code at the kiosk.' },
    },
    sample: 'Sample page: people and numbers are invented.',
  },
};
