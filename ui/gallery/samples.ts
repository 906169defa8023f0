import type {
  CheckRow,
  Display,
  Frame,
  Language,
  MoneyState,
  Purchase,
  Question,
  Screen,
  ServiceCard,
  View,
} from '../../device/screen/screen.ts';
import type { TroubleCode } from '../../device/screen/trouble.ts';
import { type SampleTexts, TEXTS } from './sample-texts.ts';

type ViewOf<S extends View['show']> = Extract<View, { show: S }>;

export interface Sample<S extends View['show'] = View['show']> {
  /** Unique within its `show`. */
  readonly name: string;
  readonly view: ViewOf<S>;
  /** The idle warning lies over it. */
  readonly idle?: true;
}

export type Samples = { readonly [S in View['show']]: readonly Sample<S>[] };

const REFERENCE = 'K5-7QF2-41';
const QR = 'https://journal.example.az/k5/18204?a=K5-7QF2-41';

/** Every member of `Screen`, with each stage, trouble and variant worth looking at, in one language. */
export function samplesIn(language: Language): Samples {
  const texts = TEXTS[language];
  return {
    starting: [{ name: 'starting', view: { show: 'starting' } }],
    outOfService: [
      { name: 'reader', view: { show: 'outOfService', because: ['RDR-104'] } },
      { name: 'everything', view: { show: 'outOfService', because: ['RDR-104', 'TRM-101', 'PRN-111', 'BKO-101'] } },
      { name: 'unexplained', view: { show: 'outOfService', because: [] } },
    ],
    attract: [
      { name: 'plain', view: { show: 'attract', notices: [] } },
      { name: 'notices', view: { show: 'attract', notices: ['TRM-101', 'PRN-201'] } },
    ],
    choosing: choosing(texts),
    beforeYouStart: before(texts),
    identifying: identifying(),
    answering: answering(texts),
    checking: checking(texts),
    lodging: [
      { name: 'paid', view: { show: 'lodging', purchase: identity(texts) } },
      { name: 'free', view: { show: 'lodging', purchase: family(texts) } },
    ],
    paying: paying(texts),
    trouble: troubles(texts),
    issuing: [
      { name: 'paid', view: { show: 'issuing', purchase: identity(texts), money: 'taken', reference: REFERENCE } },
      { name: 'free', view: { show: 'issuing', purchase: family(texts), money: 'none', reference: null } },
    ],
    printing: (['receipt', 'certificate', 'ticket'] as const).map((paper) => ({
      name: paper,
      view: { show: 'printing', paper, reference: REFERENCE },
    })),
    printTrouble: printTroubles(texts),
    receiptQr: [
      { name: 'plain', view: { show: 'receiptQr', reference: REFERENCE, qr: QR, canReprint: false } },
      { name: 'printer-back', view: { show: 'receiptQr', reference: REFERENCE, qr: QR, canReprint: true } },
    ],
    done: done(texts),
  } satisfies { [S in View['show']]: readonly { name: string; view: ViewOf<S> }[] };
}

function identity({ identity: { title, tiers } }: SampleTexts): Purchase {
  return { service: title, tier: tiers[0], ready: '2026-12-04', amount: 500 };
}

function family({ family: { title } }: SampleTexts): Purchase {
  return { service: title, tier: null, ready: null, amount: 0 };
}

function longPurchase({ longService, identity: { tiers } }: SampleTexts): Purchase {
  return { service: longService, tier: tiers[1], ready: '2026-11-27', amount: 36_000 };
}

function cards(texts: SampleTexts): readonly [ServiceCard, ServiceCard, ServiceCard] {
  const { identity: first, family: second, queue: third } = texts;
  const card = (id: string, icon: string, words: { title: string; summary: string }) => ({
    id,
    icon,
    title: words.title,
    summary: words.summary,
    unavailable: null,
  });
  return [
    { ...card('identity-card-replacement', 'id-card', first), from: 500, minutes: 3, needsCard: true },
    { ...card('family-members-certificate', 'file-check', second), from: 0, minutes: 2, needsCard: true },
    { ...card('queue-ticket', 'ticket', third), from: 0, minutes: 1, needsCard: false },
  ];
}

