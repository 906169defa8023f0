import { fillLanguages } from '../../../device/words/language.ts';
import { type DeviceKind, deviceNames } from '../../../drivers/device-kinds.ts';

/** Texts of the interview; `{…}` is replaced. */
export interface InterviewWords {
  readonly intro: string;
  readonly how: string;
  readonly kept: string;
  readonly stopped: string;
  readonly back: string;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly id: string;
  readonly number: string;
  readonly names: string;
  readonly namesFit: string;
  readonly namesWrite: string;
  readonly nameIn: string;
  readonly shortIn: string;
  readonly officeUrl: string;
  readonly officeCa: string;
  readonly officeSeal: string;
  readonly statusUrl: string;
  readonly panel: string;
  readonly panelOther: string;
  readonly panelSize: string;
  readonly code: string;
  readonly password: string;
  readonly allow: string;
  readonly witnesses: string;
  readonly timeZone: string;
  readonly wrong: string;
  readonly noFile: string;
  readonly devices: Readonly<Record<DeviceKind, string>>;
  readonly isIt: string;
  readonly tryIt: string;
  readonly which: string;
  readonly nothingFound: string;
  readonly notFitted: string;
  readonly lookAgain: string;
  readonly byAddress: string;
  readonly address: string;
  readonly model: string;
  readonly write: string;
  readonly stopKiosk: string;
  readonly keyIs: string;
  readonly keyIsOther: string;
  readonly showCode: string;
  readonly whichKiosk: string;
}

