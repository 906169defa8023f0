import type { CitizenScreen } from '../../device/screen/screen.ts';
import { BACK_OFFICE_TROUBLES, type BackOfficeTroubleName } from '../../simulators/back-office/trouble.ts';
import type { DocumentPrinterFault } from '../../simulators/document-printer/faults.ts';
import type { InsertOptions } from '../../simulators/id-reader/mrz.ts';
import type { TerminalFault } from '../../simulators/payment-terminal/faults.ts';
import type { PrinterFault } from '../../simulators/receipt-printer/answers.ts';
import { partByCommit } from '../support/commit.ts';
import type { Hall } from './hall.ts';

export const PAID_SERVICE = 'identity-card-replacement';
const CERTIFICATE = 'family-members-certificate';
const OF_A_CHILD = 'identity-card-child';
const WITHOUT_ADDRESS = 'passport';
const FREE = 'complaint';
const TICKET = 'queue-ticket';
const AT_A_WINDOW = 'e-signature';
const BY_APPOINTMENT = 'power-of-attorney';
const OF_NOBODY = 'migration-permit';
/** The next three services have dues: found by plate, by another number, and in the person's list. */
const FINE = 'road-fine';
const DUTY = 'state-duty';
const OWN_DUES = 'payment-of-dues';
const EVERYTHING = 'every-question';

export interface CanaryVisit {
  readonly name: string;
  readonly service: string;
  readonly begin?: (hall: Hall) => unknown;
  readonly check?: (hall: Hall) => unknown;
  /** Only at first; later the card is put in whole. */
  readonly insert?: InsertOptions | 'unplugged';
  readonly pay?: (hall: Hall) => unknown;
  readonly cancels?: true;
  /** In manats; then the citizen stops. */
  readonly notes?: readonly number[];
  /** Screen on which the citizen touches *Finish and clear*. */
  readonly leavesAt?: CitizenScreen['show'];
  readonly leavesIn?: string;
  readonly continues?: true;
  /** The document printer is open: the copy for information has the name on the roll. */
  readonly onRoll?: true;
  readonly saysWrong?: true;
  readonly wants?: 'move' | 'cancel';
  readonly print?: (hall: Hall) => unknown;
}

/** Without its line here a new fault does not compile. */
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
/** A text: why the fault is not tried, or the tried fault that looks the same. */
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

/** Services to try with these faults. All services react alike to the other faults. */
const OTHERWISE: { readonly [F in TerminalFault]?: string } = { decline: OF_A_CHILD, busy: WITHOUT_ADDRESS };

const terminalVisits: readonly CanaryVisit[] = [
  ...namesOf(TERMINAL_FAULTS).map((fault) => ({
    name: `terminal: ${fault}`,
    service: OTHERWISE[fault] ?? PAID_SERVICE,
    begin: ({ terminal }: Hall) => terminal.faults.next(fault),
    ...(fault === 'late-approve' && ({ cancels: true } as const)),
  })),
  { name: 'terminal: unplugged', service: PAID_SERVICE, pay: ({ terminal }) => terminal.cable.unplug() },
  { name: 'terminal: cancelled', service: PAID_SERVICE, pay: ({ terminal }) => terminal.key('cancel') },
];

const printerVisits: readonly CanaryVisit[] = [
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
  { name: 'printer: nothing, of a subscriber', service: 'utility-power' },
  {
    name: 'printer: unplugged',
    service: CERTIFICATE,
    onRoll: true,
    print: ({ printer }) => printer.cable.unplug(),
  },
  { name: 'printer: switched off', service: FREE, print: ({ printer }) => printer.powerCycle() },
];

