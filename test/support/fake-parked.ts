import type { ParkedVisitOffice } from '../../device/back-office/parked-visits.ts';
import type { SealedVisit } from '../../device/park/seal.ts';
import { err, ok } from '../../drivers/result.ts';

/** `parked`: sealed visits by id. `parkedLost`: how many answers get lost after the office did its work. */
export const parkedState = () => ({ parked: new Map<string, SealedVisit>(), parkedLost: 0 });

interface State extends ReturnType<typeof parkedState> {
  readonly down: boolean;
}

const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
const NOT_PARKED = err({ code: 'BKO-102', kind: 'refused', reason: 'not-parked' } as const);

export function fakeParked(state: State): ParkedVisitOffice {
  const isLost = (): boolean => {
    if (state.parkedLost === 0) return false;
    state.parkedLost -= 1;
    return true;
  };
  return {
    storeParked: async (id, { sealed, until }) => {
      if (state.down) return DOWN;
      state.parked.set(id, { sealed, until });
      return isLost() ? DOWN : ok(undefined);
    },
    readParked: async (id) => {
      if (state.down) return DOWN;
      const parked = state.parked.get(id);
      return parked ? ok(parked) : NOT_PARKED;
    },
    deleteParked: async (id) => {
      if (state.down) return DOWN;
      state.parked.delete(id);
      return isLost() ? DOWN : ok(undefined);
    },
  };
}
