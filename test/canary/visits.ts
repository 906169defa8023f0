import type { Screen } from '../../device/screen/screen.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import { BACK_OFFICE_TROUBLES, type BackOfficeTroubleName } from '../../simulators/back-office/trouble.ts';
import type { DocumentPrinterFault } from '../../simulators/document-printer/faults.ts';
import type { InsertOptions } from '../../simulators/id-reader/mrz.ts';
import type { TerminalFault } from '../../simulators/payment-terminal/faults.ts';
import type { PrinterFault } from '../../simulators/receipt-printer/answers.ts';
import { partByCommit } from '../commit.ts';
import { answer } from './answer.ts';
import type { Hall } from './hall.ts';
import { CANARY_CARD, CANARY_CODE, CANARY_ZONE } from './person.ts';

export const PAID = 'identity-card-replacement';
const CERTIFICATE = 'family-members-certificate';
const OF_A_CHILD = 'identity-card-child';
const WITHOUT_ADDRESS = 'passport';
const FREE = 'complaint';
const TICKET = 'queue-ticket';
const AT_A_WINDOW = 'e-signature';
const BY_APPOINTMENT = 'power-of-attorney';
const OF_NOBODY = 'migration-permit';
/** By a plate, by another number, and in the list of the person. */
const FINE = 'road-fine';
const DUTY = 'state-duty';
const OWN_DUES = 'payment-of-dues';
/** Asks a question of every kind. */
const EVERYTHING = 'every-question';

/** One visit of the canary, and what goes wrong in it. */
export interface Visit {
  readonly name: string;
  readonly service: string;
  /** Before the first touch. */
  readonly begin?: (hall: Hall) => unknown;
  /** Just before the application is handed over. */
  readonly check?: (hall: Hall) => unknown;
  /** How the card is put in the first time; afterwards it is put in whole. */
  readonly insert?: InsertOptions | 'unplugged';
  /** Just before the terminal is shown the card. */
  readonly pay?: (hall: Hall) => unknown;
  /** Cancels on the screen instead of showing a card. */
  readonly cancels?: true;
  /** Puts in these, in manats, instead of showing a card, and then stops. */
  readonly notes?: readonly number[];
  /** *Finish and clear* on this screen. */
  readonly leavesAt?: Screen['show'];
  /** In the midst of the answer to this question. */
  readonly leavesIn?: string;
  /** Goes on with what the visit before was about. */
  readonly continues?: true;
  /** The document printer is open: the copy for information has the name on the roll. */
  readonly onRoll?: true;
  /** Says of the document that it is wrong. */
  readonly saysWrong?: true;
  /** What is done about the application that is found, in place of going on with it. */
  readonly wants?: 'move' | 'cancel';
  /** When the printer has begun. */
  readonly print?: (hall: Hall) => unknown;
}

/** A fault that is new does not compile until it is here. */
const TERMINAL_FAULTS: Readonly<Record<TerminalFault, true>> = {
  'approve-then-silent': true,
  silent: true,
  'lost-completion': true,
  busy: true,
  'late-approve': true,
  decline: true,
  nonsense: true,
  'repeat-status': true,
  'bare-status': true,
  impatient: true,
  'wrong-charset': true,
  'no-end-of-day': true,
  'no-reversal': true,
};
const PRINTER_FAULTS: Readonly<Record<PrinterFault, true>> = {
  'lost-status': true,
  'late-status': true,
  'lost-evidence': true,
  noise: true,
};
/** What the citizen sees of it is a printer that does not print, or one that does; the rest is between driver and printer. */
const DOCUMENT_FAULTS: Readonly<Record<DocumentPrinterFault, true | string>> = {
  jam: true,
  'paper-runs-out': 'as a jam',
  'toner-runs-out': 'as a jam',
  'cover-opens': true,
  'output-fills': 'as a jam',
  'abort-job': true,
  'lose-sheet': true,
  silent: 'waited out by the driver',
  slow: 'waited out by the driver',
  nonsense: 'waited out by the driver',
  busy: 'waited out by the driver',
  'refuse-document': true,
  'create-request-lost': 'as its answer',
  'create-answer-lost': true,
  'document-request-lost': 'as its answer',
  'document-answer-lost': true,
  'ignore-cancel': 'nothing is cancelled that comes out whole',
  'forget-jobs': true,
};
const TAKEN_EARLY: Readonly<Record<NonNullable<InsertOptions['early']>, true>> = {
  'after-line-1': true,
  'in-line-2': true,
};

