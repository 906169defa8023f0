import type { Language } from '../../device/words/language.ts';
import type { TroubleCode } from '../../device/words/trouble.ts';
import type { TroubleText } from './common-words.ts';

/*
 * What is out of order, before a visit. The first page shows it in every language: a missing language does not compile. The other texts of
 * a trouble are in `troubles.ts`, which the first page does not load.
 */

type Said = { readonly [L in Language]: string };

const readerAway: Said = {
  az: 'Sənəd oxuyucusu işləmir: indi yalnız vəsiqə tələb etməyən xidmətlər açıqdır.',
  ru: 'Считыватель документов не работает: доступны только услуги без удостоверения.',
  en: 'The document reader is not working: only services without an identity card are open.',
};
const terminalAway: Said = {
  az: 'Ödəniş terminalı işləmir: bank kartı qəbul olunmur.',
  ru: 'Платёжный терминал не работает: банковские карты не принимаются.',
  en: 'The payment terminal is not working: bank cards are not accepted.',
};
const notesAway: Said = {
  az: 'Nağd pul hazırda qəbul olunmur.',
  ru: 'Наличные сейчас не принимаются.',
  en: 'Banknotes are not accepted at the moment.',
};
const onScreen: Said = {
  az: 'qəbz və talonun nömrəsi ekranda göstəriləcək, arayış isə çap olunmur.',
  ru: 'чек и номер талона будут показаны на экране, справки не печатаются.',
  en: 'receipts and ticket numbers are shown on the screen, certificates cannot be printed.',
};
const printerAway: Said = {
  az: `Printer işləmir: ${onScreen.az}`,
  ru: `Принтер не работает: ${onScreen.ru}`,
  en: `The printer is not working: ${onScreen.en}`,
};
const officeAway: Said = {
  az: 'Xidmətlər sistemi ilə əlaqə yoxdur: hələlik burada müraciət qəbul olunmur. Əməkdaşa müraciət edin.',
  ru: 'Нет связи с системой услуг: заявления здесь пока не принимаются. Обратитесь к сотруднику.',
  en: 'The service system cannot be reached: nothing is taken here at the moment. Ask a member of staff.',
};
const printingStopped: Said = { az: 'Çap dayandırıldı.', ru: 'Печать остановлена.', en: 'The printing was stopped.' };
const notPrinted: Said = {
  az: 'Sənəd çap edilmədi.',
  ru: 'Документ не напечатан.',
  en: 'The document was not printed.',
};

