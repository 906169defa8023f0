import { fromCallback, fromPromise } from 'xstate';
import type { ApplicationActions } from '../ledger/dealings.ts';
import type { ReserveCreditInput } from '../session/credit.machine.ts';
import type { SaleCommand, SaleEvent } from '../session/payment.machine.ts';
import type { Claims } from './claims.ts';

export const creditActors = (claims: Claims, dealings: ApplicationActions) => ({
  reserve: fromPromise(({ input, signal }: { input: ReserveCreditInput; signal: AbortSignal }) =>
    claims.during(input.applicationId, () => dealings.reserveCredit(input.applicationId, input.code, signal)),
  ),
});

/** Actors that sell by card and inquire about a sale. */
export function paymentActors(claims: Claims, dealings: ApplicationActions) {
  return {
    sell: fromCallback<SaleCommand, { readonly applicationId: string }, SaleEvent>(({ input, sendBack, receive }) => {
      const cancel = new AbortController();
      receive(() => cancel.abort());
      const sale = claims.during(input.applicationId, () =>
        dealings.pay(input.applicationId, cancel.signal, (prompt) => sendBack({ type: 'sale.prompted', prompt })),
      );
      // A rejected promise is a bug: the process's handler gets it. The ledger has the intent.
      void sale.then((outcome) => sendBack({ type: 'sale.settled', outcome }));
      return () => cancel.abort();
    }),
    ask: fromPromise(({ input, signal }: { input: { readonly applicationId: string }; signal: AbortSignal }) =>
      claims.during(input.applicationId, () => dealings.ask(input.applicationId, signal)),
    ),
  };
}