const namesOf = <T extends string>(all: Readonly<Record<T, true>>) => Object.keys(all) as T[];

/** A fault of the terminal is the same whatever is paid. */
const OTHERWISE: { readonly [F in TerminalFault]?: string } = { decline: OF_A_CHILD, busy: WITHOUT_ADDRESS };

const terminalVisits: readonly Visit[] = [
  ...namesOf(TERMINAL_FAULTS).map((fault) => ({
    name: `terminal: ${fault}`,
    service: OTHERWISE[fault] ?? PAID,
    begin: ({ terminal }: Hall) => terminal.faults.next(fault),
    // It approves what the kiosk gave up.
    ...(fault === 'late-approve' && ({ cancels: true } as const)),
  })),
  { name: 'terminal: unplugged', service: PAID, pay: ({ terminal }) => terminal.cable.unplug() },
  { name: 'terminal: cancelled', service: PAID, pay: ({ terminal }) => terminal.key('cancel') },
];

const printerVisits: readonly Visit[] = [
  ...namesOf(PRINTER_FAULTS).map((fault) => ({
    name: `printer: ${fault}`,
    service: CERTIFICATE,
    onRoll: true as const,
    begin: ({ printer }: Hall) => printer.faults.next(fault),
  })),
  { name: 'printer: nothing', service: CERTIFICATE, onRoll: true },
  { name: 'printer: paper out', service: EVERYTHING, begin: ({ printer }) => printer.paperOutAfter(40) },
  { name: 'printer: cover', service: TICKET, print: ({ printer }) => printer.openCover() },
  { name: 'printer: cutter', service: AT_A_WINDOW, print: ({ printer }) => printer.cutterError(true) },
  { name: 'printer: nothing, by appointment', service: BY_APPOINTMENT },
  { name: 'printer: nothing, by appointment of nobody', service: OF_NOBODY },
  { name: 'printer: nothing, what is owed', service: FINE },
  { name: 'printer: nothing, in the own list', service: OWN_DUES },
  {
    name: 'printer: unplugged',
    service: CERTIFICATE,
    onRoll: true,
    print: ({ printer }) => printer.cable.unplug(),
  },
  { name: 'printer: switched off', service: FREE, print: ({ printer }) => printer.powerCycle() },
];

const documentVisits: readonly Visit[] = [
  ...Object.entries(DOCUMENT_FAULTS)
    .filter(([, plays]) => plays === true)
    .map(([fault]) => ({
      name: `documents: ${fault}`,
      service: CERTIFICATE,
      begin: ({ documents }: Hall) => documents.faults.next(fault as DocumentPrinterFault),
    })),
  { name: 'documents: nothing', service: CERTIFICATE },
  { name: 'documents: unplugged', service: CERTIFICATE, print: ({ documents }) => documents.cable.unplug() },
  { name: 'documents: wrong', service: CERTIFICATE, saysWrong: true },
];

const officeVisits: readonly Visit[] = [
  { name: 'back office: down before the price', service: PAID, begin: ({ office }) => office.trouble.set('down') },
  ...BACK_OFFICE_TROUBLES.map((trouble) => ({
    name: `back office: ${trouble}`,
    service: PAID,
    // What is about the registration comes when the application is lodged.
    ...(AFTER_LODGING(trouble)
      ? { pay: ({ office }: Hall) => office.trouble.set(trouble) }
      : { check: ({ office }: Hall) => office.trouble.set(trouble) }),
  })),
];

/** A number that is paid, or whose payee is not reached, is no less somebody's. */
const dueVisits: readonly Visit[] = [
  { name: 'due: paid', service: DUTY },
  { name: 'due: paid elsewhere', service: DUTY, check: ({ office }) => office.trouble.set('paid-elsewhere') },
  { name: 'due: lodged, and refused', service: FINE, pay: ({ office }) => office.trouble.set('refuse-registration') },
  { name: 'due: no answer', service: FINE, check: ({ office }) => office.trouble.set('down') },
];

/** Where a person is on the screen or in the machine already. */
const LEAVES_AT: readonly Screen['show'][] = ['checking', 'choosingPayment', 'payingCash'];
const LEAVES_CODE_AT: readonly Screen['show'][] = ['offeringCode', 'typingCode', 'previewing'];

