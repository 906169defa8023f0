import { type Clock, createTimer } from '../../drivers/clock.ts';
import type { KioskSnapshot, SessionSnapshot } from '../screen/to-screen.ts';
import { isVisitPaid } from '../session/context.ts';
import { MONEY_OR_PAPER_STATES } from '../session/session.setup.ts';
import { longestPaymentMs, VISIT_ENDS_MS } from './stop-bound.ts';

export type DrainBlocker = 'visit' | 'money';

export interface DrainOptions {
  readonly kiosk: () => KioskSnapshot;
  /** Calls the listener before any other event reaches the machines. */
  readonly onChange: (listener: () => void) => () => void;
  readonly clock: Clock;
  /** Longest wait for an answer of the office. */
  readonly officeMs: number;
}

const PAYS = [
  ...MONEY_OR_PAPER_STATES,
  'lodging',
  'lodged',
  'credited',
  'issuing',
  'issuingAgain',
  'refused',
  'givingBack',
] as const;

const isVisited = (kiosk: KioskSnapshot): boolean => kiosk.matches({ open: 'visiting' });

/** Whether the citizen is paying, has paid, or waits for a paper: none of this may be interrupted. */
export function isMoneyMoving(kiosk: KioskSnapshot): boolean {
  const session = kiosk.children['session']?.getSnapshot() as SessionSnapshot | undefined;
  if (session?.status !== 'active') return false;
  return isVisitPaid(session.context) || PAYS.some((journey) => session.matches({ visit: { journey } }));
}

/**
 * Calls `end` once, as soon as the process may end: when no visit runs, or with `money`, when no payment runs. A visit without payment gets
 * `VISIT_ENDS_MS`; a paying visit gets at most the longest payment. Then no other event reaches the machines before `end`, so nothing new
 * begins.
 */
export function endWhenAllowed(
  { kiosk, onChange, clock, officeMs }: DrainOptions,
  waitsFor: DrainBlocker,
  end: () => void,
): void {
  let patience = waitsFor;
  let over = false;
  const mayEnd = () => !(patience === 'visit' ? isVisited : isMoneyMoving)(kiosk());
  const limit = createTimer(clock, () => {
    if (patience === 'money') return finish();
    patience = 'money';
    limit.start(longestPaymentMs(officeMs));
    look();
  });
  const stopListening = onChange(look);
  limit.start(waitsFor === 'visit' ? VISIT_ENDS_MS : longestPaymentMs(officeMs));
  look();

  function look(): void {
    if (mayEnd()) finish();
  }
  function finish(): void {
    if (over) return;
    over = true;
    limit.stop();
    stopListening();
    end();
  }
}
