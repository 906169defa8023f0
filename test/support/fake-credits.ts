import type { CreditOffice } from '../../device/back-office/credits.ts';
import { err, ok } from '../../drivers/result.ts';

/** The credits of the office in a test. */
export const creditState = () => ({
  /** The value of every code. */
  creditWorth: 200,
  /** Why the office refuses every code, or `null`. */
  noCredit: null as string | null,
  /** Whether the office answers that this kiosk tried too many codes. */
  tooMany: false,
  toldCredits: [] as string[],
  /** By application. */
  reserved: new Map<string, number>(),
});

type State = ReturnType<typeof creditState> & { readonly down: boolean };

/** Credits: every code is worth the same. */
export function fakeCredits(state: State): CreditOffice {
  const down = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
  return {
    tellCredit: async (key) => {
      if (state.down) return down;
      state.toldCredits.push(key);
      return ok(undefined);
    },
    reserveCredit: async (key, { most }) => {
      if (state.down) return down;
      if (state.tooMany) return err({ code: 'BKO-109', kind: 'busy' });
      if (state.noCredit !== null) return err({ code: 'BKO-102', kind: 'refused', reason: state.noCredit });
      const amount = Math.min(most, state.creditWorth);
      state.reserved.set(key, amount);
      return ok({ amount, left: state.creditWorth - amount });
    },
  };
}