function AFTER_LODGING(trouble: BackOfficeTroubleName): boolean {
  return trouble !== 'refuse-lodging' && trouble !== 'down';
}

const readerVisits: readonly Visit[] = [
  ...namesOf(TAKEN_EARLY).map((early) => ({ name: `reader: ${early}`, service: CERTIFICATE, insert: { early } })),
  { name: 'reader: unreadable', service: CERTIFICATE, insert: { unreadable: true } },
  { name: 'reader: unplugged', service: CERTIFICATE, insert: 'unplugged' },
];

const leaving =
  (service: string) =>
  (show: Screen['show']): Visit => ({ name: `leaves at ${show}`, service, leavesAt: show });

const leavingVisits: readonly Visit[] = [
  ...LEAVES_AT.map(leaving(PAID)),
  ...LEAVES_CODE_AT.map(leaving(CERTIFICATE)),
  leaving(BY_APPOINTMENT)('choosingSlot'),
  leaving(FINE)('showingDue'),
  { name: 'leaves in the midst of a FIN', service: OF_A_CHILD, leavesIn: 'child-fin' },
];

/** In their order: each continues the one before. */
const lastVisits: readonly Visit[] = [
  { name: 'notes: paid', service: PAID, notes: [20] },
  { name: 'continued: a duplicate', service: PAID, continues: true },
  { name: 'booked already: moved', service: BY_APPOINTMENT, wants: 'move' },
  { name: 'booked already: cancelled', service: BY_APPOINTMENT, wants: 'cancel' },
  { name: 'notes: stopped', service: PAID, notes: [1] },
  { name: 'declined', service: PAID, pay: ({ terminal }) => terminal.faults.next('decline') },
  { name: 'continued: looked at and left', service: PAID, continues: true, leavesAt: 'found' },
  { name: 'continued: paid', service: PAID, continues: true },
];

/** One after the other by turns, so that a terminal that has to be asked comes back while others visit. */
export const VISITS: readonly Visit[] = [
  ...byTurns(
    terminalVisits,
    [...printerVisits, ...documentVisits, ...readerVisits, ...leavingVisits],
    [...officeVisits, ...dueVisits],
  ),
  ...lastVisits,
];

/** The first of each service, what continues another, and of the rest every fifth, drawn by the commit. */
export function drawnVisits(): readonly Visit[] {
  const firsts = VISITS.filter((visit, at) => VISITS.findIndex(({ service }) => service === visit.service) === at);
  const drawn = partByCommit(VISITS, 5);
  return VISITS.filter((visit) => [firsts, drawn, lastVisits].some((some) => some.includes(visit)));
}

