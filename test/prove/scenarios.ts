import type { EntryKind } from '../../device/ledger/entries.ts';
import type { BackOfficeTroubleName } from '../../simulators/back-office/trouble.ts';
import type { TerminalFault } from '../../simulators/payment-terminal/faults.ts';
import type { CitizenPlan, ProvedCabinet } from './protocol.ts';

export type TerminalAct =
  | 'tap'
  | 'decline'
  | 'press-cancel'
  /** Shows the card once the kiosk is gone. */
  | 'tap-without-kiosk'
  /** The cable is pulled, and returns after the bank's answer. */
  | 'unplug-and-tap'
  | 'nothing';

export interface Scenario {
  readonly name: string;
  readonly plan: CitizenPlan;
  readonly cabinet: ProvedCabinet;
  /** Kinds of entries that the ledger must have after an undisturbed visit. */
  readonly through: readonly EntryKind[];
  readonly passes?: readonly string[];
  readonly atTerminal: TerminalAct;
  readonly thenAtTerminal?: TerminalAct;
  readonly notes?: readonly number[];
  /** In qəpik. */
  readonly credit?: number;
  readonly faults?: readonly TerminalFault[];
  readonly lasting?: readonly TerminalFault[];
  readonly office?: {
    readonly trouble: BackOfficeTroubleName;
    /** Start of the office's trouble: with the quote, or with the approval. */
    readonly from: 'quoted' | 'paid';
    /** Real milliseconds of the trouble. `null`: until the next citizen. */
    readonly forMs: number | null;
  };
}

const CARD: CitizenPlan = { service: 'identity-card-replacement' };
const WAITS: ProvedCabinet = { framing: 'serial', issuesGoods: true, takesNotes: false };
/** The terminal's sale is final at once: it can only be reversed. */
const FINAL: ProvedCabinet = { ...WAITS, issuesGoods: false };
const TAKES_NOTES: ProvedCabinet = { ...WAITS, takesNotes: true };
const paid = { plan: CARD, cabinet: WAITS, atTerminal: 'tap' } as const;
const inNotes = {
  plan: { ...CARD, pays: 'cash' },
  cabinet: TAKES_NOTES,
  atTerminal: 'nothing',
  notes: [1, 5],
} as const;

const byCredit = { ...paid, cabinet: TAKES_NOTES, credit: 200 } as const;
const restInNotes = { ...inNotes, credit: 200 } as const;
const REFUSES = { trouble: 'refuse-registration', from: 'paid', forMs: null } as const;

const DUES: CitizenPlan = { service: 'payment-of-dues', dues: true };
const FOR_DUES = [50, 50];