function choosing(texts: SampleTexts): Samples['choosing'] {
  const [first, second, third] = cards(texts);
  return [
    { name: 'plain', view: { show: 'choosing', services: [first, second, third], notices: [] } },
    {
      name: 'terminal-away',
      view: {
        show: 'choosing',
        services: [{ ...first, unavailable: 'TRM-101' }, second, third],
        notices: ['TRM-101', 'PRN-201'],
      },
    },
    {
      name: 'reader-away',
      view: {
        show: 'choosing',
        services: [{ ...first, unavailable: 'RDR-104' }, { ...second, unavailable: 'RDR-104' }, third],
        notices: ['RDR-104'],
      },
    },
    {
      name: 'long',
      view: {
        show: 'choosing',
        services: [
          { ...first, title: texts.longService, summary: texts.longAgency, from: 36_000, icon: 'no-such-icon' },
          second,
          third,
        ],
        notices: [],
      },
    },
    { name: 'idle', view: { show: 'choosing', services: [first, second, third], notices: [] }, idle: true },
  ];
}

function before(texts: SampleTexts): Samples['beforeYouStart'] {
  const { identity: first, family: second, queue: third } = texts;
  const [ten, three, one] = first.tiers;
  const paid: ViewOf<'beforeYouStart'> = {
    show: 'beforeYouStart',
    service: first.title,
    agency: first.agency,
    icon: 'id-card',
    documents: first.documents,
    who: first.who,
    afterwards: first.afterwards,
    minutes: 3,
    tiers: [
      { id: '10-days', title: ten, ready: '2026-12-04', amount: 500 },
      { id: '3-working-days', title: three, ready: '2026-11-27', amount: 5_000 },
      { id: '1-working-day', title: one, ready: '2026-11-25', amount: 7_000 },
    ],
    chosen: '10-days',
    tariffDate: '2022-08-15',
    needsCard: true,
    warnings: [],
    blocked: null,
  };
  const free = (words: SampleTexts['family'], icon: string, needsCard: boolean, title: string) => ({
    ...paid,
    service: words.title,
    agency: words.agency,
    icon,
    documents: words.documents,
    who: words.who,
    afterwards: null,
    minutes: needsCard ? 2 : 1,
    tiers: [{ id: 'at-once', title, ready: '2026-11-24', amount: 0 }],
    chosen: 'at-once',
    tariffDate: null,
    needsCard,
  });
  const certificate = free(second, 'file-check', true, texts.atOnce);
  return [
    { name: 'paid', view: paid },
    { name: 'paper-low', view: { ...paid, warnings: ['PRN-201'] } },
    { name: 'paper-out', view: { ...paid, warnings: ['PRN-111'] } },
    { name: 'terminal-away', view: { ...paid, warnings: ['TRM-101'], blocked: 'TRM-101' } },
    { name: 'certificate', view: certificate },
    { name: 'certificate-blocked', view: { ...certificate, warnings: [], blocked: 'PRN-111' } },
    { name: 'ticket', view: free(third, 'ticket', false, texts.today) },
    { name: 'long', view: { ...paid, service: texts.longService, agency: texts.longAgency, who: texts.longAgency } },
  ];
}

function identifying(): Samples['identifying'] {
  const view = (stage: 'waiting' | 'reading', trouble: TroubleCode | null, failed: readonly string[] = []) => ({
    show: 'identifying' as const,
    stage,
    trouble,
    failed,
  });
  return [
    { name: 'waiting', view: view('waiting', null) },
    { name: 'reading', view: view('reading', null) },
    { name: 'unreadable', view: view('waiting', 'RDR-101') },
    { name: 'check-digit', view: view('waiting', 'RDR-102', ['documentNumber', 'birthDate', 'composite']) },
    { name: 'taken-early', view: view('waiting', 'RDR-103') },
    { name: 'reader-away', view: view('waiting', 'RDR-104') },
    { name: 'expired', view: view('waiting', 'RDR-105') },
    { name: 'too-young', view: view('waiting', 'RDR-106') },
    { name: 'idle', view: view('waiting', null), idle: true },
  ];
}