function byTurns<T>(...lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

const LOOK_MS = 25;
/** A touch may have met the screen before: so long after it the same is touched again. */
const TOUCH_AGAIN_MS = 300;
/**
 * Where something works by itself, so long on the same screen means that it never ends: the cable is pulled, or the citizen leaves.
 * Long enough for the first sale of a kiosk on a busy machine.
 */
const STUCK_MS = 3_000;
const WORKING: ReadonlySet<Screen['show']> = new Set([
  'paying',
  'printing',
  'lodging',
  'issuing',
  'readingDocument',
  'identifying',
]);
/** A document printer that is away in the middle of an order is asked for 30 s what became of it. */
const VISIT_MS = 50_000;

/** What the newest visit was about. */
let reference = '';

/** From the first screen back to it. Rejects where the visit does not end. */
export async function makeVisit(hall: Hall, visit: Visit): Promise<void> {
  await restored(hall);
  await shown(hall, ({ show }) => show === 'attract');
  if (visit.onRoll) hall.documents.openCover();
  await visit.begin?.(hall);
  const done = new Set<string>();
  const once = async (what: string, act: () => unknown) => {
    if (done.has(what)) return;
    done.add(what);
    await act();
  };
  // The page of the first visit may not have come up yet: what is touched then is touched again.
  for (const end = Date.now() + VISIT_MS; hall.screen()?.show === 'attract' && Date.now() < end; ) {
    await hall.does({ do: 'start', language: 'en' });
    await pause(realClock, TOUCH_AGAIN_MS);
  }
  await shown(hall, ({ show }) => show !== 'attract');
  let since = Date.now();
  let before = '';
  for (const end = Date.now() + VISIT_MS; Date.now() < end; await pause(realClock, LOOK_MS)) {
    const screen = hall.screen();
    if (!screen) continue;
    if (screen.show === 'attract') return;
    const now = JSON.stringify(screen);
    if (now !== before) since = Date.now();
    const stuck = Date.now() - since > (WORKING.has(screen.show) ? STUCK_MS : TOUCH_AGAIN_MS);
    if (now !== before || stuck) await step({ hall, visit, screen, once, stuck });
    if (stuck) since = Date.now();
    before = now;
  }
  throw new Error(`${visit.name}: did not end; at ${before.slice(before.indexOf('"show"'))}`);
}

/** The price once more, and then it is given up. */
async function askedAgain(hall: Hall, once: Step['once']): Promise<void> {
  let first = false;
  await once('price', () => {
    first = true;
    return hall.does({ do: 'retry' });
  });
  if (!first) await hall.does({ do: 'finish' });
}

interface Step {
  readonly hall: Hall;
  readonly visit: Visit;
  readonly screen: Screen;
  readonly once: (what: string, act: () => unknown) => Promise<void>;
  readonly stuck: boolean;
}

async function step({ hall, visit, screen, once, stuck }: Step): Promise<void> {
  const { reader, terminal } = hall;
  if ('reference' in screen && screen.reference !== null) reference = screen.reference;
  if (screen.show === visit.leavesAt) return hall.does({ do: 'finish' });
  switch (screen.show) {
    case 'choosing':
      if (visit.continues) return hall.does({ do: 'continue' });
      // Of most services no card is on this page.
      if (screen.services.some(({ id, unavailable }) => id === visit.service && unavailable)) return;
      return hall.does({ do: 'choose', service: visit.service });
    case 'beforeYouStart':
      // It is asked how it is every few seconds.
      if (visit.onRoll && !screen.warnings.includes('PRN-204')) return;
      return hall.does({ do: 'next' });
    case 'identifying':
      await once('first card', async () => {
        if (visit.insert === 'unplugged') {
          reader.insert(CANARY_ZONE);
          await reader.cable.unplug();
          return reader.cable.plug();
        }
        reader.insert(CANARY_ZONE, visit.insert ?? {});
      });
      if (stuck || screen.trouble !== null) reader.insert(CANARY_ZONE);
      return;
    case 'offeringCode':
      return screen.sending ? undefined : hall.does({ do: 'next' });
    case 'typingCode':
      return typeCode(hall, screen, stuck);
    case 'answering':
      return answer(hall, screen, { stuck, leavesIn: visit.leavesIn });
    case 'checking':
      await once('check', () => visit.check?.(hall));
      return hall.does({ do: screen.purchase.amount > 0 ? 'pay' : 'next' });
    case 'enteringCode':
      if (screen.code === '') for (const key of reference) await hall.does({ do: 'key', key });
      else if (stuck || screen.code === reference) await hall.does({ do: 'next' });
      return;
    case 'lookingUp':
      return;
    case 'readingSlots':
      return screen.trouble === null ? undefined : askedAgain(hall, once);
    case 'choosingPlace':
      return hall.does({ do: 'answer', value: screen.places[0]?.id ?? '' });
    case 'choosingSlot':
      return chooseTime(hall, screen);
    case 'readingDues':
      return screen.trouble === null ? undefined : askedAgain(hall, once);
    case 'noDue':
      return hall.does({ do: 'finish' });
    case 'choosingDue':
      return hall.does({ do: 'answer', value: screen.dues.find(({ state }) => state === 'open')?.value ?? '' });
    case 'showingDue':
      return hall.does({ do: 'next' });
    case 'quoting':
      return screen.trouble === null ? undefined : askedAgain(hall, once);
    case 'found':
      return atFound(hall, visit, screen);
    case 'askingCancel':
      return hall.does({ do: 'next' });
    case 'dealing':
      return screen.trouble === null ? undefined : askedAgain(hall, once);
    case 'choosingPayment':
      return hall.does({ do: 'method', method: visit.notes || visit.leavesAt === 'payingCash' ? 'cash' : 'card' });
    case 'payingCash':
      return putIn(hall, visit, screen.inserted, once);
    case 'paying':
      if (screen.stage === 'present-card')
        await once('card', async () => {
          await visit.pay?.(hall);
          if (visit.cancels) await hall.does({ do: 'cancel' });
          else terminal.tap(CANARY_CARD);
        });
      // One that never answers: its cable is looked for by somebody who has no three minutes.
      if (stuck) await once('cable', () => terminal.cable.unplug());
      if (stuck) await hall.does({ do: 'finish' });
      return;
    case 'printing':
      await once('printing', () => visit.print?.(hall));
      if (stuck) await hall.does({ do: 'finish' });
      return;
    case 'previewing':
      return hall.does({ do: visit.saysWrong ? 'cancel' : 'next' });
    case 'wrongDocument':
      return hall.does({ do: 'finish' });
    case 'lodging':
    case 'issuing':
    case 'readingDocument':
      if (stuck) await hall.does({ do: 'finish' });
      return;
    case 'trouble':
    case 'credited':
    case 'printTrouble':
      return hall.does({ do: 'finish' });
    case 'done':
      return leaveLastPage(hall, screen, once, stuck);
    case 'whatWasRead':
      return screen.use.stage === 'asking' && !stuck ? undefined : hall.does({ do: 'back' });
    default:
      throw new Error(`${visit.name}: nobody expected ${screen.show}`);
  }
}

/** What is wanted is done once; then there is nothing more to do here. */
function atFound(
  hall: Hall,
  { wants }: Visit,
  { done, offers, next }: Extract<Screen, { show: 'found' }>,
): Promise<void> {
  if (wants && done === null && offers.includes(wants)) return hall.does({ do: 'answer', value: wants });
  return hall.does({ do: wants || next === null ? 'finish' : 'next' });
}

/** With a message and what was read, where they are offered; what the office makes of it, or that it makes nothing, is not waited for long. */
async function leaveLastPage(
  hall: Hall,
  { message, wasRead }: Extract<Screen, { show: 'done' }>,
  once: Step['once'],
  stuck: boolean,
): Promise<void> {
  if (message?.state === 'offered' && !stuck) return once('message', () => hall.does({ do: 'send-message' }));
  if (message?.state === 'sending' && !stuck) return;
  let looks = false;
  await once('what was read', () => {
    looks = wasRead && !stuck;
    return looks && hall.does({ do: 'what-is-read' });
  });
  if (!looks) await hall.does({ do: 'finish' });
}

/** Each note as soon as it is drawn in, and once: what the screen says of it may come late. *Stop* when they are all in. */
async function putIn(hall: Hall, { notes = [] }: Visit, inserted: number, once: Step['once']): Promise<void> {
  const next = notes.find((_, at) => inserted === notes.slice(0, at).reduce((sum, note) => sum + note, 0) * 100);
  if (next === undefined) return hall.does({ do: 'cancel' });
  if (hall.validator.unit()?.state === 'idling')
    await once(`note after ${inserted}`, () => hall.validator.insert({ manat: next }));
}

async function typeCode(hall: Hall, screen: Extract<Screen, { show: 'typingCode' }>, stuck: boolean): Promise<void> {
  if (screen.checking) return;
  if (screen.whole) return hall.does({ do: 'next' });
  // Key by key the page comes anew.
  if (screen.digits === '') for (const key of CANARY_CODE) await hall.does({ do: 'key', key });
  else if (stuck) await hall.does({ do: 'erase' });
}

/** The first time of the day that is shown first. */
async function chooseTime(hall: Hall, screen: Extract<Screen, { show: 'choosingSlot' }>): Promise<void> {
  if (screen.holding) return;
  const [first] = [...screen.morning, ...screen.afternoon];
  if (screen.from !== null) return hall.does({ do: 'next' });
  if (first) await hall.does({ do: 'answer', value: first.from });
}

/** Everything works again: for the next visit, and so that nothing is still under way when memory is looked at. */
export async function restored({ reader, terminal, printer, documents, office }: Hall): Promise<void> {
  office.trouble.set(null);
  terminal.faults.clear();
  printer.faults.clear();
  reader.remove();
  documents.faults.clear();
  for (const { cable } of [reader, terminal, printer, documents]) await cable.plug().catch(() => undefined);
  printer.closeCover();
  printer.cutterError(false);
  printer.refill();
  documents.closeCover();
  documents.clearJam();
  documents.refill();
}

async function shown(hall: Hall, what: (screen: Screen) => boolean): Promise<void> {
  for (const end = Date.now() + VISIT_MS; Date.now() < end; await pause(realClock, LOOK_MS)) {
    const screen = hall.screen();
    if (screen && what(screen)) return;
  }
  throw new Error(`waited in vain, at ${JSON.stringify(hall.screen()).slice(0, 200)}`);
}
