import type {
  DisputedTransaction,
  ReconciliationDifference,
  ReconciliationFinding,
} from '../../device/ledger/findings.ts';
import { formatAmount } from '../../drivers/money.ts';
import type { TerminalDayTotals } from './totals-file.ts';

export interface ReconciliationReport {
  /** Day at the centre, YYYY-MM-DD. */
  readonly day: string;
  readonly lines: number;
  readonly terminal: TerminalDayTotals | null;
  /** `null`: not asked. */
  readonly registered: number | null;
  readonly findings: readonly ReconciliationFinding[];
}

const WORDS: { readonly [D in ReconciliationDifference]: string } = {
  'not-at-terminal': 'in the ledger, not at the terminal',
  'not-in-ledger': 'not in the ledger',
  'amount-differs': 'the amounts differ',
  'return-not-at-terminal': 'given back in the ledger, but still counted by the terminal',
  'doubtful-sale-counted': 'in doubt in the ledger, counted by the terminal',
  'by-hand-returned': 'settled by hand as given back, but still counted by the terminal',
  'by-hand-paid': 'settled by hand as paid, and counted by the terminal',
  'by-hand-not-paid': 'settled by hand as not paid, but counted by the terminal',
  'registered-without-payment': 'registered without payment',
  'paid-without-registration': 'paid and not registered',
  'not-in-register': 'registered by the ledger, not at the back office',
  'registration-not-in-ledger': 'registered at the back office, not in the ledger',
  'payment-differs': 'registered with another payment than in the ledger',
};

export function reconcileText({ day, lines, terminal, registered, findings }: ReconciliationReport): string {
  return [
    `${day}: ledger ${lines}, ${terminalWords(terminal)}, back office ${registered ?? 'not compared'}\n`,
    findings.length === 0 ? 'the books agree\n' : '',
    ...findings.map(findingText),
  ].join('');
}

function terminalWords(terminal: TerminalDayTotals | null): string {
  if (!terminal) return 'terminal not compared';
  const { amount, receipts } = terminal.totals;
  const range = receipts ? `, receipts ${receipts.first} to ${receipts.last}` : '';
  return `terminal ${terminal.terminalId} ${amount === null ? 'without a sum' : formatAmount(amount)}${range}`;
}

/** Most suspects in the text; the JSON has all suspects. */
const MOST = 20;

function findingText({ between, difference, suspects, open }: ReconciliationFinding): string {
  const books = between === 'ledger-terminal' ? 'the terminal' : 'the back office';
  const sum =
    difference === 0
      ? `ledger and ${books} differ`
      : `${books} has ${formatAmount(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'} than the ledger`;
  const [first, ...others] = suspects;
  if (!first) return `${sum}; no single transaction explains it: compare receipt by receipt\n`;
  const pending = open ? '; the kiosk is still working on it' : '';
  if (others.length === 0) return `${sum}: ${suspectText(first)}${pending}\n`;
  return [
    `${sum}; it is one of these (the sums do not tell which):\n`,
    ...suspects.slice(0, MOST).map((each) => `    ${suspectText(each)}\n`),
    suspects.length > MOST ? `    and ${suspects.length - MOST} more, see --json\n` : '',
  ].join('');
}

function suspectText({
  what,
  applicationId,
  reference,
  receiptNumber,
  traceNumber,
  amount,
}: DisputedTransaction): string {
  const numbers = [
    reference ?? applicationId,
    receiptNumber === null ? null : `receipt ${receiptNumber}`,
    traceNumber === null ? null : `trace ${traceNumber}`,
    amount === null || amount === 0 ? null : formatAmount(amount),
  ].filter((part) => part !== null);
  return `${numbers.length === 0 ? 'an unknown sale' : numbers.join(', ')}: ${WORDS[what]}`;
}
