import type { RegisterAccess, RegisterAccessOffice } from '../../device/back-office/accesses.ts';
import type {
  RegisterChild,
  RegisterFactsOffice,
  RegisterFactsRequest,
  RegisterPhone,
} from '../../device/back-office/known.ts';
import { err, ok } from '../../drivers/result.ts';

const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);

export const knownState = () => ({
  children: [] as readonly RegisterChild[],
  phone: null as RegisterPhone | null,
  knownQuestions: new Map<string, RegisterFactsRequest>(),
  accesses: [] as readonly RegisterAccess[],
  slowRegister: null as Promise<void> | null,
});

export function fakeKnown(
  state: ReturnType<typeof knownState> & { readonly down: boolean },
): RegisterFactsOffice & RegisterAccessOffice {
  return {
    accesses: async () => (state.down ? DOWN : ok(state.accesses)),
    async readKnown(key, request, signal) {
      state.knownQuestions.set(key, request);
      const aborted = new Promise((end) => signal.addEventListener('abort', end));
      if (state.slowRegister) await Promise.race([state.slowRegister, aborted]);
      if (state.down || signal.aborted) return DOWN;
      return ok({ children: state.children, phone: state.phone });
    },
  };
}
