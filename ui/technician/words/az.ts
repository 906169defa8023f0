import type { KioskStateForTechnician } from '../../../device/screen/technician.ts';
import { type DeviceKind, deviceTitles } from '../../../drivers/device-kinds.ts';

/** Texts by kind: a kind without a text does not compile. */
interface ByKind {
  readonly clockStates: { readonly [C in KioskStateForTechnician['clock']]: string };
  readonly distrust: { readonly [C in NonNullable<KioskStateForTechnician['distrust']>]: string };
  readonly states: { readonly [S in NonNullable<KioskStateForTechnician['devices'][DeviceKind]>]: string };
  readonly next: { readonly [N in KioskStateForTechnician['owed']['open'][number]['next']]: string };
}

/** Texts for staff, which may be shorter and more technical than a citizen's. */
export type TechnicianWords = typeof az;

export const az = {
  title: 'Texniki səhifə',
  kiosk: 'Köşk',
  simulated: 'simulyasiya',
  code: 'Kod',
  enter: 'Daxil ol',
  /** The code is wrong, used or too old. */
  refused: 'Kod səhvdir, artıq istifadə olunub və ya vaxtı keçib',
  /** A page with a newer code took over. */
  takenOver: 'Səhifə yeni kodla başqa yerdə açılıb',
  refusedHow: 'Yeni kod almaq üçün köşkdə bu əmri icra edin:',
  connecting: 'Köşkə qoşulur…',
  lost: 'Köşklə əlaqə kəsilib. Bu səhifədəki məlumat köhnə ola bilər.',
  clock: 'Saat',
  clockStates: {
    synchronised: 'vaxt serverinə görə qurulub',
    unsynchronised: 'qurulmayıb: köşk tarix bildirmir və çap etmir',
    unknown: 'məlum deyil: bu kompüter müəyyən edə bilmir',
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
      : `${Math.abs(wholeHours)} saat ${side}: yəqin ki, saat qurşağı səhvdir (TRM-108)`;
  },
  terminalTimes: ({ terminal, kiosk }: { readonly terminal: string; readonly kiosk: string }) =>
    `son kart ödənişi: terminal ${terminal}, köşk ${kiosk}`,
  distrust: {
    'BKO-111':
      'Köşkün saatına görə back office sertifikatı etibarlı deyil. Saat qurulan kimi köşk yenidən cəhd edəcək.',
    'BKO-112': 'Köşk back office sertifikatına etibar etmir və heç nə göndərmir.',
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
  degraded: {
    degraded: 'insanların bir qismində alınmır: təmizləyin',
    withdrawn: 'insanların bir qismində alınmır: köşk onu təklif etmir',
  },
  cleaned: 'Təmizləndi',
  open: 'Bağlanmamış müraciətlər',
  nothingOpen: 'Bütün müraciətlər bağlanıb.',
  tryNow: 'İndi yenidən cəhd et',
  age: 'Açıq müddəti',
  ageUnknown: 'məlum deyil',
  units: { d: 'gün', h: 'saat', min: 'dəq', s: 'san' },
  amount: 'Məbləğ',
  free: 'pulsuz',
  nextStep: 'Növbəti addım',
  next: {
    ask: 'Ödənişin nəticəsini terminaldan soruşmaq. O vaxta qədər köşk kartla başqa ödəniş qəbul etmir.',
    'count-cash': 'Daxil edilmiş əskinasları ödəniş kimi uçota almaq',
    'stop-cash': 'Əskinas qəbulunu dayandırmaq',
    'wait-for-note': 'Əskinas qəbuledicisi əskinasın harada olduğunu bildirənə qədər gözləmək',
    credit: 'Ödənişə getməyən nağd pul üçün qalıq kodu yaratmaq',
    'tell-credit': 'Qalıq kodunu back office-ə bildirmək',
    register: 'Müraciəti back office-də qeydiyyata almaq',
    reverse: 'Pulu terminal vasitəsilə karta qaytarmaq',
    withdraw: 'Müraciəti back office-dən geri götürmək',
    close: 'Müraciəti bağlamaq',
    'leave-to-staff':
      'Heç nə: köşk ödənişin nəticəsini və ya müraciətini müəyyən edə bilmir. Ödənişi yoxlayın və əl ilə bağlayın (TRM-106, TRM-107).',
    nothing: 'Heç nə',
    'by-hand':
      'Heç nə: uçot kitabında bu müraciətin bir qeydi zədələnib və ya itib. Müraciəti əl ilə bağlayın (LDG-103).',
    damaged:
      'Heç nə: uçot kitabında bu müraciətin qeydləri bir-birinə ziddir. Qeydləri `asan-kiosk ledger show` göstərir.',
  },
  attempts: (times: number, code: string) => `${times} uğursuz cəhd, sonuncusu ${code}`,
  application: 'Müraciət',
  notes: 'Təsdiqlənməmiş əskinaslar',
  noNotes: 'Yoxdur.',
  noteUnknown: 'nominalı məlum deyil',
  noteHeld: 'qəbul edilib, hələ təsdiqlənməyib',
  credits: 'Çap olunmamış qalıq kodları',
  noCredits: 'Yoxdur.',
  log: 'Jurnalın son sətirləri',
  time: 'Vaxt',
  event: 'Hadisə',
  fields: 'Təfərrüat',
  clockNotSet: 'saat qurulmayıb',
} satisfies ByKind & Record<string, unknown>;
