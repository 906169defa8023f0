import type { SlotHoldInput } from '../../device/session/steps/appointment/appointment.machine.ts';
import { err, ok } from '../../drivers/result.ts';
import { FREE_SLOTS, heldSlot, NO_FREE_SLOTS, SLOTS_AT_ONE_PLACE } from '../support/free-slots.ts';
import type { NamedAnswer } from './code-answers.ts';

const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
const FOREIGN = err({ code: 'BKO-110', kind: 'foreign' } as const);
const refusedFor = (reason: string) => err({ code: 'BKO-102', kind: 'refused', reason } as const);

export const ONE_PLACE = 'free at one place';
export const NOTHING_FREE = 'booked out';

export function slotAnswers(src: string, input: unknown): readonly NamedAnswer[] {
  if (src === 'readSlots')
    return [
      { what: 'free at two places', output: ok(FREE_SLOTS) },
      { what: ONE_PLACE, output: ok(SLOTS_AT_ONE_PLACE) },
      { what: NOTHING_FREE, output: ok(NO_FREE_SLOTS) },
      { what: 'refused', output: refusedFor('unknown-service') },
      { what: 'unreachable', output: DOWN, worst: true },
      { what: 'an answer to another question', output: FOREIGN },
    ];
  if (src !== 'holdSlot') return [];
  const question = input as SlotHoldInput;
  const key = question.key ?? 'hold-1';
  const results = [
    { what: 'held', result: ok(heldSlot(question)) },
    { what: 'taken', result: refusedFor('slot-taken') },
    { what: 'lost', result: refusedFor('slot-lost') },
    { what: 'refused', result: refusedFor('not-eligible') },
    { what: 'unreachable', result: DOWN, worst: true as const },
    { what: 'an answer to another question', result: FOREIGN },
  ];
  return results.map(({ result, ...rest }) => ({ ...rest, output: { key, result } }));
}
