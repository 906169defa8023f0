import type { BackOfficeTroubleName } from '../../simulators/back-office/trouble.ts';
import type { TerminalFault } from '../../simulators/payment-terminal/faults.ts';
import type { Plan, TerminalKind } from './protocol.ts';

/** What one citizen wants, and what terminal and back office make of it. */
export interface Scenario {
  readonly name: string;
  readonly plan: Plan;
  readonly terminal: TerminalKind;
  /** What the citizen does at the terminal when it asks for a card. */
  readonly atTerminal: 'tap' | 'decline' | 'press-cancel' | 'nothing';
  readonly faults?: readonly TerminalFault[];
  /** Shown on every occasion. */
  readonly lasting?: readonly TerminalFault[];
  readonly office?: {
    readonly trouble: BackOfficeTroubleName;
    /** `paid`: when the terminal has approved. */
    readonly from: 'beginning' | 'paid';
    /** Of the wall. `null`: until the next citizen comes. */
    readonly forMs: number | null;
  };
}

const CARD: Plan = { service: 'identity-card-replacement' };
const WAITS: TerminalKind = { framing: 'serial', issuesGoods: true };
/** A sale is final at once, and can only be reversed. */
const FINAL: TerminalKind = { framing: 'serial', issuesGoods: false };
const paid = { plan: CARD, terminal: WAITS, atTerminal: 'tap' } as const;

export const SCENARIOS: readonly Scenario[] = [
  { ...paid, name: 'approved' },
  { ...paid, name: 'approved, over TCP', terminal: { framing: 'tcp', issuesGoods: true } },
  { ...paid, name: 'approved and final at once', terminal: FINAL },
  { ...paid, name: 'declined', atTerminal: 'decline' },
  { ...paid, name: 'cancelled at the kiosk', plan: { ...CARD, cancels: true }, atTerminal: 'nothing' },
  { ...paid, name: 'cancelled at the terminal', atTerminal: 'press-cancel' },
  { ...paid, name: 'approved, then silent', faults: ['approve-then-silent'] },
  { ...paid, name: 'silent, and nothing booked', faults: ['silent'] },
  { ...paid, name: 'approved without its completion', faults: ['lost-completion'] },
  {
    ...paid,
    name: 'approved although cancelled',
    plan: { ...CARD, cancels: true },
    atTerminal: 'nothing',
    faults: ['late-approve'],
  },
  {
    ...paid,
    name: 'refused before it was final',
    office: { trouble: 'refuse-registration', from: 'paid', forMs: null },
  },
  {
    ...paid,
    name: 'paid and refused',
    terminal: FINAL,
    office: { trouble: 'refuse-registration', from: 'paid', forMs: null },
  },
  {
    ...paid,
    name: 'paid and refused, and the first reversal too',
    terminal: FINAL,
    faults: ['no-reversal'],
    office: { trouble: 'refuse-registration', from: 'paid', forMs: null },
  },
  {
    ...paid,
    name: 'paid and refused, and every reversal',
    terminal: FINAL,
    lasting: ['no-reversal'],
    office: { trouble: 'refuse-registration', from: 'paid', forMs: null },
  },
  { ...paid, name: 'back office breaks while paid', office: { trouble: 'error-500', from: 'paid', forMs: 60 } },
  { ...paid, name: 'back office breaks at lodging', office: { trouble: 'error-500', from: 'beginning', forMs: 250 } },
  {
    ...paid,
    name: 'back office breaks after a final sale',
    terminal: FINAL,
    office: { trouble: 'error-500', from: 'paid', forMs: 60 },
  },
  { ...paid, name: 'back office too slow', office: { trouble: 'slow', from: 'paid', forMs: 600 } },
  { ...paid, name: 'back office did it and did not say', office: { trouble: 'lost-answer', from: 'paid', forMs: 60 } },
  {
    ...paid,
    name: 'back office lodged it and did not say',
    office: { trouble: 'lost-answer', from: 'beginning', forMs: 250 },
  },
  { ...paid, name: 'a free certificate', plan: { service: 'family-members-certificate' }, atTerminal: 'nothing' },
  { ...paid, name: 'a queue ticket', plan: { service: 'queue-ticket' }, atTerminal: 'nothing' },
];