const documentVisits: readonly CanaryVisit[] = [
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

const isAfterLodging = (trouble: BackOfficeTroubleName): boolean => trouble !== 'refuse-lodging' && trouble !== 'down';

const officeVisits: readonly CanaryVisit[] = [
  {
    name: 'back office: down before the price',
    service: PAID_SERVICE,
    begin: ({ office }) => office.trouble.set('down'),
  },
  ...BACK_OFFICE_TROUBLES.map((trouble) => ({
    name: `back office: ${trouble}`,
    service: PAID_SERVICE,
    ...(isAfterLodging(trouble)
      ? { pay: ({ office }: Hall) => office.trouble.set(trouble) }
      : { check: ({ office }: Hall) => office.trouble.set(trouble) }),
  })),
];

const dueVisits: readonly CanaryVisit[] = [
  { name: 'due: paid', service: DUTY },
  { name: 'due: paid elsewhere', service: DUTY, check: ({ office }) => office.trouble.set('paid-elsewhere') },
  { name: 'due: lodged, and refused', service: FINE, pay: ({ office }) => office.trouble.set('refuse-registration') },
  { name: 'due: no answer', service: FINE, check: ({ office }) => office.trouble.set('down') },
];

const readerVisits: readonly CanaryVisit[] = [
  ...namesOf(TAKEN_EARLY).map((early) => ({ name: `reader: ${early}`, service: CERTIFICATE, insert: { early } })),
  { name: 'reader: unreadable', service: CERTIFICATE, insert: { unreadable: true } },
  { name: 'reader: unplugged', service: CERTIFICATE, insert: 'unplugged' },
];

const LEAVES_AT: readonly CitizenScreen['show'][] = ['checking', 'choosingPayment', 'payingCash'];
const LEAVES_CODE_AT: readonly CitizenScreen['show'][] = ['offeringCode', 'typingCode', 'previewing'];

const leaving =
  (service: string) =>
  (show: CitizenScreen['show']): CanaryVisit => ({ name: `leaves at ${show}`, service, leavesAt: show });

const leavingVisits: readonly CanaryVisit[] = [
  ...LEAVES_AT.map(leaving(PAID_SERVICE)),
  ...LEAVES_CODE_AT.map(leaving(CERTIFICATE)),
  leaving(BY_APPOINTMENT)('choosingSlot'),
  leaving(FINE)('showingDue'),
  { name: 'leaves in the midst of a FIN', service: OF_A_CHILD, leavesIn: 'child-fin' },
];

const lastVisits: readonly CanaryVisit[] = [
  { name: 'notes: paid', service: PAID_SERVICE, notes: [10] },
  { name: 'continued: a duplicate', service: PAID_SERVICE, continues: true },
  { name: 'booked already: moved', service: BY_APPOINTMENT, wants: 'move' },
  { name: 'booked already: cancelled', service: BY_APPOINTMENT, wants: 'cancel' },
  { name: 'notes: stopped', service: PAID_SERVICE, notes: [1] },
  { name: 'declined', service: PAID_SERVICE, pay: ({ terminal }) => terminal.faults.next('decline') },
  { name: 'continued: looked at and left', service: PAID_SERVICE, continues: true, leavesAt: 'found' },
  { name: 'continued: paid', service: PAID_SERVICE, continues: true },
];

export const CANARY_VISITS: readonly CanaryVisit[] = [
  ...byTurns(
    terminalVisits,
    [...printerVisits, ...documentVisits, ...readerVisits, ...leavingVisits],
    [...officeVisits, ...dueVisits],
  ),
  ...lastVisits,
];

/** The first visit of each service, each continuing visit, and one in 48 of the rest, chosen by the commit. */
export function drawnVisits(): readonly CanaryVisit[] {
  const firsts = CANARY_VISITS.filter(
    (visit, at) => CANARY_VISITS.findIndex(({ service }) => service === visit.service) === at,
  );
  const drawn = partByCommit(CANARY_VISITS, 48);
  return CANARY_VISITS.filter((visit) => [firsts, drawn, lastVisits].some((some) => some.includes(visit)));
}

function byTurns<T>(...lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}