function answering({ reason, phone, place }: SampleTexts): Samples['answering'] {
  const view = (number: number, of: number, question: Question) => ({
    show: 'answering' as const,
    number,
    of,
    question,
  });
  const choice: Question = {
    kind: 'choice',
    id: 'reason',
    title: reason.title,
    hint: reason.hint,
    options: reason.options.map(([label, hint], index) => ({ value: `option-${index}`, label, hint })),
    chosen: null,
  };
  const digits: Question = {
    kind: 'text',
    id: 'mobile',
    title: phone.title,
    hint: phone.hint,
    value: '',
    keyboard: 'digits',
    prefix: '+994',
    maxLength: 9,
    problem: null,
  };
  const letters: Question = {
    kind: 'text',
    id: 'presentedTo',
    title: place.title,
    hint: place.hint,
    value: '',
    keyboard: 'letters',
    prefix: null,
    maxLength: 60,
    problem: null,
  };
  return [
    { name: 'choice', view: view(1, 2, choice) },
    { name: 'choice-chosen', view: view(1, 2, { ...choice, chosen: 'option-1' }) },
    { name: 'digits', view: view(2, 2, digits) },
    { name: 'digits-typed', view: view(2, 2, { ...digits, value: '501234567' }) },
    { name: 'digits-wrong', view: view(2, 2, { ...digits, value: '50123', problem: phone.problem }) },
    { name: 'letters', view: view(1, 1, letters) },
    { name: 'letters-typed', view: view(1, 1, { ...letters, value: place.typed }) },
    { name: 'letters-long', view: view(1, 1, { ...letters, value: place.long }) },
  ];
}

function checking(texts: SampleTexts): Samples['checking'] {
  const { rows: labels, reason, phone, place, identity: first } = texts;
  const person: readonly CheckRow[] = [
    { label: labels.name, value: 'MƏMMƏDOVA AYSEL', edit: null },
    { label: labels.fin, value: '5ARPXK2', edit: null },
    { label: labels.number, value: 'AA1234567', edit: null },
  ];
  const paid: ViewOf<'checking'> = {
    show: 'checking',
    rows: [
      ...person,
      { label: labels.term, value: first.tiers[0], edit: 'tier' },
      { label: reason.label, value: reason.options[0]?.[0] ?? '', edit: 'reason' },
      { label: phone.label, value: '+994 501234567', edit: 'mobile' },
    ],
    purchase: identity(texts),
    warnings: [],
    blocked: null,
  };
  const presented: CheckRow = { label: place.label, value: place.long, edit: 'presentedTo' };
  return [
    { name: 'paid', view: paid },
    { name: 'paper-out', view: { ...paid, warnings: ['PRN-111'] } },
    { name: 'terminal-away', view: { ...paid, warnings: [], blocked: 'TRM-102' } },
    { name: 'free', view: { ...paid, rows: [...person, presented], purchase: family(texts) } },
    { name: 'long', view: { ...paid, purchase: longPurchase(texts), rows: [...paid.rows, presented] } },
  ];
}

function paying(texts: SampleTexts): Samples['paying'] {
  const stages: readonly (readonly [ViewOf<'paying'>['stage'], MoneyState])[] = [
    ['preparing', 'not-taken'],
    ['present-card', 'not-taken'],
    ['enter-pin', 'not-taken'],
    ['processing', 'deciding'],
    ['remove-card', 'deciding'],
    ['cancelling', 'deciding'],
    ['asking', 'unknown'],
  ];
  const at = (stage: ViewOf<'paying'>['stage'], money: MoneyState, purchase: Purchase) => ({
    show: 'paying' as const,
    stage,
    purchase,
    money,
    reference: REFERENCE,
    canCancel: stage === 'present-card' || stage === 'enter-pin',
  });
  return [
    ...stages.map(([stage, money]) => ({ name: stage, view: at(stage, money, identity(texts)) })),
    { name: 'long', view: at('present-card', 'not-taken', longPurchase(texts)) },
  ];
}

