import type { ReferenceCodeProblem } from '../../../device/screen/screen.ts';
import {
  CONTRAST_FRAME,
  cardPurchase,
  certificatePurchase,
  IDLE_WARNING_FRAME,
  LARGE_TEXT_FRAME,
  LARGEST_TEXT,
  LOWER_SCREEN_FRAME,
  type PageSample,
  type PickLanguage,
  purchaseOf,
  SAMPLE_REFERENCE,
  SCAN_REFUSED_FRAME,
  type ViewOf,
} from '../../samples/sample.ts';
import { LONG_TEXTS, say } from '../../samples/texts.ts';

function enteringCode(): readonly PageSample<'enteringCode'>[] {
  const typed = (code: string, problem: ReferenceCodeProblem | null = null) =>
    ({ show: 'enteringCode', code, problem, locked: false, canScan: false }) as const;
  return [
    { name: 'empty', view: typed('') },
    { name: 'typed', view: typed(SAMPLE_REFERENCE) },
    { name: 'with-scanner', view: { ...typed(''), canScan: true } },
    { name: 'scan-refused', view: { ...typed(''), canScan: true }, frame: SCAN_REFUSED_FRAME },
    {
      name: 'scan-refused-text-200',
      view: { ...typed(SAMPLE_REFERENCE), canScan: true },
      frame: { ...LARGEST_TEXT, ...SCAN_REFUSED_FRAME },
    },
    { name: 'incomplete', view: typed('K5-7QF', 'incomplete') },
    { name: 'mistyped', view: typed('K5-7QE2-62', 'mistyped') },
    { name: 'unknown', view: typed(SAMPLE_REFERENCE, 'unknown') },
    { name: 'office-away', view: typed(SAMPLE_REFERENCE, 'BKO-101') },
    { name: 'foreign-answer', view: typed(SAMPLE_REFERENCE, 'BKO-110') },
    { name: 'office-busy', view: typed(SAMPLE_REFERENCE, 'BKO-109') },
    { name: 'locked', view: { ...typed(SAMPLE_REFERENCE), locked: true } },
    { name: 'idle', view: typed('K5-'), frame: IDLE_WARNING_FRAME },
    { name: 'contrast', view: typed('K5-7QE2-62', 'mistyped'), frame: CONTRAST_FRAME },
    { name: 'text-130', view: typed(SAMPLE_REFERENCE), frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view: typed('KIOSK9-7QE2-62', 'mistyped'), frame: LARGEST_TEXT },
    { name: 'lower', view: typed(SAMPLE_REFERENCE), frame: LOWER_SCREEN_FRAME },
  ];
}

function lookingUp(): readonly PageSample<'lookingUp'>[] {
  const view = { show: 'lookingUp', reference: SAMPLE_REFERENCE, trouble: null } as const;
  return [
    { name: 'usual', view },
    { name: 'by-person', view: { ...view, reference: null } },
    { name: 'by-person-unanswered', view: { ...view, reference: null, trouble: 'BKO-101' } },
    {
      name: 'by-person-unanswered-text-200',
      view: { ...view, reference: null, trouble: 'BKO-101' },
      frame: LARGEST_TEXT,
    },
    { name: 'contrast', view, frame: CONTRAST_FRAME },
    { name: 'text-200', view, frame: LARGEST_TEXT },
  ];
}

const openView = (speak: PickLanguage): ViewOf<'found'> => ({
  show: 'found',
  state: 'open',
  reference: SAMPLE_REFERENCE,
  kiosk: 'K5',
  purchase: cardPurchase(speak),
  money: 'not-taken',
  paper: 'receipt',
  standing: null,
  next: 'review',
  offers: [],
  booked: false,
  done: null,
  note: null,
  blocked: null,
  takeCard: false,
});

const registeredView = (speak: PickLanguage): ViewOf<'found'> => ({
  ...openView(speak),
  state: 'registered',
  money: 'taken',
  next: 'print',
});

