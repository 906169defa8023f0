import type { Language } from '../../device/words/language.ts';
import type { TroubleCode } from '../../device/words/trouble.ts';
import type { CommonWords, TroubleText } from './common-words.ts';
import { troubleNoticesIn } from './notices.ts';

/*
 * Text in every language: a missing language does not compile. `choosing` uses it, so a language with any page has all texts. The notices
 * of the first page are in `notices.ts`.
 */

type Said = { readonly [L in Language]: string };
type Row = { readonly [Part in Exclude<keyof TroubleText, 'notice'>]: Said };

const soon: Said = {
  az: 'Bir azdan yenidən işləyə bilər. İşləməsə, əməkdaşa müraciət edin və ya başqa köşkdən istifadə edin.',
  ru: 'Возможно, скоро всё заработает. Если нет, обратитесь к сотруднику или воспользуйтесь другим киоском.',
  en: 'It may work again in a moment. If it does not, ask a member of staff or use another kiosk.',
};
const elsewhere: Said = {
  az: 'Başqa köşkdən istifadə edin və ya əməkdaşa müraciət edin.',
  ru: 'Воспользуйтесь другим киоском или обратитесь к сотруднику.',
  en: 'Please use another kiosk or ask a member of staff.',
};
const askStaff: Said = {
  az: 'Əməkdaşa müraciət edin.',
  ru: 'Обратитесь к сотруднику.',
  en: 'Please ask a member of staff.',
};
const callStaff: Said = {
  az: 'Əməkdaşa müraciət edin.',
  ru: 'Обратитесь к сотруднику.',
  en: 'Please call a member of staff.',
};

const SEAL: Row = {
  title: { az: 'Sənəd çap edilmədi', ru: 'Документ не напечатан', en: 'Your document was not printed' },
  body: {
    az: 'Sənədin möhürü təsdiqlənmədi, ona görə də çap dayandırıldı. Müraciətiniz itməyib. Əməkdaşa müraciət edin.',
    ru: 'Печать ведомства на документе не подтвердилась, поэтому мы его не печатаем. Ваше заявление не потеряно. Обратитесь к сотруднику.',
    en: 'The seal on the document could not be confirmed, so we stopped. Your application is not lost. Please ask a member of staff.',
  },
};

const FOREIGN_PAPER: Row = {
  title: { az: 'Çap dayandırıldı', ru: 'Печать остановлена', en: 'The printing was stopped' },
  body: {
    az: 'Heç kimə başqasının sənədi verilməsin deyə çapı dayandırdıq. Əməkdaşa müraciət edin.',
    ru: 'Мы остановили печать, чтобы никто не получил чужой документ. Обратитесь к сотруднику.',
    en: 'We stopped so that nobody gets the document of another person. Please ask a member of staff.',
  },
};

const VALIDATOR_STOPPED: Row = {
  title: {
    az: 'Əskinas qəbuledicisi dayanıb',
    ru: 'Приёмник купюр остановился',
    en: 'The banknote acceptor has stopped',
  },
  body: callStaff,
};

