import type { SendPhoneCodeInput } from '../../device/session/steps/confirm/confirm.machine.ts';
import { err, ok } from '../../drivers/result.ts';
import { CODE_SENT } from '../rigs/machine-rig.ts';

export interface NamedAnswer {
  readonly what: string;
  readonly output: unknown;
  readonly worst?: true;
}

const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
const FOREIGN = err({ code: 'BKO-110', kind: 'foreign' } as const);
const refusedFor = (reason: string) => err({ code: 'BKO-102', kind: 'refused', reason } as const);

/** Answers of the office to sending or checking a code. */
export function codeAnswers(src: string, input: unknown): readonly NamedAnswer[] {
  if (src === 'checkCode')
    return [
      { what: 'right', output: ok({ outcome: 'right', tries: 2 }) },
      { what: 'wrong', output: ok({ outcome: 'wrong', tries: 2 }) },
      { what: 'over', output: ok({ outcome: 'over', tries: 0 }) },
      { what: 'refused', output: refusedFor('not-eligible') },
      { what: 'unreachable', output: DOWN, worst: true },
      { what: 'an answer to another question', output: FOREIGN },
    ];
  if (src !== 'sendCode') return [];
  const code = (input as SendPhoneCodeInput).code ?? 'code-1';
  const results = [
    { what: 'sent', result: ok(CODE_SENT) },
    { what: 'sent, the last', result: ok({ ...CODE_SENT, more: false }) },
    { what: 'no phone', result: refusedFor('no-phone') },
    { what: 'too many', result: refusedFor('too-many-codes') },
    { what: 'refused', result: refusedFor('not-eligible') },
    { what: 'unreachable', result: DOWN, worst: true as const },
    { what: 'an answer to another question', result: FOREIGN },
  ];
  return results.map(({ result, ...rest }) => ({ ...rest, output: { code, result } }));
}
