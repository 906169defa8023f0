import { OPERATION_NOT_OFFERED } from '../../device/back-office/not-offered.ts';
import { UNMATCHED_ANSWER } from '../../device/ledger/application.ts';
import type { CashList } from '../../device/ledger/cash-list.ts';
import { sumOfNotes } from '../../device/ledger/cassette-exchange.ts';
import type {
  ApplicationOutcome,
  LedgerEntry,
  MaintenanceAct,
  NoteCount,
  SettledBanknoteFate,
  StaffSettledOutcome,
} from '../../device/ledger/entries.ts';
import type { OwedItem } from '../../device/ledger/owed.ts';
import { formatAmount } from '../../drivers/money.ts';
import { formatTable } from '../command/output.ts';

const NEXT_WORDS: { readonly [D in OwedItem['next']]: string } = {
  ask: 'ask the terminal for the outcome of the sale; until then there is no other card sale',
  'count-cash': 'count its notes as the payment',
  'stop-cash': 'stop taking notes',
  'wait-for-note': 'wait until the bill validator reports where the note is',
  credit: 'write a credit for the notes beyond the duty, or for a due that was refused',
  'tell-credit': 'report the credit to the back office',
  register: 'register it at the back office: it is paid or free',
  reverse: 'give the money back at the terminal',
  withdraw: 'take it back at the back office',
  close: 'close it',
  'leave-to-staff':
    'nothing: the terminal may have answered about another sale (TRM-106, TRM-107), or the office has another payment; check and settle it by hand',
  nothing: 'nothing',
  'by-hand':
    'nothing: a ledger entry of the application is damaged or missing; settle the application by hand (LDG-103)',
  damaged: 'nothing: the ledger entries of the application contradict each other; `asan-kiosk ledger show` prints them',
};

export const describeNextAction = (next: OwedItem['next']): string => NEXT_WORDS[next];

const OUTCOME_WORDS: { readonly [O in ApplicationOutcome]: string } = {
  delivered: 'registered, and its paper came out',
  deliveredWithoutPaper: 'registered; no paper was confirmed',
  abandoned: 'nothing was paid, nothing is registered',
  returned: 'it was paid, nothing is registered, and the money went back',
  credited: 'nothing is registered; the notes became a credit',
  duplicated: 'a paper of an earlier visit was printed once more',
  listed: 'a note or a sale without an application, on the list for staff',
};

const HAND_WORDS: { readonly [A in StaffSettledOutcome]: string } = {
  returned: 'staff gave the money back',
  paid: 'the citizen paid, and staff handle the application',
  'not-paid': 'nothing was paid',
};

type Words = { readonly [K in LedgerEntry['kind']]: string | ((entry: Extract<LedgerEntry, { kind: K }>) => string) };

