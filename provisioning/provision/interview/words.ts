import { fillLanguages } from '../../../device/words/language.ts';
import { type DeviceKind, deviceNames } from '../../../drivers/device-kinds.ts';

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
    intro: 'Bu köşkün parametrləri',
    how: '“<” və Enter: bir addım geri. Esc: dayandır; cavablar saxlanılır.',
    kept: 'Əvvəlki {n} cavab saxlanılıb; “<” ilə onlara qayıda bilərsiniz.',
    stopped: 'Dayandırıldı. Cavablar saxlanıldı, növbəti dəfə buradan davam edəcəksiniz.',
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
    shortIn: 'Ekranın yuxarısı üçün qısa ad ({language})',
    officeUrl: 'Back office ünvanı (https://…)',
    officeCa: 'Back office-in sertifikat mərkəzi: PEM faylı (boş: yoxdur)',
    officeSeal: 'Sənədlərin elektron möhürünün sertifikatı: PEM faylı (boş: yoxdur)',
    statusUrl: 'Müraciətin vəziyyətini göstərən səhifənin ünvanı (qəbzdəki QR kod üçün)',
    panel: 'Ekran',
    panelOther: 'başqa',
    panelSize: 'Piksellə en × hündürlük, sonra bir millimetrə düşən piksel sayı: 1080x1920 4.03',
    code: 'Sertifikat üçün birdəfəlik kod (boş: yoxdur)',
    password: 'Ödəniş terminalının parolu, altı rəqəm',
    allow: 'Köşkün qoşula biləcəyi əlavə ünvanlar, boşluqla ayırın (boş: yoxdur)',
    witnesses: 'Açıq jurnalın şahidlərinin açarları, boşluqla ayırın (boş: yoxdur)',
    timeZone: 'Saat qurşağı',
    wrong: 'Belə olmalıdır: {expected}',
    noFile: 'Fayl tapılmadı və ya faylda sertifikat yoxdur',
    devices: deviceNames('az'),
    isIt: 'Bu qurğu {role} kimi istifadə edilsin? {found}',
    tryIt: 'yoxla: oxuyucu sənəd oxuyur, printer bir hərf çap edir',
    which: 'Hansı qurğu {role} kimi istifadə edilsin?',
    nothingFound: 'Tapılmadı: {role}',
    notFitted: 'quraşdırılmayıb',
    lookAgain: 'yenidən axtar',
    byAddress: 'ünvanı yaz',
    address: 'Ünvan: serial:/dev/…@115200 və ya tcp:192.0.2.7:9100',
    model: 'Printerin modeli',
    write: 'Dəyişikliklər köşkə yazılsın? (dəyişiklik sayı: {n})',
    stopKiosk:
      'Köşk işləyir və portları istifadə edir (FND-103). Axtarış üçün köşk dayandırılsın? Köşk cari səans bitəndən sonra dayanacaq və sonda yenidən işə düşəcək.',
    keyIs: 'Açarın barmaq izini qurumun vərəqindən yazın:',
    keyIsOther:
      'Açarın barmaq izi başqadır. Yazdığınızı vərəqlə müqayisə edin. Başqa açarla imzalanmış sifariş qəbul edilmir.',
    showCode: 'Sifarişin kodunu skanerə göstərin və ya kodun altındakı mətni yazın',
    whichKiosk: 'Bu hansı köşkdür? Nömrəni qurum bildirir: hər köşkün kodu yalnız bir dəfə işləyir.',
  },
  ru: {
    intro: 'Настройки этого киоска',
    how: '«<» и Enter: на шаг назад. Esc: остановиться; ответы сохраняются.',
    kept: 'Сохранено прежних ответов: {n}; «<» возвращает к ним.',
    stopped: 'Остановлено. Ответы сохранены, в следующий раз вы продолжите отсюда.',
    back: '← назад',
    none: 'нет',
    yes: 'Да',
    no: 'Нет',
    id: 'Номер киоска (заглавная буква и цифры, например K5)',
    number: 'Номер центра',
    names: 'Центр называется так?',
    namesFit: 'Да, так',
    namesWrite: 'Нет, введу названия',
    nameIn: 'Название центра ({language})',
    shortIn: 'Краткое название для верха экрана ({language})',
    officeUrl: 'Адрес бэк-офиса (https://…)',
    officeCa: 'Удостоверяющий центр бэк-офиса: файл PEM (пусто: нет)',
    officeSeal: 'Сертификат электронной печати документов: файл PEM (пусто: нет)',
    statusUrl: 'Адрес страницы о состоянии заявления (для QR-кода на чеке)',
    panel: 'Экран',
    panelOther: 'другой',
    panelSize: 'Ширина × высота в пикселях, затем число пикселей на миллиметр: 1080x1920 4.03',
    code: 'Одноразовый код для сертификата (пусто: нет)',
    password: 'Пароль платёжного терминала, шесть цифр',
    allow: 'Другие адреса, доступные киоску, через пробел (пусто: нет)',
    witnesses: 'Ключи свидетелей открытого журнала, через пробел (пусто: нет)',
    timeZone: 'Часовой пояс',
    wrong: 'Ожидается: {expected}',
    noFile: 'Файл не найден, или в нём нет сертификата',
    devices: deviceNames('ru'),
    isIt: 'Это {role}? {found}',
    tryIt: 'проверить: считыватель читает документ, принтер печатает букву',
    which: 'Какое из устройств — {role}?',
    nothingFound: 'Не найдено: {role}',
    notFitted: 'не установлено',
    lookAgain: 'искать снова',
    byAddress: 'ввести адрес',
    address: 'Адрес: serial:/dev/…@115200 или tcp:192.0.2.7:9100',
    model: 'Модель принтера',
    write: 'Записать изменения? (всего: {n})',
    stopKiosk:
      'Киоск работает и занимает порты (FND-103). Остановить киоск на время поиска? Он остановится после текущего сеанса и в конце запустится снова.',
    keyIs: 'Введите отпечаток ключа с листа ведомства:',
    keyIsOther:
      'У ключа другой отпечаток. Сверьте введённое с листом. Заказ, подписанный другим ключом, не принимается.',
    showCode: 'Покажите сканеру код заказа или введите текст под кодом',
    whichKiosk: 'Какой это киоск? Номер сообщает ведомство: код каждого киоска действует один раз.',
  },
  en: {
    intro: 'Settings of this kiosk',
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
    namesWrite: 'No, I will type the names',
    nameIn: 'Name of the centre ({language})',
    shortIn: 'Short name, for the top of the screen ({language})',
    officeUrl: 'Address of the back office (https://…)',
    officeCa: 'Certificate authority of the back office: a PEM file (empty: none)',
    officeSeal: 'Certificate of the electronic seal on documents: a PEM file (empty: none)',
    statusUrl: 'Web address for the status of an application (for the QR code on receipts)',
    panel: 'Screen',
    panelOther: 'another',
    panelSize: 'Width × height in pixels, then pixels per millimetre: 1080x1920 4.03',
    code: 'One-time code for the certificate (empty: none)',
    password: 'Password of the payment terminal, six digits',
    allow: 'Further hosts that the kiosk may reach, separated by spaces (empty: none)',
    witnesses: 'Keys of witnesses of the transparency log, separated by spaces (empty: none)',
    timeZone: 'Time zone',
    wrong: 'Expected: {expected}',
    noFile: 'The file does not exist, or has no certificate',
    devices: deviceNames('en'),
    isIt: 'Is this the {role}? {found}',
    tryIt: 'try it: a reader reads a document, a printer prints a letter',
    which: 'Which device is the {role}?',
    nothingFound: 'Not found: {role}',
    notFitted: 'not fitted',
    lookAgain: 'search again',
    byAddress: 'type the address',
    address: 'Address: serial:/dev/…@115200 or tcp:192.0.2.7:9100',
    model: 'Model of the printer',
    write: 'Write the changes? ({n} in all)',
    stopKiosk:
      'The kiosk is running and uses the ports (FND-103). Stop the kiosk for the search? It stops after the current visit, and starts again at the end.',
    keyIs: 'Fingerprint of the key on the sheet of the office:',
    keyIsOther:
      'This key has another fingerprint. Compare what you typed with the sheet. An order that another key signed is refused.',
    showCode: 'Show the code of the order to the scanner, or type the text below the code',
    whichKiosk: 'Which kiosk is this? The office gives you its number, because the code of each kiosk works once.',
  },
});

export const fillTemplate = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
