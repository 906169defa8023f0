import { type Clock, createTimer } from '../../drivers/clock.ts';
import type { KioskSnapshot, SessionSnapshot } from '../screen/to-screen.ts';
import { isPaid } from '../session/context.ts';
import { MOVING } from '../session/session.setup.ts';
import { longestPaymentMs, VISIT_ENDS_MS } from './stop-bound.ts';

/** What an end of the process waits for. */
export type WaitsFor = 'visit' | 'money';

export interface DrainOptions {
  readonly kiosk: () => KioskSnapshot;
  /** Tells after every change of the machines, before anything else can reach them. */
  readonly onChange: (listener: () => void) => () => void;
  readonly clock: Clock;
  /** How long the back office may take for one answer, in milliseconds. */
  readonly officeMs: number;
}

/** Where an application is on its way that is paid for, or will be. */
const PAYS = [...MOVING, 'lodging', 'lodged', 'credited', 'issuing', 'issuingAgain', 'refused', 'givingBack'] as const;

const isVisited = (kiosk: KioskSnapshot): boolean => kiosk.matches({ open: 'visiting' });

/** Whether somebody pays, has paid, or waits for a paper: nothing of that is cut. */
export function isMoneyMoving(kiosk: KioskSnapshot): boolean {
  const session = kiosk.children['session']?.getSnapshot() as SessionSnapshot | undefined;
  if (session?.status !== 'active') return false;
  return isPaid(session.context) || PAYS.some((journey) => session.matches({ visit: { journey } }));
}

/**
 * Calls `end` once, at the first instant at which the process may end: when no visit is under way, or with `money` when nobody pays. A
 * visit that does not pay is waited for `VISIT_ENDS_MS`; one that pays longer, as long as a payment can take, and no longer. `end` is
 * called before anything else can reach the machines, so that nothing begins in between.
 */
export function drain({ kiosk, onChange, clock, officeMs }: DrainOptions, waitsFor: WaitsFor, end: () => void): void {
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
