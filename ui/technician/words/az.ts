import type { TechnicianState } from '../../../device/screen/technician.ts';
import { type DeviceKind, deviceTitles } from '../../../drivers/device-kinds.ts';

/** Texts by kind: a kind without a text does not compile. */
interface ByKind {
  readonly clockStates: { readonly [C in TechnicianState['clock']]: string };
  readonly distrust: { readonly [C in NonNullable<TechnicianState['distrust']>]: string };
  readonly states: { readonly [S in NonNullable<TechnicianState['devices'][DeviceKind]>]: string };
  readonly next: { readonly [N in TechnicianState['owed']['open'][number]['next']]: string };
}

/** Texts for staff, which may be shorter and more technical than a citizen's. */
export type StaffWords = typeof az;

export const az = {
  title: 'Texniki səhifə',
  kiosk: 'Köşk',
  simulated: 'simulyasiya',
  code: 'Kod',
  enter: 'Daxil ol',
  /** The code is wrong, used or too old. */
  refused: 'Bu kod işləmir',
  /** A page with a newer code took over. */
  takenOver: 'Səhifə yeni kodla başqa yerdə açılıb',
  refusedHow: 'Yeni kod üçün bu kompüterdə icra edin:',
  connecting: 'Köşkə qoşulur…',
  lost: 'Köşklə əlaqə kəsilib. Göstərilənlər köhnə ola bilər.',
  clock: 'Saat',
  clockStates: {
    synchronised: 'vaxt serveri ilə qurulub',
    unsynchronised: 'qurulmayıb: tarix vəd edilmir və çap olunmur',
    unknown: 'yoxlanılmır',
  },
  terminalClock: 'Terminalın saatı',
  terminalClockRight: 'köşkün saatına uyğundur',
  /** Difference at the newest card sale. `wholeHours`: probably the terminal's time zone. */
  terminalClockOff: ({
    minutes,
    wholeHours,
  }: {
    readonly minutes: number;
    readonly wholeHours: number | null;
  }): string => {
    const side = minutes < 0 ? 'geridədir' : 'irəlidədir';
    return wholeHours === null
      ? `${Math.abs(minutes)} dəq ${side} (TRM-108)`
      : `${Math.abs(wholeHours)} saat ${side}: yəqin saat qurşağı (TRM-108)`;
  },
  terminalTimes: ({ terminal, kiosk }: { readonly terminal: string; readonly kiosk: string }) =>
    `son kart ödənişi: terminal ${terminal}, köşk ${kiosk}`,
  distrust: {
    'BKO-111': 'Back office sertifikatı bu saata görə etibarlı deyil. Saat qurulan kimi yenidən cəhd ediləcək.',
    'BKO-112': 'Back office sertifikatına inanılmır. Heç nə göndərilmir.',
  },
  devices: 'Qurğular',
  deviceNames: deviceTitles('az'),
  states: {
    starting: 'işə düşür',
    online: 'işləyir',
    offline: 'cavab vermir',
    noDevice: 'qoşulmayıb',
    hardwareError: 'nasazdır',
  },
  open: 'Bağlanmamış müraciətlər',
  nothingOpen: 'Hamısı bağlanıb.',
  tryNow: 'İndi yenidən cəhd et',
  age: 'Yaşı',
  ageUnknown: 'məlum deyil',
  units: { d: 'gün', h: 'saat', min: 'dəq', s: 'san' },
  amount: 'Məbləğ',
  free: 'pulsuz',
  nextStep: 'Növbəti addım',
  next: {
    ask: 'Ödənişin nəticəsini terminaldan soruşmaq. O vaxta qədər kartla başqa ödəniş qəbul edilmir.',
    'count-cash': 'Əskinasları ödəniş kimi saymaq',
    'stop-cash': 'Əskinas qəbulunu bitirmək',
    'wait-for-note': 'Qəbuledici əskinasın yerini deyənə qədər gözləmək',
    credit: 'Artıq məbləğdən qalıq kodu yaratmaq',
    'tell-credit': 'Qalıq kodunu quruma bildirmək',
    register: 'Back office-də qeydiyyata almaq',
    reverse: 'Pulu terminalda qaytarmaq',
    withdraw: 'Müraciəti back office-dən geri götürmək',
    close: 'Bağlamaq',
    'leave-to-staff':
      'Heç nə: terminal bu ödənişin kimin olduğunu deyə bilmir. Araşdırın və əl ilə həll edin (TRM-106, TRM-107).',
    nothing: 'Heç nə',
    'by-hand': 'Heç nə: yazılarından biri zədələnib və ya yoxdur. Əl ilə həll edin (LDG-103).',
    damaged: 'Heç nə: yazıları bir-birinə ziddir. `asan-kiosk ledger show` onları göstərir.',
  },
  attempts: (times: number, code: string) => `${times} uğursuz cəhd, sonuncusu ${code}`,
  application: 'Müraciət',
  notes: 'Şübhəli əskinaslar',
  noNotes: 'Yoxdur.',
  noteUnknown: 'dəyəri məlum deyil',
  noteHeld: 'qəbul edilib, təsdiqi hələ yoxdur',
  credits: 'Çap olunmamış qalıqlar',
  noCredits: 'Yoxdur.',
  log: 'Jurnalın son sətirləri',
  time: 'Vaxt',
  event: 'Hadisə',
  fields: 'Məlumat',
  clockNotSet: 'saat qurulmayıb',
} satisfies ByKind & Record<string, unknown>;
