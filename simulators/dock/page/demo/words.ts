import type { Mechanical } from './hands.ts';
import type { GuideLanguage, HintId, Step } from './hints.ts';

/** `name` is the visible name of the control. */
export interface GuideWords {
  readonly name: string;
  readonly title: string;
  readonly kiosk: string;
  readonly steps: Readonly<Record<Step, string>>;
  readonly hints: Readonly<Record<Exclude<HintId, 'finished'>, (name: string) => string>>;
  /** For the guide's own presses. */
  readonly guideDoes: Readonly<Record<Mechanical, (name: string) => string>>;
  /** At the end: whole seconds, and what else there is to see. */
  readonly seen: (seconds: number, amount: string) => string;
  readonly show: string;
  readonly pressForMe: string;
  readonly goOn: string;
  readonly stop: string;
  readonly myself: string;
  readonly pull: string;
  readonly restart: string;
  readonly skip: string;
  readonly open: string;
  readonly languages: string;
}

const az: GuideWords = {
  name: 'Azərbaycanca',
  title: 'İlk tanışlıq: beş toxunuş',
  kiosk: 'Köşk',
  steps: { begin: 'Başlanğıc', card: 'Vəsiqə', answers: 'Cavab', payment: 'Bank kartı', paper: 'Qəbz' },
  hints: {
    start: (name) => `Köşkdə «${name}» düyməsinə toxunun.`,
    service: (name) => `Xidmət seçin: «${name}» üzərinə toxunun.`,
    next: (name) => `Davam edin: «${name}» düyməsinə toxunun.`,
    card: (name) => `Vəsiqəni oxuyucuya qoyun: simulyatorlarda «${name}» üzərinə basın.`,
    'take-card': (name) => `Vəsiqəni oxuyucudan götürün: «${name}» düyməsini basın.`,
    choose: (name) => `Suala cavab verin: «${name}» üzərinə toxunun.`,
    digit: (name) => `50\u00a0123\u00a045\u00a067 nömrəsini yazın: «${name}» düyməsinə toxunun.`,
    type: () => 'Cavabı köşkün klaviaturasında yazın.',
    pay: (name) => `Məlumatı yoxlayın və «${name}» düyməsinə toxunun.`,
    method: (name) => `Ödəniş üsulunu seçin: «${name}» üzərinə toxunun.`,
    tap: (name) => `Bank kartını terminala yaxınlaşdırın: simulyatorlarda «${name}» düyməsini basın.`,
    pin: (name) => `Terminalda 1234 PİN kodunu yazın: «${name}» düyməsini basın.`,
    'take-bank-card': (name) => `Bank kartını terminaldan götürün: «${name}» düyməsini basın.`,
    note: (name) => `Əskinas qoyun: simulyatorlarda «${name}» düyməsini basın.`,
    'take-note': (name) => `Qaytarılan əskinası götürün: «${name}» düyməsini basın.`,
    wait: () => 'Bir az gözləyin: köşk işləyir.',
    stay: (name) => `Köşk burada olub-olmadığınızı soruşur: «${name}» düyməsinə toxunun.`,
    leave: (name) => `Davam edən müraciəti bitirin: «${name}» düyməsinə toxunun.`,
    back: (name) => `Bu vəsiqə burada keçmir. «${name}» düyməsinə toxunun.`,
    refill: (name) => `Printerdə kağız yoxdur: «${name}» düyməsini basın.`,
    'put-right': (name) => `Printer dayanıb: «${name}» düyməsini bir də basın.`,
    plug: (name) => `Qurğunun kabeli çıxarılıb: «${name}» düyməsini bir də basın.`,
    mend: (name) => `Nəsə işləmir: simulyatorlarda «${name}» düyməsini basın.`,
    retry: (name) => `Yenidən cəhd edin: «${name}» üzərinə toxunun.`,
    'own-way': (name) => `Bu, bələdçinin yolu deyil. İstədiyiniz kimi davam edin və ya «${name}» düyməsinə toxunun.`,
    away: () => 'Köşk cavab vermir. O qayıdanda bələdçi davam edəcək.',
    paper: () => 'Qəbz çap olundu. Onu götürün: printerdəki qəbzə toxunun.',
    pull: (name) => `Terminalın kabelini çıxarın: «${name}» düyməsini basın və köşkə baxın.`,
    pulled: (name) => `Köşk bank kartı qəbul etmədiyini deyir. Kabeli yerinə qoyun: «${name}» düyməsini bir də basın.`,
  },
  guideDoes: {
    service: (name) => `Bələdçi xidməti sizin üçün seçir: «${name}».`,
    next: (name) => `Bələdçi «${name}» düyməsinə toxunur.`,
    'take-card': () => 'Bələdçi vəsiqəni oxuyucudan götürür.',
    digit: () => 'Bələdçi 50\u00a0123\u00a045\u00a067 nömrəsini sizin üçün yazır.',
    pay: (name) => `Bələdçi «${name}» düyməsinə toxunur.`,
    method: (name) => `Bələdçi ödəniş üsulunu seçir: «${name}».`,
    pin: () => 'Bələdçi terminalda 1234 PİN kodunu yazır.',
    'take-bank-card': () => 'Bələdçi bank kartını terminaldan götürür.',
    leave: () => 'Bələdçi davam edən müraciəti bitirir.',
  },
  seen: (seconds, amount) => `${seconds} saniyədə ${amount} alındı və qəbz çap olundu. Sonra nə sınayaq?`,
  show: 'Göstər',
  pressForMe: 'Mənim yerimə bas',
  goOn: 'Davam et',
  stop: 'Dayandır',
  myself: 'Hər şeyi özüm basım',
  pull: 'Kabel çıxar',
  restart: 'Yenidən başla',
  skip: 'Bələdçini bağla',
  open: 'Bələdçini aç',
  languages: 'Bələdçinin dili',
};

