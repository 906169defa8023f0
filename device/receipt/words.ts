import type { DoubtAbout } from '../ledger/entries.ts';
import { everyLanguage, type PageTexts } from '../words/language.ts';

/** Words of the papers. Paper stays, so these are plainer than the screen's. */
const AZ = {
  simulated: '*** SİMULYASİYA: SƏNƏD DEYİL ***',
  sheet: (number: string) => `Vərəq № ${number}`,
  /** `replaced`: the number of the sheet that is void. */
  copy: (copy: number, replaced: string) => `${copy}-ci nüsxə. № ${replaced} vərəqini əvəz edir, o etibarsızdır.`,
  /** Of a registered application, in a later visit. */
  duplicate: (number: number) => `DUBLİKAT № ${number}. Əvvəlki vərəqlər etibarsızdır.`,
  lines: { duty: 'Dövlət rüsumu', fee: 'Xidmət haqqı', commission: 'Ödəniş haqqı' },
  bring: { window: 'Pəncərəyə özünüzlə aparın', collect: 'Sənədi götürəndə özünüzlə gətirin' },
  paid: 'ÖDƏNİLDİ',
  /** Instead of the sums. */
  payAtWindow: 'Pəncərədə ödənilir',
  card: 'Kart',
  inserted: 'Qoyulan nağd pul',
  credit: 'Qalıq',
  creditUse: 'Qalığı istifadə etmək üçün qalıq kodunu əməkdaşa göstərin. Kağızı itirməyin.',
  creditSlip: 'QALIQ KODU',
  /** On the slip, where a note lies in the acceptor. */
  noteStuck: 'Aparatda qalan əskinas bu məbləğə daxil deyil. Onu əməkdaş qaytaracaq.',
  notRegistered: 'Rüsum ödənilməyib, müraciət qeydiyyata alınmayıb.',
  doubtSlip: 'YOXLAMA ÇEKİ',
  sum: 'Məbləğ',
  doubt: {
    payment: {
      money: 'Pulun hesabdan çıxıb-çıxmadığı hələ bəlli deyil.',
      follows: 'Köşk bunu bankdan özü öyrənir. Pul çıxılıbsa, müraciət qeydiyyata alınacaq və ya pul qaytarılacaq.',
    },
    staff: {
      money: 'Pulun hesabdan çıxıb-çıxmadığını köşk öyrənə bilmədi.',
      follows: 'Bunu əməkdaş yoxlayacaq: bu kodla ona müraciət edin.',
    },
    registration: {
      money: 'Ödənilib, müraciət hələ qeydiyyata alınmayıb.',
      follows: 'Köşk müraciəti özü qeydiyyata alacaq. Alınmasa, pul qaytarılacaq.',
    },
    return: {
      money: 'Ödənilib, müraciət qeydiyyata alınmayıb. Pul hələ qaytarılmayıb.',
      follows: 'Köşk pulu karta özü qaytaracaq.',
    },
  },
  /** In place of what follows a late registration, where it was paid in notes. */
  elseCredit:
    'Köşk müraciəti özü qeydiyyata alacaq. Alınmasa, pul qalıq kimi saxlanılacaq: bu kodla əməkdaşa müraciət edin.',
  payOnce: 'Yenidən ödəməyin.',
  quote: 'Bu kodu 108-ə və ya əməkdaşa deyin',
  terminal: 'Terminal / əməliyyat',
  authorisation: 'Təsdiq kodu',
  tariff: 'Tarifin tarixi',
  term: 'Müddət',
  ready: 'Hazır olacaq',
  /** Instead of the day, where the clock of the kiosk was not set. */
  readyLater: 'gün sonra bildiriləcək',
  /** Instead of date and time, then. */
  noDate: 'Köşkün saatı qurulmayıb: tarix göstərilmir.',
  application: 'Müraciətin nömrəsi',
  ticket: 'Növbə',
  number: 'Arayış №',
  person: 'Kimə verilib',
  /** Of a certificate that the office seals and that did not come out on sheets. */
  copyOnly: 'MƏLUMAT ÜÇÜN SURƏT',
  documentAt: 'Sənədin özünü pəncərədə və ya sənəd printeri olan köşkdə bu nömrə ilə almaq olar.',
  window: 'Pəncərə',
  floor: 'Mərtəbə',
  payeeReference: 'Ödəniş alanda №',
  rest: 'Qalıq borc',
  day: 'Gün',
  time: 'Vaxt',
  ahead: 'Qabağınızda',
  check: 'Müraciəti yoxlamaq üçün kodu telefonla skan edin',
  help: 'Kömək: 108',
} satisfies Record<string, unknown> & { doubt: Record<DoubtAbout, { money: string; follows: string }> };

export type PaperWords = typeof AZ;

