import type { Language } from '../screen/screen.ts';

export interface PaperWords {
  readonly simulated: string;
  readonly copy: (copy: number) => string;
  /** Of a registered application, in a later visit. */
  readonly duplicate: (number: number) => string;
  readonly duty: string;
  readonly fee: string;
  readonly paid: string;
  readonly card: string;
  readonly inserted: string;
  readonly credit: string;
  readonly creditUse: string;
  readonly creditSlip: string;
  readonly notRegistered: string;
  readonly terminal: string;
  readonly authorisation: string;
  readonly tariff: string;
  readonly term: string;
  readonly ready: string;
  /** Instead of the day, where the clock of the kiosk was not set. */
  readonly readyLater: string;
  /** Instead of date and time, then. */
  readonly noDate: string;
  readonly application: string;
  readonly ticket: string;
  readonly number: string;
  readonly person: string;
  readonly window: string;
  readonly ahead: string;
  readonly check: string;
  readonly help: string;
}

/** Words of the papers. Paper stays, so these are plainer than the screen's. */
export const PAPER_WORDS: { readonly [L in Language]: PaperWords } = {
  az: {
    simulated: '*** SİMULYASİYA: SƏNƏD DEYİL ***',
    copy: (copy) => `${copy}-ci nüsxə. Əvvəlki vərəq etibarsızdır.`,
    duplicate: (number) => `DUBLİKAT № ${number}. Əvvəlki vərəqlər etibarsızdır.`,
    duty: 'Dövlət rüsumu',
    fee: 'Xidmət haqqı',
    paid: 'ÖDƏNİLDİ',
    card: 'Kart',
    inserted: 'Qoyulan nağd pul',
    credit: 'Qalıq',
    creditUse: 'Qalığı istifadə etmək üçün bu kodu əməkdaşa göstərin. Kağızı itirməyin.',
    creditSlip: 'QALIQ ÇEKİ',
    notRegistered: 'Rüsum ödənilməyib, müraciət qeydiyyata alınmayıb.',
    terminal: 'Terminal / əməliyyat',
    authorisation: 'Təsdiq kodu',
    tariff: 'Tarifin tarixi',
    term: 'Müddət',
    ready: 'Hazır olacaq',
    readyLater: 'gün sonra bildiriləcək',
    noDate: 'Köşkün saatı qurulmayıb: tarix göstərilmir.',
    application: 'Müraciətin nömrəsi',
    ticket: 'Növbə',
    number: 'Arayış №',
    person: 'Kimə verilib',
    window: 'Pəncərə',
    ahead: 'Qabağınızda',
    check: 'Müraciəti yoxlamaq üçün kodu oxudun',
    help: 'Kömək: 108',
  },
  ru: {
    simulated: '*** СИМУЛЯЦИЯ: НЕ ДОКУМЕНТ ***',
    copy: (copy) => `Экземпляр ${copy}. Предыдущий лист недействителен.`,
    duplicate: (number) => `ДУБЛИКАТ № ${number}. Предыдущие листы недействительны.`,
    duty: 'Госпошлина',
    fee: 'Плата за услугу',
    paid: 'ОПЛАЧЕНО',
    card: 'Карта',
    inserted: 'Внесено наличными',
    credit: 'Остаток',
    creditUse: 'Чтобы использовать остаток, покажите этот код сотруднику. Не теряйте чек.',
    creditSlip: 'ЧЕК НА ОСТАТОК',
    notRegistered: 'Пошлина не оплачена, заявление не зарегистрировано.',
    terminal: 'Терминал / операция',
    authorisation: 'Код подтверждения',
    tariff: 'Дата тарифа',
    term: 'Срок',
    ready: 'Будет готово',
    readyLater: 'день сообщат позже',
    noDate: 'Часы киоска не настроены: дата не указана.',
    application: 'Номер заявления',
    ticket: 'Талон',
    number: 'Справка №',
    person: 'Кому выдана',
    window: 'Окно',
    ahead: 'Перед вами',
    check: 'Считайте код, чтобы проверить заявление',
    help: 'Помощь: 108',
  },
  en: {
    simulated: '*** SIMULATED: NOT A DOCUMENT ***',
    copy: (copy) => `Copy ${copy}. The sheet before is void.`,
    duplicate: (number) => `DUPLICATE No ${number}. All sheets before are void.`,
    duty: 'State duty',
    fee: 'Service fee',
    paid: 'PAID',
    card: 'Card',
    inserted: 'Cash inserted',
    credit: 'Credit',
    creditUse: 'To use the credit, show this code to a member of staff. Keep this paper.',
    creditSlip: 'CREDIT SLIP',
    notRegistered: 'The duty is not paid, the application is not registered.',
    terminal: 'Terminal / transaction',
    authorisation: 'Approval code',
    tariff: 'Date of tariff',
    term: 'Term',
    ready: 'Ready on',
    readyLater: 'day to be told later',
    noDate: 'The clock of this kiosk is not set: no date is given.',
    application: 'Application number',
    ticket: 'Ticket',
    number: 'Certificate No',
    person: 'Issued to',
    window: 'Window',
    ahead: 'Ahead of you',
    check: 'Scan the code to check the application',
    help: 'Help: 108',
  },
};