const ru: GuideWords = {
  name: 'Русский',
  title: 'Первый визит: пять касаний',
  kiosk: 'Киоск',
  steps: { begin: 'Начало', card: 'Удостоверение', answers: 'Ответ', payment: 'Оплата', paper: 'Чек' },
  hints: {
    start: (name) => `На киоске нажмите «${name}».`,
    service: (name) => `Выберите услугу: нажмите «${name}».`,
    next: (name) => `Дальше: нажмите «${name}».`,
    card: (name) => `Вставьте удостоверение в считыватель: среди симуляторов нажмите «${name}».`,
    'take-card': (name) => `Заберите удостоверение из считывателя: нажмите «${name}».`,
    choose: (name) => `Ответьте на вопрос: нажмите «${name}».`,
    digit: (name) => `Введите номер 50\u00a0123\u00a045\u00a067: нажмите «${name}».`,
    type: () => 'Введите ответ на клавиатуре киоска.',
    pay: (name) => `Проверьте данные и нажмите «${name}».`,
    method: (name) => `Выберите способ оплаты: нажмите «${name}».`,
    tap: (name) => `Приложите банковскую карту к терминалу: среди симуляторов нажмите «${name}».`,
    pin: (name) => `Введите на терминале ПИН-код 1234: нажмите «${name}».`,
    'take-bank-card': (name) => `Заберите банковскую карту из терминала: нажмите «${name}».`,
    note: (name) => `Вставьте купюру: среди симуляторов нажмите «${name}».`,
    'take-note': (name) => `Заберите возвращённую купюру: нажмите «${name}».`,
    wait: () => 'Подождите немного: киоск работает.',
    stay: (name) => `Киоск спрашивает, есть ли здесь кто-нибудь: нажмите «${name}».`,
    leave: (name) => `Завершите начатое обращение: нажмите «${name}».`,
    back: (name) => `Это удостоверение здесь не подходит. Нажмите «${name}».`,
    refill: (name) => `В принтере нет бумаги: нажмите «${name}».`,
    'put-right': (name) => `Принтер остановлен: нажмите «${name}» ещё раз.`,
    plug: (name) => `Кабель устройства вынут: нажмите «${name}» ещё раз.`,
    mend: (name) => `Что-то не работает: среди симуляторов нажмите «${name}».`,
    retry: (name) => `Попробуйте ещё раз: нажмите «${name}».`,
    'own-way': (name) => `Здесь подсказок нет. Продолжайте сами или нажмите «${name}».`,
    away: () => 'Киоск не отвечает. Подсказки продолжатся, когда он вернётся.',
    paper: () => 'Чек напечатан. Заберите его: нажмите на чек в принтере.',
    pull: (name) => `Выньте кабель терминала: нажмите «${name}» и посмотрите на киоск.`,
    pulled: (name) => `Киоск сообщает, что карты не принимаются. Вставьте кабель: нажмите «${name}» ещё раз.`,
  },
  guideDoes: {
    service: (name) => `Услуга выбирается за вас: «${name}».`,
    next: (name) => `За вас нажимается «${name}».`,
    'take-card': () => 'Удостоверение вынимается за вас.',
    digit: () => 'Номер 50\u00a0123\u00a045\u00a067 вводится за вас.',
    pay: (name) => `За вас нажимается «${name}».`,
    method: (name) => `Способ оплаты выбирается за вас: «${name}».`,
    pin: () => 'ПИН-код 1234 вводится за вас на терминале.',
    'take-bank-card': () => 'Банковская карта вынимается за вас.',
    leave: () => 'Начатое обращение завершается за вас.',
  },
  seen: (seconds, amount) => `За ${seconds} с принято ${amount} и напечатан чек. Что дальше?`,
  show: 'Показать',
  pressForMe: 'Нажать за меня',
  goOn: 'Продолжить',
  stop: 'Остановить',
  myself: 'Всё вручную',
  pull: 'Вынуть кабель',
  restart: 'Начать заново',
  skip: 'Закрыть подсказки',
  open: 'Открыть подсказки',
  languages: 'Язык подсказок',
};