function found(speak: PickLanguage): readonly PageSample<'found'>[] {
  const open = openView(speak);
  const held: ViewOf<'found'> = { ...open, state: 'held', money: 'unknown', next: 'ask-again' };
  const registered = registeredView(speak);
  const free = { purchase: certificatePurchase(speak), money: 'none', paper: 'certificate' } as const;
  return [
    { name: 'open', view: open },
    { name: 'open-free', view: { ...open, ...free } },
    { name: 'open-credited', view: { ...open, money: 'credited' } },
    { name: 'open-blocked', view: { ...open, next: null, blocked: 'TRM-101' } },
    { name: 'held', view: held },
    { name: 'registered', view: registered },
    { name: 'registered-cash', view: { ...registered, money: 'cash' } },
    { name: 'registered-certificate', view: { ...registered, ...free } },
    { name: 'registered-without-paper', view: { ...registered, next: 'show-qr', blocked: 'PRN-111', takeCard: true } },
    { name: 'certificate-without-paper', view: { ...registered, ...free, next: null, blocked: 'PRN-111' } },
    { name: 'closed', view: { ...open, state: 'closed', money: 'returned', next: 'begin' } },
    { name: 'closed-credited', view: { ...open, state: 'closed', money: 'credited', next: null } },
    { name: 'elsewhere', view: { ...open, purchase: null, next: null } },
    { name: 'idle', view: open, frame: IDLE_WARNING_FRAME },
    { name: 'contrast', view: held, frame: CONTRAST_FRAME },
    { name: 'text-130', view: registered, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view: open, frame: LARGEST_TEXT },
    { name: 'text-200-blocked', view: { ...registered, next: 'show-qr', blocked: 'PRN-111' }, frame: LARGEST_TEXT },
    { name: 'lower', view: open, frame: LOWER_SCREEN_FRAME },
    {
      name: 'long-words',
      view: {
        ...open,
        purchase: { ...cardPurchase(speak), service: speak(LONG_TEXTS.title), ...purchaseOf(12_345_600) },
      },
    },
  ];
}

const STANDING: NonNullable<ViewOf<'found'>['standing']> = {
  stage: 'in-work',
  missing: [],
  lies: null,
  ready: '2026-12-04',
  reply: null,
  cancelled: null,
  appointment: null,
  ticket: null,
  place: null,
};

const APPOINTMENT: NonNullable<NonNullable<ViewOf<'found'>['standing']>['appointment']> = {
  day: '2026-11-27',
  from: '15:30',
  until: '16:00',
  window: '6',
  floor: 2,
  entry: 'early',
  move: true,
  opens: '2026-11-27T15:00',
  closes: '2026-11-27T16:10',
};

const BOOKED = {
  ...STANDING,
  ready: null,
  appointment: APPOINTMENT,
  ticket: 'G-047',
  place: { window: '6', floor: 2 },
} as const;

function standing(speak: PickLanguage): readonly PageSample<'found'>[] {
  const registered: ViewOf<'found'> = { ...registeredView(speak), standing: STANDING, offers: ['cancel'] };
  const complaint = { ...cardPurchase(speak), ...purchaseOf(0), tier: null };
  const missing = [{ icon: 'id-card', title: speak(OLD_CARD) }];
  const lies = { window: '12', floor: 2, from: '2026-12-04', until: '2027-02-02' };
  const queue = { ticket: 'A-055', place: lies };
  const certificate: ViewOf<'found'> = {
    ...registered,
    purchase: certificatePurchase(speak),
    money: 'none',
    paper: 'certificate',
    offers: [],
  };
  const answered: ViewOf<'found'> = {
    ...registered,
    purchase: complaint,
    money: 'none',
    next: 'reply',
    offers: ['print'],
    standing: {
      ...STANDING,
      stage: 'answered',
      reply: { at: '2026-12-04', rated: null, again: { window: '1', floor: 1 } },
    },
  };
  const ticket = { ...registered, purchase: complaint, money: 'none', paper: 'ticket' } as const;
  const booked: ViewOf<'found'> = { ...ticket, standing: BOOKED, offers: ['move', 'cancel'] };
  const at = (entry: 'open' | 'late' | 'checked-in') => ({ ...BOOKED, appointment: { ...APPOINTMENT, entry } });
  const cancelled = { ...registered, state: 'closed', next: 'begin', offers: [] } as const;
  return [
    { name: 'in-work', view: registered },
    { name: 'waits', view: { ...registered, standing: { ...STANDING, ...queue, stage: 'waits-for-you', missing } } },
    {
      name: 'ready',
      view: { ...registered, offers: [], standing: { ...STANDING, stage: 'ready', lies, place: lies } },
    },
    { name: 'ready-to-print', view: { ...certificate, standing: { ...STANDING, stage: 'ready', lies, place: lies } } },
    { name: 'answered', view: answered },
    {
      name: 'answered-rated',
      view: { ...answered, standing: { ...STANDING, stage: 'answered', reply: { at: '2026-12-04', rated: 4 } } },
    },
    { name: 'handed-over', view: { ...registered, offers: [], standing: { ...STANDING, stage: 'handed-over' } } },
    { name: 'booked-early', view: booked },
    { name: 'booked-open', view: { ...booked, standing: at('open'), next: 'check-in' } },
    { name: 'booked-late', view: { ...booked, standing: at('late'), next: null } },
    {
      name: 'checked-in',
      view: { ...booked, standing: at('checked-in'), next: null, offers: ['print'], done: 'check-in' },
    },
    { name: 'moved', view: { ...booked, done: 'move' } },
    { name: 'already-booked', view: { ...booked, booked: true } },
    { name: 'not-done', view: { ...booked, note: 'refused' } },
    { name: 'no-phone', view: { ...answered, note: 'BKO-114' } },
    { name: 'cancelled', view: { ...cancelled, standing: { ...STANDING, cancelled: 'to-card' } } },
    { name: 'cancelled-kept', view: { ...cancelled, standing: { ...STANDING, cancelled: 'kept' } } },
    { name: 'booked-text-130', view: booked, frame: LARGE_TEXT_FRAME },
    { name: 'booked-text-200', view: { ...booked, booked: true }, frame: LARGEST_TEXT },
  ];
}

