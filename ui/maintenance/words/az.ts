import type { NewRollStep } from '../../../device/words/maintenance.ts';
import { deviceTitles } from '../../../drivers/device-kinds.ts';
import { fixesIn } from './fixes.ts';

/** Texts of the pages for staff at the glass. */
export const az = {
  title: 'Texniki rejim',
  closed: 'Vətəndaşlar üçün bağlıdır',
  elsewhere: (kiosk: string) => `Vətəndaşlar üçün yaxın köşk: ${kiosk}`,
  window: (window: string) => `Pəncərə: ${window}`,
  badge: (number: string) => `Nişan ${number}`,
  serviceKey: 'Servis açarı',
  open: 'Köşkü aç',
  back: 'Geri',
  next: 'Növbəti',
  erase: 'Sil',
  yes: 'Bəli',
  no: 'Xeyr',
  working: 'Gözləyin…',
  pin: {
    title: 'PİN kodu yazın',
    lead: 'Nişanınızın altı rəqəmli PİN kodu.',
    typed: (count: number) => `${count} rəqəm yazılıb`,
    check: 'Davam et',
    checking: 'PİN yoxlanılır',
    refused: {
      'unknown-badge': 'Köşk bu nişanı tanımır. Nişanı qeydiyyata alın: asan-kiosk badge add.',
      'wrong-pin': (left: number) => `PİN səhvdir. Qalan cəhd: ${left}.`,
      'locked-out': (minutes: number) => `Çox səhv cəhd oldu. ${minutes} dəqiqədən sonra yenidən cəhd edin.`,
      'not-answered': 'PİN yoxlanıla bilmədi. Yenidən yazın.',
    },
  },
  tabs: { today: 'Bu gün' },
  jobs: {
    'new-roll': { title: 'Qəbz rulonunu dəyişin', show: 'Göstər' },
  },
  today: {
    now: 'İndi edin',
    minutes: (minutes: number) => `təxminən ${minutes} dəq`,
    urgent: 'kağız azdır',
    since: (moment: string) => `${moment} texniki işdən sonra`,
    sinceStart: 'Jurnalın əvvəlindən',
    completed: 'Başa çatan',
    cash: 'Nağd',
    card: 'Kart',
    unsettled: 'Açıq',
    paper: 'Qəbz kağızı',
    left: (percent: number) => `${percent} % qalıb`,
    days: (days: number) => (days < 1 ? 'bu gün bitir' : `təxminən ${Math.round(days)} günə bitir`),
    devices: 'Cihazlar',
    version: (version: string) => `Proqram ${version}`,
    happened: 'Nə baş verib',
    times: (count: number) => `${count}×`,
    wentAway: (device: string) => `${device}: əlaqə kəsilib`,
    explain: (code: string) => `asan-kiosk explain ${code}`,
    softwareAge: (days: number) => `${days} günlük`,
    certificate: (days: number) =>
      days < 0 ? 'sertifikatın müddəti bitib' : `sertifikat daha ${days} gün etibarlıdır`,
  },
  states: {
    starting: 'başlayır',
    online: 'işləyir',
    offline: 'cavab vermir',
    noDevice: 'qoşulmayıb',
    hardwareError: 'nasazdır',
  },
  deviceNames: deviceTitles('az'),
  fixes: fixesIn('az'),
  newRoll: {
    title: 'Yeni rulon',
    steps: {
      open: ['Printerin qapağını açın', 'Qapaq ekranın altındadır. Köhnə rulonu çıxarın.'],
      insert: ['Yeni rulonu qoyun', 'Kağızın ucu yuxarıdan çıxsın.'],
      close: ['Qapağı bağlayın', 'Kağızın ucu çöldə qalsın. Sonra köşk bir sətir çap edir.'],
      printing: ['Sınaq sətri çap olunur', 'Gözləyin.'],
      look: ['Sətir aydın oxunur?', 'Köşkün nömrəsi, tarix və saat çap olunmalıdır.'],
      failed: ['Sətir çap olunmadı', 'Kağızı və qapağı yoxlayın, sonra yenidən çap edin.'],
    } satisfies Readonly<Record<NewRollStep, readonly [title: string, lead: string]>>,
    print: 'Sətri çap et',
    again: 'Yenidən çap et',
    trouble: (code: string) => `Printer bildirir: ${code}`,
  },
};

export type MaintenanceWords = typeof az;
