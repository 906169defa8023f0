import type { DoorView } from '../../../device/screen/screen.ts';
import type { TroubleCode } from '../../../device/words/trouble.ts';
import {
  DIM_FRAME,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  SCAN_REFUSED_FRAME,
  SIMULATED_FRAME,
  STAFF_CALLED_FRAME,
} from '../../samples/sample.ts';
import { say } from '../../samples/texts.ts';

const NEWS = say(
  '31 dekabrda mərkəz 14:00-dək açıqdır',
  '31 декабря центр открыт до 14:00',
  'On 31 December the centre is open until 14:00',
);

const LONG_NEWS = say(
  '31 dekabr – 2 yanvar günlərində mərkəz bağlıdır. Həmin günlərdə ödənişləri evdən, portal vasitəsilə də edə bilərsiniz.',
  'С 31 декабря по 2 января центр закрыт. В эти дни пошлины и штрафы можно оплатить из дома, на портале госуслуг.',
  'The centre is closed from 31 December to 2 January. On these days you can pay duties and fines at home, on the portal.',
);

const DOORS = {
  card: [
    say('Vəsiqə və pasport', 'Личные документы', 'Card and passport'),
    say('Yeni, dəyişmə, itmə', 'Удостоверение, паспорт', 'New, replaced, lost'),
  ],
  certificate: [
    say('Arayış almaq', 'Получить справку', 'Get a certificate'),
    say('Ailə, ünvan, məhkumluq', 'Семья, адрес, судимость', 'Family, address, record'),
  ],
  payment: [
    say('Ödəniş etmək', 'Оплатить', 'Pay'),
    say('Cərimə, işıq, qaz, su, borc', 'Штраф, свет, газ, вода, долг', 'Fine, power, gas, water, debt'),
  ],
  ticket: [
    say('Növbə talonu', 'Талон в очередь', 'Queue ticket'),
    say('Pəncərədə növbə', 'Очередь к окну', 'Number for a window'),
  ],
  calendar: [
    say('Qəbula yazılmaq', 'Записаться на приём', 'Book an appointment'),
    say('Gün və saat seçmək', 'Выбрать день и час', 'Choose a day and an hour'),
  ],
  application: [
    say('Müraciətim', 'Моё заявление', 'My application'),
    say('Hazırdırmı? Nə vaxt?', 'Готово ли? Когда?', 'Is it ready? When?'),
  ],
} as const;

const doorsOf = (speak: PickLanguage, unavailable: TroubleCode | null = null): readonly DoorView[] =>
  Object.entries(DOORS).map(([picture, [title, hint]]) => ({
    id: picture === 'application' ? 'mine' : picture,
    picture: picture as keyof typeof DOORS,
    title: speak(title),
    hint: speak(hint),
    unavailable: picture === 'application' || picture === 'card' ? unavailable : null,
  }));

function attract(speak: PickLanguage): readonly PageSample<'attract'>[] {
  const view = {
    show: 'attract',
    doors: doorsOf(speak),
    notices: [],
    takeCard: false,
    now: { day: '2026-12-01', time: '10:42' },
    hours: { state: 'open', until: '19:00' },
    news: [],
    works: ['notes', 'cards', 'receipts', 'sheets'],
  } as const;
  const closed = { state: 'closed', opens: { day: '2026-12-02', time: '09:00' } } as const;
  return [
    { name: 'usual', view },
    { name: 'card-left', view: { ...view, takeCard: true }, frame: { toTake: ['card'] } },
    { name: 'clock-not-set', view: { ...view, now: null, hours: null, works: ['cards', 'receipts'] } },
    { name: 'no-hours', view: { ...view, hours: null } },
    { name: 'open-all-day', view: { ...view, hours: { state: 'open', until: null } } },
    { name: 'centre-closed', view: { ...view, hours: closed } },
    { name: 'centre-opens-today', view: { ...view, hours: { state: 'closed', opens: { day: null, time: '14:00' } } } },
    { name: 'centre-closed-for-long', view: { ...view, hours: { state: 'closed', opens: null } } },
    { name: 'news', view: { ...view, news: [NEWS] } },
    { name: 'long-news', view: { ...view, hours: closed, news: [LONG_NEWS, NEWS], notices: ['BKO-101'] } },
    { name: 'office-away', view: { ...view, notices: ['BKO-101'] } },
    { name: 'printer-has-no-paper', view: { ...view, notices: ['PRN-111'], works: ['notes', 'cards', 'sheets'] } },
    {
      name: 'three-notices',
      view: { ...view, doors: doorsOf(speak, 'RDR-104'), notices: ['RDR-104', 'TRM-204', 'PRN-112'], works: ['notes'] },
    },
    { name: 'withdrawn', view: { ...view, notices: ['RDR-109', 'TRM-110', 'PRN-123'], works: ['notes'] } },
    { name: 'simulated', view, frame: SIMULATED_FRAME },
    { name: 'scan-refused', view, frame: SCAN_REFUSED_FRAME },
    { name: 'staff-called', view, frame: STAFF_CALLED_FRAME },
    { name: 'no-person', view, frame: DIM_FRAME },
    ...makeSamplesForDisplays(view),
  ];
}

export const samples = (speak: PickLanguage) => ({ attract: attract(speak) });