const ENTRY_WORDS: Words = {
  quoted: (entry) =>
    `begun: ${entry.service}${entry.tier === null ? '' : `, ${entry.tier}`}, duty ${formatAmount(entry.amount)}${entry.lines ? ` for ${entry.lines.length} dues: ${entry.lines.map(formatAmount).join(' + ')}` : ''}, paper: ${entry.paper}`,
  lineLodged: (entry) =>
    `due ${entry.line} handed over to the back office, which gave the reference ${entry.reference}`,
  lineIssued: (entry) => `due ${entry.line} registered at the back office`,
  lineRefused: (entry) => `the back office refused to register due ${entry.line} (${entry.reason}): its amount is owed`,
  duplicateIssued: (entry) => `the back office allowed one more paper (${entry.number}) of ${entry.reference}`,
  lodged: (entry) => `handed over to the back office, which gave the reference ${entry.reference}`,
  intent: (entry) =>
    `a card sale will begin; the terminal's last sale before it: ${entry.before ? `trace ${entry.before.traceNumber}, receipt ${entry.before.receiptNumber}` : 'none'}`,
  saleSent: 'the sale is about to be sent: from here on money may move',
  offered: (entry) =>
    `the bank approved ${formatAmount(entry.approval.amount)}; the terminal waits until it is registered`,
  approved(entry) {
    const { ref, amount } = entry.approval;
    return `paid by card: ${formatAmount(amount)}, terminal ${ref.terminalId}, trace ${ref.traceNumber}, receipt ${ref.receiptNumber}`;
  },
  notPaid: (entry) => `not paid: ${entry.why}${entry.code === null ? '' : ` (${entry.code})`}; no money moved`,
  trialSale: (entry) =>
    `a technician tries the terminal with a sale of ${formatAmount(entry.amount)}, which goes back at once`,
  straySale: (entry) =>
    `when the kiosk started, the terminal had a sale or payout of no application: ${formatAmount(entry.amount)}, terminal ${entry.ref.terminalId}, trace ${entry.ref.traceNumber}, receipt ${entry.ref.receiptNumber}${entry.ref.at === undefined ? '' : `, at ${entry.ref.at} (MMDDHHMMSS)`}`,
  unknown(entry) {
    if (entry.code === UNMATCHED_ANSWER)
      return `the terminal may have answered about another sale (${entry.code}): left to staff`;
    return `the answer to the sale was lost (${entry.code}): the kiosk must ask the terminal`;
  },
  cashIntent: 'the kiosk takes notes',
  cashPaid: (entry) => `paid in notes: ${entry.notes.map(formatAmount).join(' + ')}`,
  cashStopped: 'no more notes; the inserted money is owed',
  strayNote: (entry) =>
    `the bill validator reported a note of no application (${entry.why}), ${noteWords(entry.value)}: count the cassette`,
  issueRequested: 'the kiosk asks the back office to register the application',
  issued: 'registered at the back office',
  issueRefused: (entry) => `the back office refused to register the application (${entry.reason})`,
  reversing: 'the kiosk asks the terminal to give the money back',
  reversed: 'the money went back',
  printing: (entry) => `the paper is about to come out (copy ${entry.copy})`,
  printed: (entry) => (entry.copy === 1 ? 'the paper came out' : `the paper came out once more (${entry.copy})`),
  printFailed: (entry) => `the paper did not come out (${entry.code})`,
  codeShown: 'the citizen took the number from the screen',
  settledByHand(entry) {
    const next = entry.leftToStaff ? 'off the list for staff' : 'the kiosk does the rest';
    return `settled by hand by ${entry.by}: ${HAND_WORDS[entry.as]}; ${next}`;
  },
  withdrawn: 'taken back at the back office',
  closed: (entry) => `closed: ${OUTCOME_WORDS[entry.outcome]}`,
  noteHeld: (entry) => `a note of ${formatAmount(entry.value)} is in the mouth and will be stacked`,
  noteStacked: ({ found, by }) =>
    found === undefined ? 'the note is in the cassette' : `the note was found by ${by}: ${FATE_WORDS[found]}`,
  noteReturned: 'the note went back to the citizen',
  noteInDoubt: (entry) =>
    `it is not known where the note is (${entry.why}${entry.by === undefined ? '' : ` by ${entry.by}`}), ${noteWords(entry.value)}: count the cassette`,
  creditIssued: (entry) =>
    `a credit of ${formatAmount(entry.amount)}${entry.line === undefined ? '' : ` for due ${entry.line}`} with the code ${entry.code}`,
  creditTold: ({ code, refused }) => {
    if (refused === undefined) return `the office knows the credit ${code}`;
    return refused === OPERATION_NOT_OFFERED
      ? `the office does not take credits: staff pay out the credit ${code} by \`ledger cash\`, if the office does not know the code`
      : `the office refused to take the credit ${code} (${refused}): compare code and sum with its desk`;
  },
  serviced: ({ what, by, about }) => `${SERVICE_ACTS[what]}${about === undefined ? '' : `: ${about}`} (${by})`,
  creditReserved: (entry) => `the office reserved ${formatAmount(entry.amount)} of a credit for the application`,
  noteSettled: ({ by, fate }) => `the doubt about the note is settled by ${by}: ${FATE_WORDS[fate]}`,
  creditPaidOut: ({ code, by }) => `a cashier paid out the credit ${code}, marked by ${by}`,
  cassetteBegun: ({ by }) => `${by} began to exchange the cassette`,
  cassetteOut: 'the cassette is out: later notes lie in the next one',
  cassetteIn: 'an empty cassette is in',
  cassetteCounted: ({ by, counted, expected }) =>
    `${by} counted ${notesWords(counted)}; the ledger has ${notesWords(expected)}`,
  cassetteDifference: ({ second }) => `${second} confirmed the difference`,
  cassetteSealed: ({ bag }) => `the notes are in the bag ${bag}; the kiosk signed the record`,
  cassetteEnded: ({ slip }) =>
    slip ? 'the exchange ended, and its slip came out' : 'the exchange ended without a slip',
  creditPrinted: (entry) => `the credit ${entry.code} came out on paper`,
  slipPrinted: (entry) => `a slip with the reference came out, because the ${entry.about} was not settled`,
};

const SERVICE_ACTS: Readonly<Record<MaintenanceAct, string>> = {
  begun: 'staff began maintenance at the glass',
  ended: 'staff ended maintenance at the glass',
  'new-roll': 'staff put in a new roll',
  'stuck-note': 'staff cleared the path of the notes; the validator then said',
  'asked-again': 'staff asked again about all open money',
  test: 'staff began to test a device',
  'let-in': 'staff began to let in an exchanged device',
  cleaning: 'staff cleaned a device that failed for people',
  closure: 'staff took the kiosk out of service',
  opening: 'staff put the kiosk into service',
  restart: 'staff restarted the machine',
  'power-off': 'staff shut the machine down',
};

export function entryWords(entry: LedgerEntry): string {
  const words = ENTRY_WORDS[entry.kind] as string | ((entry: LedgerEntry) => string);
  return typeof words === 'string' ? words : words(entry);
}

/** Notes that the validator has not reported yet; empty if there are none. */
export const heldNotesText = (held: CashList['held']): string =>
  held.length === 0
    ? ''
    : `notes held, not settled: the bill validator has not reported where they are\n${formatTable(
        held.map(({ value, at, applicationId, inserted }) => [
          formatAmount(value),
          `beside ${formatAmount(inserted)} in the cassette, ${at}, application ${applicationId}`,
        ]),
      )}`;

const FATE_WORDS: { readonly [F in SettledBanknoteFate | 'in-cassette' | 'at-count']: string } = {
  'in-cassette': 'it is in the cassette',
  'at-count': 'the count of the cassette has it',
  counted: 'the count of the cassette has it',
  'given-back': 'it went back to the citizen by hand',
  none: 'no note was found',
};

const notesWords = (notes: readonly NoteCount[]): string =>
  notes.length === 0
    ? 'no notes'
    : `${notes.map(({ value, count }) => `${count} × ${formatAmount(value)}`).join(' + ')}, ${formatAmount(sumOfNotes(notes))}`;

const noteWords = (value: number | null): string => (value === null ? 'of unknown value' : formatAmount(value));

const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
] as const;

/** `3 d 4 h`, `12 min`, `40 s`; at most two units. */
export function ageWords(seconds: number | null): string {
  if (seconds === null) return 'age unknown';
  let rest = seconds;
  const parts: string[] = [];
  for (const [size, name] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.length === 0 ? `${rest} s` : parts.slice(0, 2).join(' ');
}
