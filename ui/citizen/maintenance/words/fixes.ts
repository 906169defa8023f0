import type { CompleteLanguage } from '../../../../device/words/language.ts';

type Fix = Readonly<Record<CompleteLanguage, string>>;

const CABLE: Fix = {
  az: 'kabeli və qidalanmanı yoxlayın',
  ru: 'проверьте кабель и питание',
  en: 'check cable and power',
};

const CLEAN: Fix = {
  az: 'cihazı təmizləyin və sınaqdan keçirin',
  ru: 'очистите устройство и проверьте его',
  en: 'clean the device and test it',
};

const PULL: Fix = {
  az: 'əskinas yolunu açın və ilişmiş əskinası çıxarın',
  ru: 'откройте тракт купюр и достаньте застрявшую купюру',
  en: 'open the path of the notes and take the stuck note out',
};

/** What to do first. The other steps are in `asan-kiosk explain CODE`. */
const FIXES = {
  'RDR-104': CABLE,
  'TRM-101': CABLE,
  'TRM-102': CABLE,
  'PRN-101': CABLE,
  'PRN-103': CABLE,
  'BIL-101': CABLE,
  'BIL-102': CABLE,
  'SCN-101': CABLE,
  'BDG-101': CABLE,
  'BDG-102': CABLE,
  'LNK-101': CABLE,
  'BDG-105': {
    az: 'nişanı oxuyucunun ortasına düz qoyun',
    ru: 'приложите пропуск ровно к середине считывателя',
    en: 'lay the badge flat on the middle of the reader',
  },
  'RDR-109': CLEAN,
  'RDR-252': CLEAN,
  'TRM-110': CLEAN,
  'BIL-113': CLEAN,
  'PRN-123': CLEAN,
  'PRN-111': { az: 'yeni rulon qoyun', ru: 'вставьте новый рулон', en: 'put in a new roll' },
  'PRN-112': {
    az: 'printerin qapağını bağlayın',
    ru: 'закройте крышку принтера',
    en: 'close the cover of the printer',
  },
  'PRN-113': {
    az: 'qapağı açın və ilişmiş kağızı çıxarın',
    ru: 'откройте крышку и достаньте застрявшую бумагу',
    en: 'open the cover and take the stuck paper out',
  },
  'BIL-103': { az: 'kasseti dəyişin', ru: 'замените кассету', en: 'exchange the cassette' },
  'BIL-104': { az: 'kasseti yerinə qoyun', ru: 'вставьте кассету', en: 'put the cassette in' },
  'BIL-105': PULL,
  'BIL-106': PULL,
  'SVC-112': {
    az: 'cihazın qidalanmasını, kabelini və sürət ayarını yoxlayın',
    ru: 'проверьте питание, кабель и скорость устройства',
    en: 'check power, cable and speed of the device',
  },
  'ACC-109': {
    az: 'kodu skanerin pəncərəsinə təxminən 10 sm-dən düz göstərin; skanerin işığı yanmalıdır',
    ru: 'держите код прямо, около 10 см от окна сканера; свет сканера должен гореть',
    en: 'hold the code straight, about 10 cm from the window of the scanner; its light must be on',
  },
  'ACC-110': {
    az: 'işığın kabelini və profildəki xəttini yoxlayın',
    ru: 'проверьте кабель индикатора и его линию в профиле',
    en: 'check the cable of the light and its line in the profile',
  },
  'ACC-111': {
    az: 'düymə panelinin kabelini və profildəki modelini yoxlayın',
    ru: 'проверьте кабель клавишной панели и её модель в профиле',
    en: 'check the cable of the keypad and its model in the profile',
  },
  'ACC-116': {
    az: 'dinamikin kabelini və səs səviyyəsini yoxlayın',
    ru: 'проверьте кабель и громкость динамика',
    en: 'check cable and volume of the loudspeaker',
  },
  'ACC-117': {
    az: 'açıq ödənişi «Təsdiqlənməmiş pul» səhifəsində bağlayın, sonra yenidən yoxlayın',
    ru: 'закройте открытую оплату на странице «Неподтверждённые деньги» и проверьте снова',
    en: 'settle the open payment on *Money in doubt*, then test again',
  },
  'ACC-118': {
    az: 'başqa kartla yoxlayın',
    ru: 'проверьте другой картой',
    en: 'try another card',
  },
} as const satisfies Readonly<Record<string, Fix>>;

export const fixesIn = (language: CompleteLanguage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(FIXES).map(([code, fix]) => [code, fix[language]]));