function troubles(texts: SampleTexts): Samples['trouble'] {
  const cases: readonly (readonly [TroubleCode, MoneyState, boolean])[] = [
    ['TRM-101', 'not-taken', true],
    ['TRM-102', 'not-taken', true],
    ['TRM-103', 'not-taken', true],
    ['TRM-104', 'not-taken', true],
    ['TRM-105', 'not-taken', true],
    ['TRM-201', 'not-taken', true],
    ['TRM-202', 'not-taken', true],
    ['TRM-203', 'unknown', false],
    ['TRM-204', 'not-taken', false],
    ['TRM-205', 'not-taken', true],
    ['BKO-101', 'none', true],
    ['BKO-102', 'none', false],
    ['BKO-103', 'taken', false],
    ['BKO-104', 'returned', false],
    ['BKO-105', 'taken', false],
  ];
  const view = (code: TroubleCode, money: MoneyState, canRetry: boolean, purchase: Purchase) => ({
    show: 'trouble' as const,
    code,
    money,
    purchase,
    reference: code === 'BKO-101' || code === 'BKO-102' ? null : REFERENCE,
    canRetry,
  });
  return [
    ...cases.map(([code, money, canRetry]) => ({ name: code, view: view(code, money, canRetry, identity(texts)) })),
    { name: 'returning', view: view('BKO-104', 'returning', false, identity(texts)) },
    { name: 'free', view: view('BKO-101', 'none', true, family(texts)) },
    { name: 'long', view: view('BKO-105', 'taken', false, longPurchase(texts)) },
    { name: 'idle', view: view('TRM-201', 'not-taken', true, identity(texts)), idle: true },
  ];
}

function printTroubles(texts: SampleTexts): Samples['printTrouble'] {
  const paid: ViewOf<'printTrouble'> = {
    show: 'printTrouble',
    code: 'PRN-111',
    paper: 'receipt',
    purchase: identity(texts),
    money: 'taken',
    reference: REFERENCE,
    at: '2026-11-24T14:32',
    partlyPrinted: true,
    canShowQr: true,
    canReprint: false,
    staffCalled: false,
  };
  const codes: readonly TroubleCode[] = ['PRN-101', 'PRN-103', 'PRN-112', 'PRN-113', 'PRN-114', 'PRN-115'];
  return [
    { name: 'paper-out', view: paid },
    { name: 'staff-called', view: { ...paid, staffCalled: true } },
    { name: 'refilled', view: { ...paid, staffCalled: true, canReprint: true } },
    {
      name: 'certificate',
      view: { ...paid, paper: 'certificate', purchase: family(texts), money: 'none', canShowQr: false },
    },
    {
      name: 'ticket',
      view: {
        ...paid,
        paper: 'ticket',
        purchase: { service: texts.queue.title, tier: null, ready: null, amount: 0 },
        money: 'none',
        partlyPrinted: false,
      },
    },
    ...codes.map((code) => ({ name: code, view: { ...paid, code, partlyPrinted: false } })),
    { name: 'long', view: { ...paid, code: 'PRN-113' as const, purchase: longPurchase(texts), canReprint: true } },
  ];
}

function done(texts: SampleTexts): Samples['done'] {
  const receipt: ViewOf<'done'> = {
    show: 'done',
    outcome: 'receipt',
    reference: REFERENCE,
    paid: 500,
    printed: true,
    next: texts.nextIdentity,
    qr: QR,
    survey: null,
  };
  return [
    { name: 'receipt', view: receipt },
    { name: 'answered', view: { ...receipt, survey: 5 } },
    { name: 'not-printed', view: { ...receipt, printed: false } },
    { name: 'certificate', view: { ...receipt, outcome: 'certificate', paid: 0, next: texts.nextFamily } },
    { name: 'ticket', view: { ...receipt, outcome: 'ticket', reference: 'A-047', paid: 0, next: texts.nextQueue } },
  ];
}

export interface FrameOptions {
  readonly language: Language;
  readonly display: Display;
  readonly pxPerMm: number;
  readonly simulated: boolean;
}

/** A whole screen around a sample. */
export function screenOf(sample: Sample, { language, display, pxPerMm, simulated }: FrameOptions): Screen {
  const frame: Frame = {
    language,
    centre: TEXTS[language].centre,
    simulated,
    display,
    pxPerMm,
    step: `sample.${sample.view.show}.${sample.name}`,
    idle: sample.idle ? { seconds: 30 } : null,
  };
  return { ...frame, ...sample.view };
}

/** All samples in the order of a visit. */
export function allSamples(language: Language): readonly Sample[] {
  return Object.values(samplesIn(language)).flat();
}
