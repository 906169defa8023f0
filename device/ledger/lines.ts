import type { Qepik } from '../../drivers/money.ts';
import type { Application } from './application.ts';
import { type DueLineEntry, OTHER_PAYMENT_REASON, type PhaseKind } from './entries.ts';

/*
 * A line is one of several dues of a payment. The ledger has one application for all lines, the back office one for each, with its own key.
 * The office registers every line once, or the kiosk owes its amount.
 */

export interface DueLine {
  readonly amount: Qepik;
  /** Reference at the back office; `null`: not lodged. */
  readonly reference: string | null;
  readonly state: 'quoted' | 'lodged' | 'issued' | 'refused';
}

/** Idempotency key of a line at the back office; lines count from 1. */
export const officeKeyOfDueLine = (id: string, line: number): string => `${id}.${line}`;

/** Every key that this application may have at the back office. */
export const officeKeysOf = ({ id, lines }: Pick<Application, 'id' | 'lines'>): readonly string[] =>
  lines.length === 0 ? [id] : lines.map((_, nth) => officeKeyOfDueLine(id, nth + 1));

export const dueLinesFromAmounts = (amounts: readonly Qepik[] = []): readonly DueLine[] =>
  amounts.map((amount) => ({ amount, reference: null, state: 'quoted' }));

const isDecided = ({ state }: DueLine): boolean => state === 'issued' || state === 'refused';

/** Phases in which no refused line is owed: undecided, or the whole payment goes back. */
const NOT_OWED: ReadonlySet<PhaseKind> = new Set(['issueRequested', 'issueRefused', 'reversing', 'reversed']);

/** Refused lines without a credit, unless the payment goes back. A payment that is left to staff is valid if staff settle it as paid. */
export function dueLinesOwingCredit({ lines, last, refused, leftToStaff, settledAs, credits }: Application) {
  if (refused || (leftToStaff && settledAs !== 'paid') || NOT_OWED.has(last)) return [];
  return lines.flatMap(({ state, amount }, nth) =>
    state === 'refused' && !credits.some(({ line }) => line === nth + 1) ? [{ line: nth + 1, amount }] : [],
  );
}

/** The lines after one more entry, or what is wrong with the entry. */
export function applyDueLineEntry({ last, lines }: Application, entry: DueLineEntry): readonly DueLine[] | string {
  const line = lines[entry.line - 1];
  if (!line) return `${entry.kind} of line ${entry.line}, which does not exist`;
  const [phase, state] = entry.kind === 'lineLodged' ? ['quoted', 'quoted'] : ['issueRequested', 'lodged'];
  if (last !== phase || line.state !== state)
    return `${entry.kind} of line ${entry.line}, which is ${line.state}, after ${last}`;
  return lines.map((each) => (each === line ? { ...line, ...changeOf(entry) } : each));
}

function changeOf(entry: DueLineEntry): Partial<DueLine> {
  if (entry.kind === 'lineLodged') return { reference: entry.reference, state: 'lodged' };
  return { state: entry.kind === 'lineIssued' ? 'issued' : 'refused' };
}

/** Why the lines forbid this phase; `null`: the phase is allowed. */
export function whyLinesForbidPhase({ lines }: Application, kind: PhaseKind, reason: string | null): string | null {
  if (lines.length === 0) return null;
  const all = (...states: readonly DueLine['state'][]) => lines.every(({ state }) => states.includes(state));
  switch (kind) {
    case 'lodged':
      return all('lodged') ? null : 'lodged before each of its dues is lodged';
    case 'offered':
      return 'a sale for several dues was offered to the office';
    case 'issued':
      return lines.every(isDecided) && !all('refused') ? null : 'issued before each of its dues is decided';
    case 'issueRefused':
      return all('refused') || reason === OTHER_PAYMENT_REASON
        ? null
        : 'refused, although one of its dues is not refused';
    default:
      return null;
  }
}
