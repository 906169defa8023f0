import type { CitizenPageView, ScreenFrame } from '../../device/screen/screen.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import type { Language } from '../../device/words/language.ts';
import type { Purchase } from '../../device/words/money.ts';
import type { ProgressEntry, ProgressStep } from '../../device/words/progress.ts';
import { LONGEST_PROOF } from './code-data.ts';
import { CARD, CENTRE, CERTIFICATE, type SampleText, TICKET_SERVICE_TEXTS } from './texts.ts';

export type ViewName = CitizenPageView['show'];
export type ViewOf<S extends ViewName> = Extract<CitizenPageView, { show: S }>;

export interface AnyPageSample {
  readonly name: string;
  readonly view: CitizenPageView;
  readonly frame?: Partial<ScreenFrame>;
}

export interface PageSample<S extends ViewName> extends AnyPageSample {
  readonly view: ViewOf<S>;
}

/** Samples by page; a page without samples does not compile. */
export type PageSamples = { readonly [S in ViewName]: readonly PageSample<S>[] };

export type PickLanguage = (say: SampleText) => string;

/** Reference with the check digits of the back office. */
export const SAMPLE_REFERENCE = 'K5-7QF2-62';

export const STATUS_ADDRESS = `https://status.example/a/${SAMPLE_REFERENCE}`;

export const RECEIPT_QR = `${STATUS_ADDRESS}#${LONGEST_PROOF}`;

const STEPS: readonly ProgressStep[] = ['card', 'questions', 'check', 'payment', 'receipt'];
const BOOKED: readonly ProgressStep[] = ['appointment', 'check', 'ticket'];

const OWED: readonly ProgressStep[] = ['questions', 'due', 'check', 'payment', 'receipt'];

/** Present step of each page, in a visit with card, questions and money; `null`: no progress line; absent: at the questions. */
const PLACES: Readonly<Partial<Record<ViewName, ProgressStep | 'beginning' | 'end' | null>>> = {
  starting: null,
  outOfService: null,
  attract: null,
  choosing: null,
  browsing: null,
  searching: null,
  enteringCode: null,
  lookingUp: null,
  resuming: null,
  parking: 'questions',
  parked: null,
  found: null,
  askingCancel: null,
  dealing: null,
  readingReply: null,
  beforeYouStart: 'beginning',
  whatIsRead: 'beginning',
  identifying: 'card',
  identifyingByPhone: 'card',
  offeringCode: 'card',
  typingCode: 'card',
  readingSlots: 'appointment',
  choosingPlace: 'appointment',
  choosingSlot: 'appointment',
  readingDues: 'due',
  noDue: 'due',
  choosingDue: 'due',
  showingDue: 'due',
  typingPart: 'due',
  prefilling: 'questions',
  quoting: 'check',
  checking: 'check',
  choosingPayment: 'payment',
  typingCredit: 'payment',
  lodging: 'payment',
  paying: 'payment',
  payingCash: 'payment',
  noteTooLarge: 'payment',
  credited: 'payment',
  trouble: 'payment',
  issuing: 'receipt',
  readingDocument: 'receipt',
  previewing: 'receipt',
  wrongDocument: 'receipt',
  printing: 'receipt',
  printTrouble: 'receipt',
  receiptQr: 'receipt',
  done: 'end',
  whatWasRead: 'end',
};

export function usualProgress(show: ViewName): readonly ProgressEntry[] | null {
  const { [show]: place = 'questions' } = PLACES;
  if (place === null) return null;
  const steps = place === 'appointment' ? BOOKED : place === 'due' ? OWED : STEPS;
  const present = place === 'beginning' ? -1 : place === 'end' ? steps.length : steps.indexOf(place);
  return steps.map((step, index) => ({
    step,
    state: index < present ? 'done' : index === present ? 'present' : 'ahead',
  }));
}

