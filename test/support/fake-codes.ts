import { isDeepStrictEqual } from 'node:util';
import type { PhoneCodeDelivery, PhoneCodeOffice, PhoneCodeRequest } from '../../device/back-office/contract.ts';
import { err, ok } from '../../drivers/result.ts';

export const PHONE_CODE = '204816';
export const CODE_SENT: PhoneCodeDelivery = { number: '+994 •• ••• •• 67', validSeconds: 300, tries: 3, more: true };

interface CodeState {
  readonly down: boolean;
  readonly codes: Map<string, { readonly request: PhoneCodeRequest; readonly attempts: string[] }>;
  /** `null`: the office sends codes. */
  readonly noCode: string | null;
  readonly tries: number;
  readonly moreCodes: boolean;
}

/** Office that sends codes to the phone of the register. All codes are equal. */
export function fakeCodes(state: CodeState): PhoneCodeOffice {
  const down = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
  return {
    sendCode: async (key, request) => {
      if (state.down) return down;
      if (state.noCode !== null) return err({ code: 'BKO-102', kind: 'refused', reason: state.noCode });
      const known = state.codes.get(key);
      // The same idempotency key with another body.
      if (known && !isDeepStrictEqual(known.request, request))
        return err({ code: 'BKO-102', kind: 'refused', reason: 'idempotency-conflict' });
      if (!known) state.codes.set(key, { request, attempts: [] });
      return ok({ ...CODE_SENT, tries: state.tries, more: state.moreCodes });
    },
    checkCode: async (key, attempt, { digits }) => {
      const attempts = state.codes.get(key)?.attempts ?? [];
      if (!attempts.includes(attempt)) attempts.push(attempt);
      if (state.down) return down;
      const tries = state.tries - attempts.length;
      if (digits === PHONE_CODE) return ok({ outcome: 'right', tries });
      return ok({ outcome: tries > 0 ? 'wrong' : 'over', tries });
    },
  };
}