const ROWS: { readonly [C in TroubleCode]: Row } = {
  'LIN-107': {
    title: {
      az: 'Köşk açıqdır: ödəniş dayandırılıb',
      ru: 'Киоск открыт: оплата приостановлена',
      en: 'The kiosk is open: payments wait',
    },
    body: {
      az: 'Əməkdaş çağırılıb. Köşk bağlananda ödəniş davam edəcək.',
      ru: 'Сотрудник вызван. Оплата продолжится, когда киоск закроют.',
      en: 'Staff have been called. Payments go on when the kiosk is closed again.',
    },
  },
  'DSK-101': {
    title: { az: 'Köşkün yaddaşı dolub', ru: 'Память киоска заполнена', en: 'This kiosk has no room to keep records' },
    body: {
      az: 'Yaddaşda yer olmayınca heç nə qəbul edilmir. Əməkdaşa müraciət edin və ya başqa köşkdən istifadə edin.',
      ru: 'Пока для записи нет места, ничего не принимается. Обратитесь к сотруднику или воспользуйтесь другим киоском.',
      en: 'Nothing is accepted until there is room. Please ask a member of staff, or use another kiosk.',
    },
  },
  'RDR-101': {
    title: { az: 'Vəsiqə oxunmadı', ru: 'Удостоверение не прочитано', en: 'Your card could not be read' },
    body: {
      az: 'Vəsiqəni çıxarıb yenidən qoyun. Üç sətirli tərəf təmiz olmalı və aşağı baxmalıdır.',
      ru: 'Выньте удостоверение и положите снова. Сторона с тремя строками должна быть чистой и смотреть вниз.',
      en: 'Take the card out and put it in again. The side with three lines of text must be clean and face down.',
    },
  },
  'RDR-102': {
    title: {
      az: 'Vəsiqə səhv oxundu',
      ru: 'Удостоверение прочитано с ошибкой',
      en: 'Your card was read with an error',
    },
    body: {
      az: 'Üç sətirli hissəni təmizləyin və vəsiqəni yenidən qoyun. Alınmasa, əməkdaşa müraciət edin.',
      ru: 'Протрите три строки и положите удостоверение снова. Если не получится, обратитесь к сотруднику.',
      en: 'Wipe the three lines of text and put the card in again. If it does not help, please ask a member of staff.',
    },
  },
  'RDR-103': {
    title: {
      az: 'Vəsiqə çox tez götürüldü',
      ru: 'Удостоверение убрали слишком рано',
      en: 'The card was taken away too early',
    },
    body: {
      az: 'Vəsiqəni yenidən qoyun. Ekran davam edənə qədər yerində saxlayın.',
      ru: 'Положите его снова. Не убирайте, пока экран не перейдёт дальше.',
      en: 'Put it in again. Leave it there until the screen moves on.',
    },
  },
  'RDR-104': {
    title: { az: 'Oxuyucu ilə əlaqə kəsildi', ru: 'Потеряна связь со считывателем', en: 'The reader is not connected' },
    body: {
      az: 'Bir az gözləyin: oxuyucu özü qayıda bilər. Qayıtmasa, başqa köşkdən istifadə edin.',
      ru: 'Подождите немного: связь может восстановиться сама. Если нет, воспользуйтесь другим киоском.',
      en: 'Wait a moment: it may come back by itself. If it does not, please use another kiosk.',
    },
  },
  'RDR-105': {
    title: { az: 'Sənədin müddəti bitib', ru: 'Срок действия документа истёк', en: 'This document has expired' },
    body: {
      az: 'Etibarlı sənəd qoyun. Yoxdursa, əməkdaşa müraciət edin.',
      ru: 'Положите действующий документ. Если его нет, обратитесь к сотруднику.',
      en: 'Put in a valid document. If you have none, please ask a member of staff.',
    },
  },
  'RDR-106': {
    title: {
      az: 'Bu xidmət yaşınıza uyğun deyil',
      ru: 'Эта услуга не для вашего возраста',
      en: 'You are too young for this service',
    },
    body: {
      az: 'Valideyn və ya qəyyumla birlikdə əməkdaşa müraciət edin.',
      ru: 'Обратитесь к сотруднику вместе с родителем или опекуном.',
      en: 'Please see an officer together with a parent or guardian.',
    },
  },
  'RDR-107': {
    title: {
      az: 'Sənəd təsdiqlənmədi',
      ru: 'Документ не удалось подтвердить',
      en: 'This document could not be confirmed',
    },
    body: {
      az: 'Sənədi götürüb əməkdaşa müraciət edin.',
      ru: 'Заберите документ и обратитесь к сотруднику.',
      en: 'Take the document with you and ask a member of staff.',
    },
  },
  'RDR-108': {
    title: {
      az: 'Bu sənəd bu xidmət üçün yaramır',
      ru: 'Этот документ не подходит для услуги',
      en: 'This document cannot be used for this service',
    },
    body: {
      az: 'Onu götürün və Azərbaycanın şəxsiyyət vəsiqəsini qoyun və ya əməkdaşa müraciət edin.',
      ru: 'Заберите его и положите удостоверение личности Азербайджана или обратитесь к сотруднику.',
      en: 'Take it out and put in an identity card of Azerbaijan, or ask a member of staff.',
    },
  },
  'RDR-109': {
    title: {
      az: 'Oxuyucu vəsiqələri yaxşı oxumur',
      ru: 'Считыватель плохо читает удостоверения',
      en: 'The reader does not read cards well',
    },
    body: elsewhere,
  },
  'TRM-101': {
    title: {
      az: 'Ödəniş terminalı qoşulu deyil',
      ru: 'Платёжный терминал не подключён',
      en: 'The payment terminal is not connected',
    },
    body: soon,
  },
  'TRM-102': {
    title: { az: 'Terminal cavab vermir', ru: 'Терминал не отвечает', en: 'The terminal does not answer' },
    body: {
      az: `Ödəniş başlamayıb. ${soon.az}`,
      ru: `Оплата не началась. ${soon.ru}`,
      en: `The payment has not started. ${soon.en}`,
    },
  },
  'TRM-103': {
    title: {
      az: 'Terminal ödənişi başlatmadı',
      ru: 'Терминал не начал оплату',
      en: 'The terminal did not start the payment',
    },
    body: soon,
  },
  'TRM-104': {
    title: {
      az: 'Terminaldan anlaşılmaz cavab gəldi',
      ru: 'Не удалось распознать ответ терминала',
      en: 'The terminal gave an unclear answer',
    },
    body: {
      az: `Ödəniş başlamayıb. ${soon.az}`,
      ru: `Оплата не началась. ${soon.ru}`,
      en: `The payment has not started. ${soon.en}`,
    },
  },
  'TRM-105': {
    title: { az: 'Terminal hazırda məşğuldur', ru: 'Терминал сейчас занят', en: 'The terminal is busy' },
    body: {
      az: 'Bir neçə saniyəyə boşalacaq.',
      ru: 'Он освободится через несколько секунд.',
      en: 'It is free again in a few seconds.',
    },
  },
  'TRM-106': {
    title: {
      az: 'Ödənişin nəticəsini öyrənmək mümkün olmadı',
      ru: 'Не удалось узнать, прошла ли оплата',
      en: 'We could not find out whether you have paid',
    },
    body: {
      az: 'Yenidən ödəməyin. Bunu əməkdaş yoxlayacaq: kodu saxlayın və əməkdaşa göstərin.',
      ru: 'Не платите ещё раз. Это проверит сотрудник: сохраните код и покажите его сотруднику.',
      en: 'Please do not pay again. Staff look into it: keep the code and show it to a member of staff.',
    },
  },
  'TRM-110': {
    title: {
      az: 'Terminal kartları yaxşı oxumur',
      ru: 'Терминал плохо читает карты',
      en: 'The terminal does not read cards well',
    },
    body: elsewhere,
  },
  'TRM-201': {
    title: { az: 'Bank ödənişi rədd etdi', ru: 'Банк отклонил оплату', en: 'The bank declined the payment' },
    body: {
      az: 'Başqa kart işləyə bilər. Səbəbi bankınızdan öyrənə bilərsiniz.',
      ru: 'Может подойти другая карта. Причину можно узнать в вашем банке.',
      en: 'Another card may work. Your bank can tell you the reason.',
    },
  },
  'TRM-202': {
    title: { az: 'Ödəniş ləğv edildi', ru: 'Оплата отменена', en: 'The payment was cancelled' },
    body: {
      az: 'Heç nə ödənilməyib. Müraciət yalnız ödənişdən sonra qeydiyyata alınır.',
      ru: 'Ничего не оплачено. Заявление регистрируется только после оплаты.',
      en: 'Nothing was paid. Your application is registered only when it is paid.',
    },
  },
  'TRM-203': {
    title: {
      az: 'Ödənişin nəticəsi hələ bəlli deyil',
      ru: 'Результат оплаты пока неизвестен',
      en: 'We do not know yet whether you have paid',
    },
    body: {
      az: 'Yenidən ödəməyin. Pul çıxılıbsa, müraciət qeydiyyata alınacaq və ya pul qaytarılacaq. Gözləmədən gedə bilərsiniz.',
      ru: 'Не платите ещё раз. Если деньги списаны, заявление будет зарегистрировано или деньги вернутся. Ждать здесь не обязательно.',
      en: 'Please do not pay again. If money was taken, your application is registered or the money goes back. You need not wait here.',
    },
  },
  'TRM-204': {
    title: {
      az: 'Köşkdə əvvəlki ödəniş yoxlanılır',
      ru: 'В киоске проверяется предыдущая оплата',
      en: 'An earlier payment at this kiosk is being checked',
    },
    body: {
      az: 'O bitənə qədər yeni ödəniş mümkün deyil. Bir az gözləyin və ya başqa köşkdən istifadə edin.',
      ru: 'Пока она не проверена, новая оплата невозможна. Подождите немного или воспользуйтесь другим киоском.',
      en: 'Nobody can pay here until that is done. Wait a moment or use another kiosk.',
    },
  },
  'TRM-205': {
    title: { az: 'Ödəniş baş tutmadı', ru: 'Оплата не прошла', en: 'The payment did not go through' },
    body: {
      az: 'Terminal cavab vermədi, amma yoxladıq: pul çıxılmayıb.',
      ru: 'Терминал не ответил, но мы проверили: деньги не списаны.',
      en: 'The terminal did not answer, but we have checked: no money was taken.',
    },
  },
  'PRN-101': {
    title: { az: 'Printerlə əlaqə kəsildi', ru: 'Потеряна связь с принтером', en: 'The printer is not connected' },
    body: soon,
  },
  'PRN-103': {
    title: { az: 'Printer cavab vermir', ru: 'Принтер не отвечает', en: 'The printer does not answer' },
    body: soon,
  },
  'PRN-111': {
    title: { az: 'Printerdə kağız bitdi', ru: 'В принтере закончилась бумага', en: 'The printer ran out of paper' },
    body: {
      az: 'Əməkdaş kağızı dəyişə bilər.',
      ru: 'Сотрудник может заменить бумагу.',
      en: 'A member of staff can change the paper.',
    },
  },
  'PRN-112': {
    title: { az: 'Printerin qapağı açıqdır', ru: 'Открыта крышка принтера', en: 'The printer cover is open' },
    body: {
      az: 'Əməkdaş qapağı bağlaya bilər.',
      ru: 'Сотрудник может закрыть крышку.',
      en: 'A member of staff can close it.',
    },
  },
  'PRN-113': {
    title: {
      az: 'Printer kağızı kəsə bilmir',
      ru: 'Принтер не отрезает бумагу',
      en: 'The printer cannot cut the paper',
    },
    body: askStaff,
  },
  'PRN-114': {
    title: { az: 'Printer dayandı', ru: 'Принтер остановился', en: 'The printer stopped' },
    body: askStaff,
  },
  'PRN-115': {
    title: { az: 'Printer nasazdır', ru: 'Принтер неисправен', en: 'The printer is out of order' },
    body: askStaff,
  },
  'PRN-116': {
    title: { az: 'Printerdə toner yoxdur', ru: 'В принтере нет тонера', en: 'The printer has no toner' },
    body: {
      az: 'Əməkdaş onu dəyişə bilər.',
      ru: 'Сотрудник может его заменить.',
      en: 'A member of staff can change it.',
    },
  },
  'PRN-117': {
    title: { az: 'Printerin çıxış qabı doludur', ru: 'Лоток принтера переполнен', en: 'The printer tray is full' },
    body: {
      az: 'Özünüzə aid vərəqləri götürün. Qalanını əməkdaş götürəcək.',
      ru: 'Заберите свои листы. Остальное заберёт сотрудник.',
      en: 'Please take out what is yours. A member of staff can take out the rest.',
    },
  },
  'PRN-118': {
    title: { az: 'Printer işə hazır deyil', ru: 'Принтер не готов к работе', en: 'The printer stands still' },
    body: askStaff,
  },
  'PRN-121': {
    title: {
      az: 'Bu sənədi burada çap etmək olmur',
      ru: 'Этот документ здесь не напечатать',
      en: 'This document cannot be printed here',
    },
    body: askStaff,
  },
  'PRN-122': {
    title: {
      az: 'Sənəd tam çap olunmadı',
      ru: 'Документ напечатан не полностью',
      en: 'The document did not come out whole',
    },
    body: {
      az: 'Çıxan vərəqlər etibarsızdır. Onları əməkdaşa verin.',
      ru: 'Вышедшие листы недействительны. Отдайте их сотруднику.',
      en: 'The sheets that came out are not valid. Please give them to a member of staff.',
    },
  },
  'PRN-123': {
    title: { az: 'Printer yaxşı çap etmir', ru: 'Принтер плохо печатает', en: 'The printer does not print well' },
    body: askStaff,
  },
  'PRN-201': {
    title: { az: 'Printerdə kağız azdır', ru: 'В принтере мало бумаги', en: 'The printer is low on paper' },
    body: {
      az: 'Qəbz çap olunmasa, onu QR kodla ala bilərsiniz.',
      ru: 'Если чек не напечатается, его можно получить QR‑кодом.',
      en: 'If your receipt is not printed, you can have it as a QR code.',
    },
  },
  'PRN-202': {
    title: { az: 'Printerdə kağız çatmır', ru: 'В принтере не хватает бумаги', en: 'There is too little paper left' },
    body: {
      az: 'Əməkdaş kağızı dəyişə bilər. Başqa köşkdən də istifadə edə bilərsiniz.',
      ru: 'Сотрудник может заменить бумагу. Можно воспользоваться и другим киоском.',
      en: 'A member of staff can change the paper. You can also use another kiosk.',
    },
  },
  'PRN-203': {
    title: {
      az: 'Sənəd üçün kağız və ya toner çatmır',
      ru: 'Для документа мало бумаги или тонера',
      en: 'There is too little paper or toner for the document',
    },
    body: {
      az: 'Əməkdaş printerə baxa bilər. Başqa köşkdən də istifadə edə bilərsiniz.',
      ru: 'Сотрудник может проверить принтер. Можно воспользоваться и другим киоском.',
      en: 'A member of staff can look at the printer. You can also use another kiosk.',
    },
  },
  'PRN-204': {
    title: {
      az: 'Bu köşk indi sənədin özünü çap etmir',
      ru: 'Сам документ этот киоск сейчас не печатает',
      en: 'This kiosk cannot print the document itself now',
    },
    body: {
      az: 'Burada məlumat üçün surət alacaqsınız. Sənədin özü pəncərədə verilir.',
      ru: 'Здесь вы получите копию для сведения. Сам документ выдают в окне.',
      en: 'You get a copy for information here. The document itself is given at a window.',
    },
  },
  'PRN-205': {
    title: {
      az: 'Bu köşkdə sənəd printeri yoxdur',
      ru: 'В этом киоске нет принтера документов',
      en: 'This kiosk has no document printer',
    },
    body: {
      az: 'Sənədi pəncərədə və ya başqa köşkdə ala bilərsiniz.',
      ru: 'Документ можно получить в окне или в другом киоске.',
      en: 'You can have the document at a window or at another kiosk.',
    },
  },
  'PRN-211': FOREIGN_PAPER,
  'PRN-212': FOREIGN_PAPER,
  'BIL-101': {
    title: {
      az: 'Əskinas qəbuledicisi qoşulu deyil',
      ru: 'Приёмник купюр не подключён',
      en: 'The banknote acceptor is not connected',
    },
    body: {
      az: 'Qurğu özü yenidən qoşula bilər.',
      ru: 'Связь может восстановиться сама.',
      en: 'It may come back by itself.',
    },
  },
  'BIL-102': {
    title: {
      az: 'Əskinas qəbuledicisi cavab vermir',
      ru: 'Приёмник купюр не отвечает',
      en: 'The banknote acceptor does not answer',
    },
    body: {
      az: 'Qurğu özü yenidən cavab verə bilər.',
      ru: 'Он может снова ответить сам.',
      en: 'It may come back by itself.',
    },
  },
  'BIL-103': {
    title: { az: 'Pul qutusu doludur', ru: 'Кассета для купюр заполнена', en: 'The cash box is full' },
    body: { az: 'Daha əskinas yerləşmir.', ru: 'Больше купюр не поместится.', en: 'No more notes fit in.' },
  },
  'BIL-104': {
    title: { az: 'Pul qutusu yerində deyil', ru: 'Кассета для купюр не на месте', en: 'The cash box is missing' },
    body: {
      az: 'Hazırda əskinas qəbul olunmur.',
      ru: 'Сейчас купюры не принимаются.',
      en: 'No notes can be taken now.',
    },
  },
  'BIL-105': {
    title: { az: 'Əskinas ilişib', ru: 'Купюра застряла', en: 'A note is stuck' },
    body: {
      az: 'Onu dartmayın. Əskinası əməkdaş çıxara bilər.',
      ru: 'Не тяните её. Купюру достанет сотрудник.',
      en: 'Please do not pull at it. A member of staff can take it out.',
    },
  },
  'BIL-106': {
    title: {
      az: 'Əskinas qutunun ağzında ilişib',
      ru: 'Купюра застряла у кассеты',
      en: 'A note is stuck at the cash box',
    },
    body: callStaff,
  },
  'BIL-107': {
    title: {
      az: 'Yuvada ikinci əskinas var',
      ru: 'В приёмнике вторая купюра',
      en: 'There is a second note in the slot',
    },
    body: {
      az: 'Onu çıxarın. Birinci əskinas gedəndən sonra yenidən qoyun.',
      ru: 'Выньте её. Вставьте снова, когда первая уйдёт внутрь.',
      en: 'Pull it out. Put it in again when the first one has gone in.',
    },
  },
  'BIL-108': VALIDATOR_STOPPED,
  'BIL-109': {
    title: {
      az: 'Bu qurğu bu əskinasları qəbul etmir',
      ru: 'Приёмник не принимает эти купюры',
      en: 'The acceptor does not take these notes',
    },
    body: {
      az: 'Başqa köşkdən istifadə edin və ya əməkdaşa müraciət edin.',
      ru: 'Воспользуйтесь другим киоском или обратитесь к сотруднику.',
      en: 'Please use another kiosk or ask a member of staff.',
    },
  },
  'BIL-110': {
    title: {
      az: 'Bir əskinasınızı əməkdaş sayacaq',
      ru: 'Одну купюру пересчитает сотрудник',
      en: 'Staff will count one of your notes',
    },
    body: {
      az: 'Onun qutuya düşüb-düşmədiyi bəlli deyil, ona görə əməkdaşın siyahısındadır. Heç nə itməyib. Əməkdaşa müraciət edin.',
      ru: 'Неизвестно, попала ли она в кассету, поэтому она в списке для сотрудников. Ничего не пропало. Обратитесь к сотруднику.',
      en: 'We do not know whether it went in, so it is on the list for staff. Nothing is lost. Please ask a member of staff.',
    },
  },
  'BIL-111': {
    title: {
      az: 'Əskinası yuvadan götürün',
      ru: 'Заберите купюру из приёмника',
      en: 'Please take your note out of the slot',
    },
    body: {
      az: 'O qəbul olunmayıb və sayılmır. O götürülməyincə başqa əskinas daxil olmur.',
      ru: 'Она не принята и не засчитана. Пока она там, другие не войдут.',
      en: 'It was not accepted and does not count. No other note goes in before it is out.',
    },
  },
  'BIL-112': VALIDATOR_STOPPED,
  'BIL-113': {
    title: {
      az: 'Əskinas qəbuledicisi əskinasları yaxşı götürmür',
      ru: 'Приёмник купюр плохо принимает купюры',
      en: 'The banknote acceptor does not take notes well',
    },
    body: elsewhere,
  },
  'BKO-101': {
    title: {
      az: 'Xidmətlər sistemi ilə əlaqə yoxdur',
      ru: 'Нет связи с системой услуг',
      en: 'The service system cannot be reached',
    },
    body: {
      az: 'Xidmətlər sistemindən hələ cavab gəlməyib. Əlaqə bir azdan bərpa oluna bilər.',
      ru: 'Ответ от ведомства ещё не пришёл. Связь может скоро восстановиться.',
      en: 'The answer of the office has not come yet. The connection may come back in a moment.',
    },
  },
  'BKO-102': {
    title: { az: 'Müraciət qəbul edilmədi', ru: 'Заявление не принято', en: 'Your application was not accepted' },
    body: {
      az: 'Səbəbini əməkdaşdan öyrənin. Vəsiqənizi özünüzlə götürün.',
      ru: 'Узнайте причину у сотрудника. Не забудьте своё удостоверение.',
      en: 'A member of staff can tell you the reason. Please take your card with you.',
    },
  },
  'BKO-103': {
    title: {
      az: 'Ödəmisiniz, qeydiyyat gecikir',
      ru: 'Вы заплатили, регистрация задерживается',
      en: 'You have paid, registration takes longer than usual',
    },
    body: {
      az: 'Müraciət özü qeydiyyata alınacaq. Qəbul olunmasa, pul karta qayıdır, nağd pul üçün qalıq kodu verilir. Yenidən ödəməyin. Gözləmədən gedə bilərsiniz.',
      ru: 'Заявление зарегистрируется само. Если его не примут, деньги вернутся на карту, а на наличные выдаётся код остатка. Не платите ещё раз. Ждать здесь не обязательно.',
      en: 'It will be registered by itself. If it is refused, card money goes back, and for notes you get a credit code. Please do not pay again. You need not wait here.',
    },
  },
  'BKO-104': {
    title: {
      az: 'Müraciət qeydiyyata alınmadı',
      ru: 'Заявление не зарегистрировано',
      en: 'Your application was not registered',
    },
    body: {
      az: 'Səbəbini əməkdaşdan öyrənə bilərsiniz.',
      ru: 'Причину можно узнать у сотрудника.',
      en: 'A member of staff can tell you the reason.',
    },
  },
  'BKO-105': {
    title: { az: 'Sənəd çap edilmədi', ru: 'Документ не напечатан', en: 'Your document was not printed' },
    body: {
      az: 'Sistemin cavabı sizin müraciətə uyğun gəlmədi. Başqasının məlumatı görünməsin deyə çap dayandırıldı. Əməkdaşa müraciət edin.',
      ru: 'Ответ системы не подошёл к вашему заявлению. Мы не печатаем его, чтобы не показать чужие данные. Обратитесь к сотруднику.',
      en: 'The answer of the system did not fit your application. We stopped so that nobody sees the details of another person. Please ask a member of staff.',
    },
  },
  'BKO-106': {
    title: {
      az: 'Müraciət qeydiyyata alınmadı',
      ru: 'Заявление не зарегистрировано',
      en: 'Your application was not registered',
    },
    body: {
      az: 'Kartınızdan pul çıxılmayıb. Səbəbini əməkdaşdan öyrənə bilərsiniz.',
      ru: 'С карты ничего не списано. Причину можно узнать у сотрудника.',
      en: 'Nothing was taken from your card. A member of staff can tell you the reason.',
    },
  },
  'BKO-107': {
    title: {
      az: 'Müraciətiniz qeydiyyata alınmayıb',
      ru: 'Ваше заявление не зарегистрировано',
      en: 'Your application is not registered',
    },
    body: {
      az: 'Kartınızdan pul çıxılmayıb. İndi alınmasa, sonra gələ bilərsiniz.',
      ru: 'С карты ничего не списано. Если сейчас не получится, можно прийти позже.',
      en: 'Nothing was taken from your card. If it does not work now, you can come back later.',
    },
  },
  'BKO-109': {
    title: {
      az: 'Xidmətlər sistemi hazırda məşğuldur',
      ru: 'Система услуг сейчас занята',
      en: 'The service system is busy',
    },
    body: {
      az: 'Müraciətinizin qəbulu hələ təsdiqlənməyib. Sistem bir azdan azad ola bilər.',
      ru: 'Приём вашего заявления ещё не подтверждён. Система может скоро освободиться.',
      en: 'Your application has not been confirmed yet. The system may have time for it in a moment.',
    },
  },
  'BKO-110': {
    title: {
      az: 'Sistemdən yanlış cavab gəldi',
      ru: 'Система прислала неверный ответ',
      en: 'The service system gave a wrong answer',
    },
    body: {
      az: 'Başqasının məlumatı görünməsin deyə bu cavab istifadə olunmadı. Təkrar olunsa, əməkdaşa müraciət edin.',
      ru: 'Мы его не использовали, чтобы не показать чужие данные. Если это повторится, обратитесь к сотруднику.',
      en: 'Nothing of it was used, so that nobody sees the details of another person. If it happens again, ask a member of staff.',
    },
  },
  'BKO-114': {
    title: {
      az: 'Reyestrdə telefon nömrəniz yoxdur',
      ru: 'В реестре нет вашего номера телефона',
      en: 'The register has no phone number for you',
    },
    body: {
      az: 'Vəsiqənin çipini oxuyan köşkdən istifadə edin və ya pəncərədə əməkdaşa müraciət edin. Heç nə göndərilməyib.',
      ru: 'Воспользуйтесь киоском, который читает чип удостоверения, или обратитесь к сотруднику у окна. Ничего не отправлено.',
      en: 'Use a kiosk that reads the chip of your card, or ask an officer at a window. Nothing was sent.',
    },
  },
  'BKO-115': {
    title: {
      az: 'Hələlik yeni kod göndərilmir',
      ru: 'Новые коды пока не отправляются',
      en: 'No more codes can be sent now',
    },
    body: {
      az: 'Kodların və ya cəhdlərin sayı bitib. Daha sonra yenidən başlaya bilərsiniz. İndi sizə pəncərədə əməkdaş kömək edə bilər.',
      ru: 'Закончились коды или попытки. Начать заново можно позже. Сейчас вам поможет сотрудник у окна.',
      en: 'The codes or the tries are used up. You can begin again later. An officer at a window can help you now.',
    },
  },
  'BKO-116': {
    title: {
      az: 'Siz olduğunuz vaxtında təsdiqlənmədi',
      ru: 'Не подтверждено вовремя, что это вы',
      en: 'It was not confirmed in time that it is you',
    },
    body: {
      az: 'Müraciət qəbul edilmədi. Yenidən başlayın və siz olduğunuzu bir daha təsdiq edin.',
      ru: 'Заявление не принято. Начните заново и ещё раз подтвердите, что это вы.',
      en: 'The application was not accepted. Begin again, and confirm once more that it is you.',
    },
  },
  'BKO-121': SEAL,
  'BKO-122': SEAL,
  'BKO-123': SEAL,
  'BKO-124': SEAL,
  'BKO-125': SEAL,
  'BKO-126': {
    title: { az: 'Sənədin müddəti bitib', ru: 'Срок документа истёк', en: 'The document is out of date' },
    body: {
      az: 'Bu sənəd artıq etibarlı deyil və yenidən çap olunmur. Yeni sənəd üçün müraciət edə bilərsiniz.',
      ru: 'Этот документ больше не действует и повторно не печатается. Вы можете заказать новый.',
      en: 'This document is not valid any more and is not printed again. You can apply for a new one.',
    },
  },
  'STF-101': {
    title: {
      az: 'Nişan bu köşkdə tanınmır',
      ru: 'Пропуск не зарегистрирован',
      en: 'This badge is not registered here',
    },
    body: {
      az: 'Nişanın nömrəsini əvvəlcə bu köşkə əlavə edin. Xidmət açarı da köşkü açır.',
      ru: 'Сначала добавьте номер пропуска в этот киоск. Сервисный ключ тоже открывает киоск.',
      en: 'Add the number of the badge to this kiosk first. The service key opens the kiosk too.',
    },
  },
  'STF-102': {
    title: { az: 'PİN səhvdir', ru: 'ПИН неверный', en: 'The PIN is wrong' },
    body: {
      az: 'Bu nişanın altı rəqəmli PİN kodunu yenidən yazın. Üç səhv PİN nişanı bağlayır.',
      ru: 'Введите шесть цифр ПИНа этого пропуска ещё раз. Три неверных ПИНа закрывают пропуск.',
      en: 'Enter the six digits of the PIN for this badge again. Three wrong PINs lock the badge.',
    },
  },
  'STF-103': {
    title: { az: 'PİN girişi bağlıdır', ru: 'Ввод ПИНа закрыт', en: 'Entering a PIN is locked' },
    body: {
      az: 'Həddən çox səhv PİN yazılıb. Göstərilən vaxta qədər gözləyin. Xidmət açarı köşkü PİN olmadan açır.',
      ru: 'Неверный ПИН вводили слишком много раз. Подождите до указанного времени. Сервисный ключ открывает киоск без ПИНа.',
      en: 'Too many PINs were wrong. Wait until the time that is shown. The service key opens the kiosk without a PIN.',
    },
  },
  'BKO-141': {
    title: {
      az: 'Əlaqə yoxdur, müraciət burada götürülür',
      ru: 'Связи нет, заявление принимается здесь',
      en: 'No connection, it is taken here',
    },
    body: {
      az: 'Müraciətiniz möhürlənib saxlanılır və əlaqə olanda göndərilir.',
      ru: 'Ваше заявление хранится запечатанным и будет отправлено, когда появится связь.',
      en: 'What you tell us is kept sealed, and sent when there is a connection.',
    },
  },
};

export function troubleTextsIn(language: Language): CommonWords['troubles'] {
  const notices = troubleNoticesIn(language);
  return Object.fromEntries(
    Object.entries(ROWS).map(([code, { title, body }]) => [
      code,
      { title: title[language], body: body[language], ...notices[code as TroubleCode] },
    ]),
  ) as CommonWords['troubles'];
}