const en: GuideWords = {
  name: 'English',
  title: 'A first visit in five touches',
  kiosk: 'Kiosk',
  steps: { begin: 'Start', card: 'Identity card', answers: 'Answer', payment: 'Bank card', paper: 'Receipt' },
  hints: {
    start: (name) => `On the kiosk, touch “${name}”.`,
    service: (name) => `Choose a service: touch “${name}”.`,
    next: (name) => `Go on: touch “${name}”.`,
    card: (name) => `Put an identity card into the reader: press “${name}” among the simulators.`,
    'take-card': (name) => `Take the card out of the reader: press “${name}”.`,
    choose: (name) => `Answer the question: touch “${name}”.`,
    digit: (name) => `Type the number 50\u00a0123\u00a045\u00a067: touch “${name}”.`,
    type: () => 'Type an answer on the keyboard of the kiosk.',
    pay: (name) => `Check what was entered and touch “${name}”.`,
    method: (name) => `Choose how to pay: touch “${name}”.`,
    tap: (name) => `Hold a bank card to the terminal: press “${name}” among the simulators.`,
    pin: (name) => `Type the PIN 1234 at the terminal: press “${name}”.`,
    'take-bank-card': (name) => `Take the bank card out of the terminal: press “${name}”.`,
    note: (name) => `Put in a note: press “${name}” among the simulators.`,
    'take-note': (name) => `Take the note that came back: press “${name}”.`,
    wait: () => 'One moment: the kiosk is working.',
    stay: (name) => `The kiosk asks whether anybody is there: touch “${name}”.`,
    leave: (name) => `End the visit under way: touch “${name}”.`,
    back: (name) => `This card cannot be used here. Touch “${name}”.`,
    refill: (name) => `The printer has no paper: press “${name}”.`,
    'put-right': (name) => `The printer has stopped: press “${name}” once more.`,
    plug: (name) => `A device is unplugged: press “${name}” once more.`,
    mend: (name) => `Something is out of order: press “${name}” among the simulators.`,
    retry: (name) => `Try again: touch “${name}”.`,
    'own-way': (name) => `The guide does not know this way. Go on as you like, or touch “${name}”.`,
    away: () => 'The kiosk does not answer. The guide goes on when it is back.',
    paper: () => 'The receipt is printed. Take it: touch the paper in the printer.',
    pull: (name) => `Pull the cable of the terminal: press “${name}”, and look at the kiosk.`,
    pulled: (name) => `The kiosk says that it takes no bank cards now. Put the cable back: press “${name}” once more.`,
  },
  guideDoes: {
    service: (name) => `The guide chooses the service for you: “${name}”.`,
    next: (name) => `The guide touches “${name}” for you.`,
    'take-card': () => 'The guide takes the card out of the reader.',
    digit: () => 'The guide types the number 50\u00a0123\u00a045\u00a067 for you.',
    pay: (name) => `The guide touches “${name}” for you.`,
    method: (name) => `The guide chooses how to pay: “${name}”.`,
    pin: () => 'The guide types the PIN 1234 at the terminal.',
    'take-bank-card': () => 'The guide takes the bank card out of the terminal.',
    leave: () => 'The guide ends the visit under way.',
  },
  seen: (seconds, amount) => `${amount} was taken and a receipt was printed, in ${seconds} seconds. What next?`,
  show: 'Show me',
  pressForMe: 'Press it for me',
  goOn: 'Go on',
  stop: 'Stop',
  myself: 'I press everything myself',
  pull: 'Pull a cable',
  restart: 'Start again',
  skip: 'Skip the guide',
  open: 'Open the guide',
  languages: 'Language of the guide',
};

export const GUIDE_WORDS: Readonly<Record<GuideLanguage, GuideWords>> = { az, ru, en };
