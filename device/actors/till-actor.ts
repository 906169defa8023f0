import { fromCallback } from 'xstate';
import { type AskToKeepBanknote, cashCountOf } from '../ledger/till.ts';
import type { CashInput, TillCommand, TillReport } from '../session/cash.machine.ts';
import type { Claims } from './claims.ts';
import type { KioskParts } from './kiosk-parts.ts';

/** Accepts notes for an application when its machine says so, and reports what the ledger has of them. */
export function tillActor(claims: Claims, { billValidator: till, dealings }: KioskParts) {
  return fromCallback<TillCommand, CashInput, TillReport>(({ input: { applicationId: id }, sendBack, receive }) => {
    if (!till) throw new Error('notes without a bill validator');
    let stop = new AbortController();
    const count = () => cashCountOf(dealings.countCash(id));
    const off = till.onEvent((event) => sendBack({ type: 'till.reported', event, count: count() }));
    dealings.wantCash(id);
    let answer = (_keeps: boolean): void => undefined;
    const askToKeep: AskToKeepBanknote = (note, signal) =>
      new Promise((resolve) => {
        answer = resolve;
        signal.addEventListener('abort', () => {
          resolve(false);
          sendBack({ type: 'till.withdrew' });
        });
        sendBack({ type: 'till.asked', note });
      });
    receive(({ type }) => {
      if (type === 'keep' || type === 'give-back') return answer(type === 'keep');
      if (type === 'stop') return stop.abort();
      stop = new AbortController();
      const taken = claims.during(id, () => till.take(id, stop.signal, askToKeep));
      // A rejected promise is a bug: the process's handler gets it. The ledger has the notes.
      void taken.then(() => sendBack({ type: 'till.ended', count: count() }));
    });
    return () => {
      off();
      stop.abort();
    };
  });
}