const OLD_CARD = say('Köhnə şəxsiyyət vəsiqəsi', 'Прежнее удостоверение личности', 'Your current identity card');

function askingCancel(speak: PickLanguage): readonly PageSample<'askingCancel'>[] {
  const view: ViewOf<'askingCancel'> = {
    show: 'askingCancel',
    service: cardPurchase(speak).service,
    reference: SAMPLE_REFERENCE,
    money: 'to-card',
    paid: 500,
    slot: null,
  };
  const slot = { ...view, money: 'none', paid: 0, slot: APPOINTMENT } as const;
  return [
    { name: 'to-card', view },
    { name: 'at-window', view: { ...view, money: 'at-window' } },
    { name: 'kept', view: { ...view, money: 'kept' } },
    { name: 'appointment', view: slot },
    { name: 'elsewhere', view: { ...view, service: null } },
    { name: 'contrast', view, frame: CONTRAST_FRAME },
    { name: 'text-130', view, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view: { ...slot, service: speak(LONG_TEXTS.title) }, frame: LARGEST_TEXT },
  ];
}

function dealing(): readonly PageSample<'dealing'>[] {
  const view: ViewOf<'dealing'> = { show: 'dealing', what: 'cancel', reference: SAMPLE_REFERENCE, trouble: null };
  return [
    ...(['cancel', 'move', 'check-in', 'rate', 'read'] as const).map((what) => ({
      name: what,
      view: { ...view, what },
    })),
    { name: 'unanswered', view: { ...view, trouble: 'BKO-101' } },
    { name: 'foreign-answer', view: { ...view, trouble: 'BKO-110' } },
    { name: 'contrast', view, frame: CONTRAST_FRAME },
    { name: 'text-130', view: { ...view, trouble: 'BKO-101' }, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view: { ...view, trouble: 'BKO-101' }, frame: LARGEST_TEXT },
  ];
}

function readingReply(): readonly PageSample<'readingReply'>[] {
  const view: ViewOf<'readingReply'> = {
    show: 'readingReply',
    reference: SAMPLE_REFERENCE,
    at: '2026-12-04',
    rated: null,
    again: { window: '1', floor: 1 },
    lines: [
      'NÜMUNƏ: bu cavab sınaq mərkəzindəndir, hüquqi qüvvəsi yoxdur.',
      'Göstərdiyiniz məsələ təsdiqlənib, görülən tədbirlər barədə mərkəzin rəhbərliyinə məlumat verilib.',
    ],
  };
  return [
    { name: 'unrated', view },
    { name: 'rated', view: { ...view, rated: 4 } },
    { name: 'long', view: { ...view, lines: Array.from({ length: 12 }, () => view.lines[1] ?? '') } },
    { name: 'contrast', view: { ...view, rated: 1 }, frame: CONTRAST_FRAME },
    { name: 'text-130', view, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view, frame: LARGEST_TEXT },
  ];
}

export const samples = (speak: PickLanguage) => ({
  enteringCode: enteringCode(),
  lookingUp: lookingUp(),
  found: [...found(speak), ...standing(speak)],
  askingCancel: askingCancel(speak),
  dealing: dealing(),
  readingReply: readingReply(),
});