/** The frame of an ordinary screen; `pxPerMm` comes from the panel that shows it. */
export function usualFrame(language: Language, pxPerMm: number): ScreenFrame {
  return {
    language,
    centre: { name: CENTRE.name[language], short: CENTRE.short[language] },
    simulated: false,
    display: PLAIN_DISPLAY,
    pxPerMm,
    called: false,
    step: 'gallery',
    idle: null,
    scan: null,
    sound: null,
    clicks: false,
    cabinetOpen: false,
    dim: false,
    steps: null,
    parks: false,
    kept: null,
    cardIn: false,
    toTake: [],
  };
}

export const LARGE_TEXT_FRAME: Partial<ScreenFrame> = { display: { ...PLAIN_DISPLAY, text: 130 } };
export const LARGEST_TEXT: Partial<ScreenFrame> = { display: { ...PLAIN_DISPLAY, text: 200 } };
export const CONTRAST_FRAME: Partial<ScreenFrame> = { display: { ...PLAIN_DISPLAY, colours: 'contrast' } };
export const LOWER_SCREEN_FRAME: Partial<ScreenFrame> = { display: { ...PLAIN_DISPLAY, lower: true } };

/** One view in each unusual display setting. `largest`: the view for the largest letters. */
export const makeSamplesForDisplays = <V extends CitizenPageView>(
  view: V,
  largest: V = view,
): { name: string; view: V; frame: Partial<ScreenFrame> }[] => [
  { name: 'contrast', view, frame: CONTRAST_FRAME },
  { name: 'text-130', view, frame: LARGE_TEXT_FRAME },
  { name: 'text-200', view: largest, frame: LARGEST_TEXT },
  { name: 'lower', view, frame: LOWER_SCREEN_FRAME },
];

export const SCAN_REFUSED_FRAME: Partial<ScreenFrame> = { scan: 'foreign' };

export const HEADPHONES_FRAME: Partial<ScreenFrame> = {
  sound: { to: 'headphones' },
  display: { ...PLAIN_DISPLAY, volume: 7 },
};
export const STAFF_CALLED_FRAME: Partial<ScreenFrame> = { called: true };
export const COVERED_FRAME: Partial<ScreenFrame> = { display: { ...PLAIN_DISPLAY, covered: true } };
export const TYPED_SHOWN_FRAME: Partial<ScreenFrame> = { display: { ...PLAIN_DISPLAY, typedShown: true } };
export const DIM_FRAME: Partial<ScreenFrame> = { dim: true };

export const CABINET_OPEN_FRAME: Partial<ScreenFrame> = { cabinetOpen: true };

export const SIMULATED_FRAME: Partial<ScreenFrame> = { simulated: true };
/** Frame with the idle warning that offers *Continue later*. */
export const PARKS_FRAME: Partial<ScreenFrame> = { parks: true, idle: { seconds: 30 } };
export const IDLE_WARNING_FRAME: Partial<ScreenFrame> = { idle: { seconds: 30 } };

/** Fields of a purchase with one part of the price, paid at the kiosk. */
export const purchaseOf = (amount: number): Pick<Purchase, 'amount' | 'lines' | 'payAt'> => ({
  amount,
  lines: amount === 0 ? [] : [{ kind: 'duty', amount }],
  payAt: 'kiosk',
});

export const TWO_PRICE_PARTS: Purchase['lines'] = [
  { kind: 'duty', amount: 500 },
  { kind: 'fee', amount: 200 },
];

export function cardPurchase(speak: PickLanguage): Purchase {
  return { service: speak(CARD.title), tier: speak(CARD.tiers[0]), ready: '2026-12-04', ...purchaseOf(500) };
}

export function certificatePurchase(speak: PickLanguage): Purchase {
  return { service: speak(CERTIFICATE.title), tier: null, ready: null, ...purchaseOf(0) };
}

export function ticketPurchase(speak: PickLanguage): Purchase {
  return { service: speak(TICKET_SERVICE_TEXTS.title), tier: null, ready: null, ...purchaseOf(0) };
}