export const INTERVIEW_WORDS = fillLanguages<InterviewWords>({
  az: {
    intro: 'Bu köşk nədir',
    how: '“<” və Enter: bir addım geri. Esc: dayandırmaq; cavablar saxlanılır.',
    kept: 'Əvvəlki {n} cavab saxlanılıb; “<” onlara qayıdır.',
    stopped: 'Dayandırıldı. Cavablar saxlanıldı, növbəti dəfə buradan davam edilir.',
    back: '← geri',
    none: 'yoxdur',
    yes: 'Bəli',
    no: 'Xeyr',
    id: 'Köşkün nömrəsi (böyük hərf və rəqəmlər, məsələn K5)',
    number: 'Mərkəzin nömrəsi',
    names: 'Mərkəz belə adlanır?',
    namesFit: 'Bəli, belə',
    namesWrite: 'Xeyr, adları yazacağam',
    nameIn: 'Mərkəzin adı ({language})',
    shortIn: 'Qısa ad, ekranın yuxarısı üçün ({language})',
    officeUrl: 'Ofisin ünvanı (https://…)',
    officeCa: 'Ofisin sertifikat mərkəzi: PEM faylı (boş: yoxdur)',
    officeSeal: 'Sənədlərin möhürünün sertifikatı: PEM faylı (boş: yoxdur)',
    statusUrl: 'Müraciətin vəziyyəti üçün ünvan (çekdəki QR kod)',
    panel: 'Ekran',
    panelOther: 'başqa',
    panelSize: 'En × hündürlük piksellə, sonra bir millimetrdə piksel: 1080x1920 4.03',
    code: 'Sertifikat üçün birdəfəlik kod (boş: yoxdur)',
    password: 'Terminalın parolu, altı rəqəm',
    allow: 'Daha hansı ünvanlara icazə var, boşluqla (boş: heç birinə)',
    witnesses: 'Jurnalın şahidlərinin açarları, boşluqla (boş: yoxdur)',
    timeZone: 'Saat qurşağı',
    wrong: 'Gözlənilir: {expected}',
    noFile: 'Belə sertifikat faylı yoxdur',
    devices: deviceNames('az'),
    isIt: 'Bu, {role}dur? {found}',
    tryIt: 'yoxlamaq: sənəd oxunur, qəbz printeri hərf çap edir',
    which: 'Hansı {role}dur?',
    nothingFound: 'Tapılmadı: {role}',
    notFitted: 'quraşdırılmayıb',
    lookAgain: 'yenidən axtarmaq',
    byAddress: 'ünvanını yazmaq',
    address: 'Ünvan: serial:/dev/…@115200 və ya tcp:192.0.2.7:9100',
    model: 'Printerin modeli',
    write: 'Yazılsın? ({n} dəyişiklik)',
    stopKiosk:
      'Köşk işləyir və portlar ondadır (FND-103). Axtarış üçün dayandırılsın? Başlanmış müraciətdən sonra dayanır, sonda yenidən işə düşür.',
    keyIs: 'Ofisin vərəqindəki açarın barmaq izi:',
    keyIsOther: 'Bu açarın barmaq izi başqadır. Vərəqə baxın; başqa açarın sifarişi qəbul edilmir.',
    showCode: 'Kodu skanerə göstərin və ya altındakı mətni yazın',
    whichKiosk: 'Bu hansı köşkdür?',
  },
  ru: {
    intro: 'Что это за киоск',
    how: '«<» и Enter: на шаг назад. Esc: остановиться; ответы сохраняются.',
    kept: 'Сохранено ответов: {n}; «<» возвращает к ним.',
    stopped: 'Остановлено. Ответы сохранены, в следующий раз продолжим отсюда.',
    back: '← назад',
    none: 'нет',
    yes: 'Да',
    no: 'Нет',
    id: 'Номер киоска (заглавная буква и цифры, например K5)',
    number: 'Номер центра',
    names: 'Центр называется так?',
    namesFit: 'Да, так',
    namesWrite: 'Нет, напишу названия',
    nameIn: 'Название центра ({language})',
    shortIn: 'Краткое название, для верха экрана ({language})',
    officeUrl: 'Адрес офиса (https://…)',
    officeCa: 'Удостоверяющий центр офиса: файл PEM (пусто: нет)',
    officeSeal: 'Сертификат печати документов: файл PEM (пусто: нет)',
    statusUrl: 'Адрес состояния заявления (QR-код чека)',
    panel: 'Экран',
    panelOther: 'другой',
    panelSize: 'Ширина × высота в пикселях, затем пикселей на миллиметр: 1080x1920 4.03',
    code: 'Одноразовый код для сертификата (пусто: нет)',
    password: 'Пароль терминала, шесть цифр',
    allow: 'Какие ещё адреса разрешены, через пробел (пусто: никакие)',
    witnesses: 'Ключи свидетелей журнала, через пробел (пусто: нет)',
    timeZone: 'Часовой пояс',
    wrong: 'Ожидается: {expected}',
    noFile: 'Такого файла с сертификатом нет',
    devices: deviceNames('ru'),
    isIt: 'Это {role}? {found}',
    tryIt: 'проверить: документ читается, принтер печатает букву',
    which: 'Что из этого {role}?',
    nothingFound: 'Не найдено: {role}',
    notFitted: 'не установлено',
    lookAgain: 'искать снова',
    byAddress: 'написать адрес',
    address: 'Адрес: serial:/dev/…@115200 или tcp:192.0.2.7:9100',
    model: 'Модель принтера',
    write: 'Записать? (изменений: {n})',
    stopKiosk:
      'Киоск работает, порты у него (FND-103). Остановить его на время поиска? Он остановится после начатого обращения и в конце запустится снова.',
    keyIs: 'Отпечаток ключа, как он стоит на листе офиса:',
    keyIsOther: 'У этого ключа другой отпечаток. Посмотрите на лист; заказ другого ключа не принимается.',
    showCode: 'Покажите код сканеру или наберите текст под ним',
    whichKiosk: 'Который это киоск?',
  },
  en: {
    intro: 'What this kiosk is',
    how: '"<" and Enter: one step back. Esc: stop; answers are kept.',
    kept: '{n} earlier answers are kept; "<" goes back to them.',
    stopped: 'Stopped. The answers are kept; the next start continues here.',
    back: '← back',
    none: 'none',
    yes: 'Yes',
    no: 'No',
    id: 'Id of the kiosk (a capital letter and digits, such as K5)',
    number: 'Number of the centre',
    names: 'Is this the name of the centre?',
    namesFit: 'Yes',
    namesWrite: 'No, I write the names',
    nameIn: 'Name of the centre ({language})',
    shortIn: 'Short name, for the top of the screen ({language})',
    officeUrl: 'Address of the office (https://…)',
    officeCa: 'Authority of the office: a PEM file (empty: none)',
    officeSeal: 'Certificate of the seal of its documents: a PEM file (empty: none)',
    statusUrl: 'Address of the state of an application (the QR code of a receipt)',
    panel: 'Screen',
    panelOther: 'another',
    panelSize: 'Width × height in pixels, then pixels a millimetre: 1080x1920 4.03',
    code: 'One-time code for the certificate (empty: none)',
    password: 'Password of the terminal, six digits',
    allow: 'Further allowed hosts, separated by spaces (empty: none)',
    witnesses: 'Keys of witnesses of the log, separated by spaces (empty: none)',
    timeZone: 'Time zone',
    wrong: 'Expected: {expected}',
    noFile: 'There is no such file with a certificate',
    devices: deviceNames('en'),
    isIt: 'Is this the {role}? {found}',
    tryIt: 'try it: a document is read, a printer prints a letter',
    which: 'Which is the {role}?',
    nothingFound: 'Not found: {role}',
    notFitted: 'not fitted',
    lookAgain: 'look again',
    byAddress: 'write its address',
    address: 'Address: serial:/dev/…@115200 or tcp:192.0.2.7:9100',
    model: 'Model of the printer',
    write: 'Write it? ({n} changes)',
    stopKiosk:
      'The running kiosk uses the ports (FND-103). Stop it for the search? It ends after the current visit, and is started again at the end.',
    keyIs: 'Fingerprint of the key on the sheet of the office:',
    keyIsOther: 'This key has another fingerprint. Compare it with the sheet; an order with another key is refused.',
    showCode: 'Show the code to the scanner, or type the text below it',
    whichKiosk: 'Which kiosk is this?',
  },
});

/** Replaces each `{name}`. */
export const fillTemplate = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