const NOTICES: { readonly [C in TroubleCode]: Said } = {
  'LIN-107': {
    az: 'Köşk açıqdır: bağlanana qədər ödəniş başlamır.',
    ru: 'Киоск открыт: пока его не закроют, оплата не начинается.',
    en: 'The kiosk is open: no payment begins until it is closed.',
  },
  'DSK-101': {
    az: 'Köşkün yaddaşı dolub: xidmət göstərilmir.',
    ru: 'Память киоска заполнена: он не обслуживает.',
    en: 'This kiosk has no room to keep records and cannot serve you.',
  },
  'RDR-101': { az: 'Vəsiqə oxunmadı.', ru: 'Удостоверение не прочитано.', en: 'The card could not be read.' },
  'RDR-102': {
    az: 'Vəsiqə səhv oxundu.',
    ru: 'Удостоверение прочитано с ошибкой.',
    en: 'The card was read with an error.',
  },
  'RDR-103': {
    az: 'Vəsiqə çox tez götürüldü.',
    ru: 'Удостоверение убрали слишком рано.',
    en: 'The card was taken away too early.',
  },
  'RDR-104': readerAway,
  'RDR-105': { az: 'Sənədin müddəti bitib.', ru: 'Срок действия документа истёк.', en: 'The document has expired.' },
  'RDR-106': {
    az: 'Bu xidmətin yaş həddi var.',
    ru: 'У этой услуги есть возрастное ограничение.',
    en: 'This service has an age limit.',
  },
  'RDR-107': {
    az: 'Sənəd təsdiqlənmədi.',
    ru: 'Документ не удалось подтвердить.',
    en: 'The document could not be confirmed.',
  },
  'RDR-108': {
    az: 'Bu sənəd bu xidmət üçün yaramır.',
    ru: 'Этот документ не подходит для услуги.',
    en: 'The document cannot be used for this service.',
  },
  'RDR-109': readerAway,
  'TRM-101': terminalAway,
  'TRM-102': terminalAway,
  'TRM-103': terminalAway,
  'TRM-104': terminalAway,
  'TRM-105': {
    az: 'Ödəniş terminalı məşğuldur: bir az sonra yenidən cəhd edin.',
    ru: 'Платёжный терминал занят: попробуйте чуть позже.',
    en: 'The payment terminal is busy: please try again in a moment.',
  },
  'TRM-106': {
    az: 'Ödəniş terminalına əməkdaş baxmalıdır.',
    ru: 'Платёжный терминал должен проверить сотрудник.',
    en: 'The payment terminal needs a member of staff.',
  },
  'TRM-110': terminalAway,
  'TRM-201': { az: 'Bank ödənişi rədd etdi.', ru: 'Банк отклонил оплату.', en: 'The bank declined the payment.' },
  'TRM-202': { az: 'Ödəniş ləğv edildi.', ru: 'Оплата отменена.', en: 'The payment was cancelled.' },
  'TRM-203': {
    az: 'Əvvəlki ödənişin nəticəsi yoxlanılır: bank kartı qəbul olunmur.',
    ru: 'Проверяется предыдущая оплата: банковские карты не принимаются.',
    en: 'An earlier payment is being checked: bank cards are not accepted.',
  },
  'TRM-204': {
    az: 'Əvvəlki ödənişin nəticəsi yoxlanılır: bank kartı qəbul olunmur.',
    ru: 'Проверяется предыдущая оплата: банковские карты не принимаются.',
    en: 'An earlier payment is being checked: bank cards are not accepted.',
  },
  'TRM-205': {
    az: 'Ödəniş baş tutmadı, pul çıxılmayıb.',
    ru: 'Оплата не прошла, деньги не списаны.',
    en: 'The payment did not go through, no money was taken.',
  },
  'PRN-101': printerAway,
  'PRN-103': printerAway,
  'PRN-111': {
    az: `Printerdə kağız yoxdur: ${onScreen.az}`,
    ru: `В принтере нет бумаги: ${onScreen.ru}`,
    en: `The printer has no paper: ${onScreen.en}`,
  },
  'PRN-112': {
    az: `Printerin qapağı açıqdır: ${onScreen.az}`,
    ru: `Открыта крышка принтера: ${onScreen.ru}`,
    en: `The printer cover is open: ${onScreen.en}`,
  },
  'PRN-113': printerAway,
  'PRN-114': printerAway,
  'PRN-115': printerAway,
  'PRN-116': printerAway,
  'PRN-117': printerAway,
  'PRN-118': printerAway,
  'PRN-121': {
    az: 'Sənədi burada çap etmək olmur.',
    ru: 'Документ здесь не напечатать.',
    en: 'A document cannot be printed here.',
  },
  'PRN-122': {
    az: 'Sənəd tam çap olunmadı.',
    ru: 'Документ напечатан не полностью.',
    en: 'A document did not come out whole.',
  },
  'PRN-123': printerAway,
  'PRN-201': {
    az: 'Printerdə kağız azdır. Kağız çatmasa, QR kod göstəriləcək.',
    ru: 'В принтере мало бумаги. Если её не хватит, мы покажем QR‑код.',
    en: 'The printer is low on paper. If it runs out, we show you a QR code.',
  },
  'PRN-202': {
    az: `Printerdə kağız çatmır: ${onScreen.az}`,
    ru: `В принтере не хватает бумаги: ${onScreen.ru}`,
    en: `There is too little paper: ${onScreen.en}`,
  },
  'PRN-203': {
    az: 'Sənəd printerində kağız və ya toner azdır.',
    ru: 'В принтере документов мало бумаги или тонера.',
    en: 'The document printer is low on paper or toner.',
  },
  'PRN-204': {
    az: 'Bu köşk indi arayışları yalnız məlumat üçün surət kimi çap edir.',
    ru: 'Справки здесь сейчас печатаются только как копии для сведения.',
    en: 'Certificates are printed here as copies for information only.',
  },
  'PRN-205': {
    az: 'Bu köşkdə sənəd printeri yoxdur.',
    ru: 'В этом киоске нет принтера документов.',
    en: 'This kiosk has no document printer.',
  },
  'PRN-211': printingStopped,
  'PRN-212': printingStopped,
  'BIL-101': notesAway,
  'BIL-102': notesAway,
  'BIL-103': {
    az: 'Pul qutusu doludur: nağd pul qəbul olunmur.',
    ru: 'Кассета заполнена: наличные не принимаются.',
    en: 'The cash box is full: banknotes are not accepted.',
  },
  'BIL-104': {
    az: 'Pul qutusu yerində deyil: nağd pul qəbul olunmur.',
    ru: 'Кассета не на месте: наличные не принимаются.',
    en: 'The cash box is missing: banknotes are not accepted.',
  },
  'BIL-105': notesAway,
  'BIL-106': notesAway,
  'BIL-107': notesAway,
  'BIL-108': notesAway,
  'BIL-109': notesAway,
  'BIL-110': {
    az: 'Əvvəlki ödənişin bir əskinası yoxlanılır: nağd pul qəbul olunmur.',
    ru: 'Проверяется купюра из прошлой оплаты: наличные не принимаются.',
    en: 'A note from an earlier payment is being checked: banknotes are not accepted.',
  },
  'BIL-111': {
    az: 'Yuvada əskinas qalıb: onu əməkdaşa verin. O götürülənədək nağd pul qəbul olunmur.',
    ru: 'В приёмнике осталась купюра: передайте её сотруднику. До этого наличные не принимаются.',
    en: 'A note is waiting in the slot: please hand it to a member of staff. Banknotes are not accepted until it is out.',
  },
  'BIL-112': notesAway,
  'BIL-113': notesAway,
  'BKO-101': officeAway,
  'BKO-102': { az: 'Müraciət qəbul edilmədi.', ru: 'Заявление не принято.', en: 'The application was not accepted.' },
  'BKO-103': officeAway,
  'BKO-104': {
    az: 'Müraciət qeydiyyata alınmadı.',
    ru: 'Заявление не зарегистрировано.',
    en: 'The application was not registered.',
  },
  'BKO-105': { az: 'Sənəd çap edilmədi.', ru: 'Документ не напечатан.', en: 'The document was not printed.' },
  'BKO-106': {
    az: 'Müraciət qeydiyyata alınmadı.',
    ru: 'Заявление не зарегистрировано.',
    en: 'The application was not registered.',
  },
  'BKO-107': officeAway,
  'BKO-109': {
    az: 'Xidmətlər sistemi hazırda məşğuldur.',
    ru: 'Система услуг сейчас занята.',
    en: 'The service system is busy at the moment.',
  },
  'BKO-110': officeAway,
  'BKO-114': {
    az: 'Kod göndərmək olmur: reyestrdə telefon nömrəsi yoxdur.',
    ru: 'Код не отправить: в реестре нет номера телефона.',
    en: 'No code can be sent: the register has no phone number.',
  },
  'BKO-115': {
    az: 'Hələlik yeni kod göndərilmir.',
    ru: 'Новые коды пока не отправляются.',
    en: 'No more codes can be sent at the moment.',
  },
  'BKO-116': {
    az: 'Təsdiq olmadan müraciət qəbul edilmir.',
    ru: 'Без подтверждения заявление не принимается.',
    en: 'Without a confirmation the application is not accepted.',
  },
  'BKO-121': notPrinted,
  'BKO-122': notPrinted,
  'BKO-123': notPrinted,
  'BKO-124': notPrinted,
  'BKO-125': notPrinted,
  'BKO-126': { az: 'Sənədin müddəti bitib.', ru: 'Срок документа истёк.', en: 'The document is out of date.' },
  'STF-101': {
    az: 'Bu nişan köşkdə qeydiyyatda deyil.',
    ru: 'Этот пропуск в киоске не зарегистрирован.',
    en: 'This badge is not registered in the kiosk.',
  },
  'STF-102': { az: 'PİN səhvdir.', ru: 'ПИН неверный.', en: 'The PIN is wrong.' },
  'STF-103': { az: 'PİN girişi bağlıdır.', ru: 'Ввод ПИНа закрыт.', en: 'Entering a PIN is locked.' },
  'BKO-141': {
    az: 'Əlaqə yoxdur. Növbə talonu və şikayət götürülür, sonra göndərilir. Qalan xidmətlər hələlik bağlıdır.',
    ru: 'Связи нет. Талон в очередь и жалоба принимаются и отправляются позже. Остальные услуги пока закрыты.',
    en: 'No connection. Queue tickets and complaints are taken and sent later. All other services are closed for now.',
  },
};

export type TroubleNotices = { readonly [C in TroubleCode]: Pick<TroubleText, 'notice'> };

export const troubleNoticesIn = (language: Language): TroubleNotices =>
  Object.fromEntries(
    Object.entries(NOTICES).map(([code, said]) => [code, { notice: said[language] }]),
  ) as TroubleNotices;