export const PAPER_WORDS = everyLanguage<PaperWords>({
  az: AZ,
  ru: {
    simulated: '*** СИМУЛЯЦИЯ: НЕ ДОКУМЕНТ ***',
    sheet: (number) => `Лист № ${number}`,
    copy: (copy, replaced) => `Экземпляр ${copy}. Заменяет лист № ${replaced}, тот недействителен.`,
    duplicate: (number) => `ДУБЛИКАТ № ${number}. Предыдущие листы недействительны.`,
    lines: { duty: 'Госпошлина', fee: 'Плата за услугу', commission: 'Комиссия за оплату' },
    bring: { window: 'Возьмите с собой к окну', collect: 'Принесите, когда придёте за документом' },
    paid: 'ОПЛАЧЕНО',
    payAtWindow: 'Оплата в окне',
    card: 'Карта',
    inserted: 'Внесено наличными',
    credit: 'Остаток',
    creditUse: 'Чтобы использовать остаток, покажите код остатка сотруднику. Не теряйте бумагу.',
    creditSlip: 'КОД ОСТАТКА',
    noteStuck: 'Купюра, которая осталась в автомате, в эту сумму не входит. Её вернёт сотрудник.',
    notRegistered: 'Пошлина не оплачена, заявление не зарегистрировано.',
    doubtSlip: 'ЛИСТОК С КОДОМ',
    sum: 'Сумма',
    doubt: {
      payment: {
        money: 'Пока неизвестно, списаны ли деньги со счёта.',
        follows:
          'Киоск сам узнаёт это у банка. Если деньги списаны, заявление будет зарегистрировано или деньги вернутся.',
      },
      staff: {
        money: 'Киоск не смог узнать, списаны ли деньги со счёта.',
        follows: 'Это проверит сотрудник: обратитесь к нему с этим кодом.',
      },
      registration: {
        money: 'Оплачено, заявление ещё не зарегистрировано.',
        follows: 'Киоск сам зарегистрирует заявление. Если не получится, деньги вернутся.',
      },
      return: {
        money: 'Оплачено, заявление не зарегистрировано. Деньги ещё не возвращены.',
        follows: 'Киоск сам вернёт деньги на карту.',
      },
    },
    elseCredit:
      'Киоск сам зарегистрирует заявление. Если не удастся, деньги сохранятся как остаток: обратитесь к сотруднику с этим кодом.',
    payOnce: 'Не платите ещё раз.',
    quote: 'Назовите этот код по номеру 108 или сотруднику',
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
    copyOnly: 'КОПИЯ ДЛЯ СВЕДЕНИЯ',
    documentAt: 'Сам документ с этим номером выдают в окне и в киоске с принтером документов.',
    window: 'Окно',
    floor: 'Этаж',
    payeeReference: '№ у получателя',
    rest: 'Остаток долга',
    day: 'День',
    time: 'Время',
    ahead: 'Перед вами',
    check: 'Отсканируйте код телефоном, чтобы проверить заявление',
    help: 'Помощь: 108',
  },
  en: {
    simulated: '*** SIMULATED: NOT A DOCUMENT ***',
    sheet: (number) => `Sheet No ${number}`,
    copy: (copy, replaced) => `Copy ${copy}. Replaces sheet No ${replaced}, which is void.`,
    duplicate: (number) => `DUPLICATE No ${number}. All sheets before are void.`,
    lines: { duty: 'State duty', fee: 'Service fee', commission: 'Payment fee' },
    bring: { window: 'Take to the window', collect: 'Bring when you collect it' },
    paid: 'PAID',
    payAtWindow: 'To be paid at the window',
    card: 'Card',
    inserted: 'Cash inserted',
    credit: 'Credit',
    creditUse: 'To use the credit, show the credit code to a member of staff. Keep this paper.',
    creditSlip: 'CREDIT CODE',
    noteStuck: 'A note that is still in the machine is not in this sum. Staff give it back.',
    notRegistered: 'The duty is not paid, the application is not registered.',
    doubtSlip: 'ENQUIRY SLIP',
    sum: 'Amount',
    doubt: {
      payment: {
        money: 'It is not known yet whether money has left the account.',
        follows:
          'The kiosk finds out by itself. If money was taken, the application is registered or the money goes back.',
      },
      staff: {
        money: 'The kiosk could not find out whether money has left the account.',
        follows: 'Staff look into it: ask a member of staff with this code.',
      },
      registration: {
        money: 'Paid, and the application is not registered yet.',
        follows: 'The kiosk registers the application by itself. If it cannot, the money goes back.',
      },
      return: {
        money: 'Paid, and the application was not registered. The money has not gone back yet.',
        follows: 'The kiosk gives the money back to the card by itself.',
      },
    },
    elseCredit:
      'The kiosk will register the application by itself. If it cannot, the money is kept as a credit: ask staff with this code.',
    payOnce: 'Please do not pay again.',
    quote: 'Say this code to 108 or to a member of staff',
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
    copyOnly: 'COPY FOR INFORMATION',
    documentAt: 'The document itself is given under this number at a window, or at a kiosk with a document printer.',
    window: 'Window',
    floor: 'Floor',
    payeeReference: 'Payee’s No',
    rest: 'Still owed',
    day: 'Day',
    time: 'Time',
    ahead: 'Ahead of you',
    check: 'Scan the code with your phone to check the application',
    help: 'Help: 108',
  },
} satisfies PageTexts<'paper', PaperWords>);