export const SCENARIOS: readonly Scenario[] = [
  {
    ...byCredit,
    name: 'a credit covers it',
    through: ['creditReserved', 'issueRequested', 'issued', 'printed'],
    credit: 100_000,
    atTerminal: 'nothing',
  },
  {
    ...byCredit,
    name: 'a credit covers it, and it is refused',
    through: ['creditReserved', 'issueRefused', 'withdrawn'],
    credit: 100_000,
    atTerminal: 'nothing',
    office: { trouble: 'refuse-registration', from: 'quoted', forMs: null },
  },
  {
    ...byCredit,
    name: 'a credit in part, then card',
    through: ['creditReserved', 'offered', 'approved', 'issued', 'printed'],
  },
  {
    ...byCredit,
    name: 'a credit in part, then card, and refused',
    through: ['creditReserved', 'reversing', 'reversed'],
    cabinet: { ...TAKES_NOTES, issuesGoods: false },
    office: REFUSES,
  },
  {
    ...restInNotes,
    name: 'a credit in part, then notes',
    through: ['creditReserved', 'cashPaid', 'issued', 'printed'],
  },
  {
    ...restInNotes,
    name: 'a credit in part, then notes, and refused',
    through: ['creditReserved', 'cashPaid', 'issueRefused', 'creditIssued'],
    office: REFUSES,
  },
  { ...paid, name: 'approved', through: ['approved', 'issued', 'printed'] },
  {
    ...paid,
    name: 'approved, over TCP',
    through: ['approved', 'issued', 'printed'],
    cabinet: { ...WAITS, framing: 'tcp' },
  },
  { ...paid, name: 'approved and final at once', through: ['approved', 'issued', 'printed'], cabinet: FINAL },
  { ...paid, name: 'declined', through: ['saleSent', 'notPaid'], atTerminal: 'decline' },
  {
    ...paid,
    name: 'cancelled at the kiosk',
    through: ['saleSent', 'notPaid'],
    plan: { ...CARD, cancels: true },
    atTerminal: 'nothing',
  },
  {
    ...paid,
    name: 'cancelled at the kiosk, or a card is shown when it is gone',
    through: ['saleSent', 'notPaid'],
    plan: { ...CARD, cancels: true },
    cabinet: FINAL,
    atTerminal: 'tap-without-kiosk',
  },
  { ...paid, name: 'cancelled at the terminal', through: ['saleSent', 'notPaid'], atTerminal: 'press-cancel' },
  { ...paid, name: 'approved, then silent', through: ['unknown', 'approved'], faults: ['approve-then-silent'] },
  {
    ...paid,
    name: 'paid while the terminal was unplugged',
    through: ['unknown', 'approved', 'issued'],
    cabinet: FINAL,
    atTerminal: 'unplug-and-tap',
  },
  { ...paid, name: 'silent, and nothing booked', through: ['unknown', 'notPaid'], faults: ['silent'] },
  { ...paid, name: 'approved without its completion', through: ['offered', 'unknown'], faults: ['lost-completion'] },
  {
    ...paid,
    name: 'approved although cancelled',
    through: ['saleSent', 'offered'],
    plan: { ...CARD, cancels: true },
    atTerminal: 'nothing',
    faults: ['late-approve'],
  },
  {
    ...paid,
    name: 'refused before it was final',
    through: ['offered', 'notPaid'],
    office: { trouble: 'refuse-registration', from: 'paid', forMs: null },
  },
  {
    ...paid,
    name: 'paid and refused',
    through: ['reversing', 'reversed'],
    cabinet: FINAL,
    office: { trouble: 'refuse-registration', from: 'paid', forMs: null },
  },
  {
    ...paid,
    name: 'paid and refused, and the first reversal too',
    through: ['reversing', 'reversed'],
    cabinet: FINAL,
    faults: ['no-reversal'],
    office: { trouble: 'refuse-registration', from: 'paid', forMs: null },
  },
  {
    ...paid,
    name: 'paid and refused, and every reversal',
    through: ['reversing'],
    cabinet: FINAL,
    lasting: ['no-reversal'],
    office: { trouble: 'refuse-registration', from: 'paid', forMs: null },
  },
  {
    ...paid,
    name: 'back office breaks while paid',
    through: ['offered'],
    office: { trouble: 'error-500', from: 'paid', forMs: 60 },
  },
  {
    ...paid,
    name: 'back office breaks at lodging',
    through: ['quoted'],
    office: { trouble: 'error-500', from: 'quoted', forMs: 250 },
  },
  {
    ...paid,
    name: 'back office breaks after a final sale',
    through: ['approved', 'issued'],
    cabinet: FINAL,
    office: { trouble: 'error-500', from: 'paid', forMs: 60 },
  },
  {
    ...paid,
    name: 'back office is at work on it',
    through: ['offered', 'issued'],
    office: { trouble: 'in-progress', from: 'paid', forMs: 60 },
  },
  {
    ...paid,
    name: 'back office too slow',
    through: ['offered'],
    office: { trouble: 'slow', from: 'paid', forMs: 600 },
  },
  {
    ...paid,
    name: 'back office did it and did not say',
    through: ['offered'],
    office: { trouble: 'lost-answer', from: 'paid', forMs: 60 },
  },
  {
    ...paid,
    name: 'back office lodged it and did not say',
    through: ['quoted'],
    office: { trouble: 'lost-answer', from: 'quoted', forMs: 250 },
  },
  {
    ...paid,
    name: 'a free certificate',
    through: ['issued', 'printed'],
    plan: { service: 'family-members-certificate' },
    atTerminal: 'nothing',
  },
  {
    ...paid,
    name: 'a free certificate on sheets',
    through: ['issued', 'printed'],
    passes: ['documents after Create-Job', 'documents after Send-Document'],
    plan: { service: 'family-members-certificate', onSheets: true },
    cabinet: { ...WAITS, printsSheets: true },
    atTerminal: 'nothing',
  },
  {
    ...paid,
    name: 'a queue ticket',
    through: ['issued', 'printed'],
    plan: { service: 'queue-ticket' },
    atTerminal: 'nothing',
  },
  {
    ...paid,
    name: 'a free application',
    through: ['issued', 'printed'],
    plan: { service: 'utility-gas' },
    atTerminal: 'nothing',
  },
  {
    ...paid,
    name: 'a number for a window where it is paid',
    through: ['issued', 'printed'],
    plan: { service: 'power-of-attorney' },
    atTerminal: 'nothing',
  },
  {
    ...paid,
    name: 'declined, tried again and paid',
    through: ['notPaid', 'approved', 'printed'],
    plan: { ...CARD, retries: true },
    atTerminal: 'decline',
    thenAtTerminal: 'tap',
  },
  {
    ...paid,
    name: 'declined, continued and paid',
    through: ['notPaid', 'approved', 'printed'],
    plan: { ...CARD, comesBack: true },
    atTerminal: 'decline',
    thenAtTerminal: 'tap',
  },
  {
    ...paid,
    name: 'silent, continued and paid',
    through: ['unknown', 'notPaid', 'approved', 'printed'],
    plan: { ...CARD, comesBack: true },
    faults: ['silent'],
  },
  {
    ...paid,
    name: 'delivered, and a duplicate',
    through: ['printed', 'duplicateIssued'],
    plan: { ...CARD, comesBack: true },
  },
  {
    ...inNotes,
    name: 'paid in notes',
    through: ['cashPaid', 'issued', 'printed'],
  },
  {
    ...inNotes,
    name: 'paid in notes and refused',
    through: ['cashPaid', 'issueRefused', 'creditIssued'],
    office: { trouble: 'refuse-registration', from: 'paid', forMs: null },
  },
  {
    ...inNotes,
    name: 'paid in notes while the back office breaks',
    through: ['cashPaid', 'issued'],
    office: { trouble: 'error-500', from: 'paid', forMs: 60 },
  },
  {
    ...inNotes,
    name: 'a large note is kept, paid in notes',
    through: ['noteHeld', 'cashPaid', 'issued', 'creditIssued', 'printed'],
    plan: { ...CARD, pays: 'cash', keeps: true },
    notes: [1, 20],
  },
  {
    ...inNotes,
    name: 'a large note is given back, paid in notes',
    through: ['cashPaid', 'issued', 'printed'],
    notes: [1, 200, 5],
  },
  {
    ...inNotes,
    name: 'stopped after a note',
    through: ['cashStopped', 'creditIssued'],
    plan: { ...CARD, pays: 'cash', stopsAt: 100 },
    notes: [1],
  },
  {
    ...inNotes,
    name: 'stopped after a note, continued and paid by card',
    through: ['creditIssued', 'approved', 'printed'],
    plan: { ...CARD, pays: 'cash', stopsAt: 100, comesBack: true, thenPays: 'card' },
    atTerminal: 'tap',
    notes: [1],
  },
  {
    ...paid,
    name: 'three dues, and the back office breaks after the sale',
    through: ['lineLodged', 'approved', 'lineIssued', 'issued', 'printed'],
    plan: DUES,
    office: { trouble: 'error-500', from: 'paid', forMs: 60 },
  },
  {
    ...paid,
    name: 'three dues, and the second is refused',
    through: ['approved', 'lineRefused', 'creditIssued', 'printed'],
    plan: DUES,
    office: { trouble: 'refuse-second-due', from: 'paid', forMs: null },
  },
  {
    ...paid,
    name: 'three dues, and each is refused',
    through: ['approved', 'lineRefused', 'reversing', 'reversed'],
    plan: DUES,
    office: { trouble: 'refuse-registration', from: 'paid', forMs: null },
  },
  {
    ...inNotes,
    name: 'three dues in notes, and the second is refused',
    through: ['cashPaid', 'lineRefused', 'creditIssued', 'printed'],
    plan: { ...DUES, pays: 'cash', keeps: true },
    notes: FOR_DUES,
    office: { trouble: 'refuse-second-due', from: 'paid', forMs: null },
  },
];
