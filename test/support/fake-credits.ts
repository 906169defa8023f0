import type { CreditOffice } from '../../device/back-office/credits.ts';
import { err, ok } from '../../drivers/result.ts';

export const creditState = () => ({
  creditWorth: 200,
  /** `null`: the office accepts codes. */
  noCredit: null as string | null,
  tooMany: false,
  toldCredits: [] as string[],
  reserved: new Map<string, number>(),
});

type State = ReturnType<typeof creditState> & { readonly down: boolean };

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
