import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BILL_DUE } from '../../../../test/support/sample-dues.ts';
import { amountTypingRules } from '../form/typing.ts';
import type { DueContext, DueInput } from './due.machine.ts';
import {
  acceptDraftPart,
  endWithDues,
  openingDueContext,
  openPartPayment,
  takeDuesAnswer,
  typePartKey,
} from './owing.ts';

const LARGEST = 5_000;
const INPUT = { service: { due: 'number' }, dated: true, today: '2026-11-24' } as unknown as DueInput;

const owed = fc
  .tuple(fc.integer({ min: 1, max: LARGEST }), fc.nat(LARGEST), fc.nat(LARGEST))
  .map(([min, more, rest]) => ({ ...BILL_DUE, amount: min + more + rest, part: { min, max: min + more } }));
const sums = owed.chain((due) => {
  const { min, max } = due.part;
  const near = [min - 1, min, max, max + 1].map((sum) => fc.constant(sum));
  return fc.oneof(...near, fc.nat(due.amount + 1)).map((sum) => [due, sum] as const);
});

const after = (context: DueContext, change: Partial<DueContext>): DueContext => ({ ...context, ...change });
const readAgain = (context: DueContext, due: typeof BILL_DUE) =>
  after(context, takeDuesAnswer(context, { ok: true, value: [due] }));

function typed(due: typeof BILL_DUE, sum: number): DueContext {
  const shown = readAgain(openingDueContext(INPUT), due);
  const opened = after(shown, openPartPayment(shown));
  const whole = [...amountTypingRules.draftOf(String(sum))].reduce(
    (context, key) => after(context, typePartKey(context, key)),
    opened,
  );
  return after(whole, acceptDraftPart(whole));
}

describe('a part of a due', () => {
  it('when the due is read again unchanged, then a part within its bounds stays chosen, and is paid', () => {
    fc.assert(
      fc.property(sums, ([due, sum]) => {
        const kept = typed(due, sum);
        const isAllowed = sum >= due.part.min && sum <= due.part.max;
        expect([kept.refused, kept.part]).toEqual([!isAllowed, isAllowed && sum !== due.amount ? sum : null]);
        const again = readAgain(kept, due);
        expect(again.part).toBe(kept.part);
        expect(endWithDues(again).end).toMatchObject({ facts: { due: { part: kept.part } } });
        const { due: before } = (endWithDues(kept).end as { facts: Pick<DueInput, 'due'> }).facts;
        expect(readAgain(openingDueContext({ ...INPUT, due: before! }), due).part).toBe(kept.part);
      }),
    );
  });

  it('when the due has other bounds at the next reading, then a part outside of the bounds is dropped', () => {
    fc.assert(
      fc.property(sums, owed, ([due, sum], { part }) => {
        const kept = typed(due, sum);
        const fits = kept.part !== null && kept.part >= part.min && kept.part <= part.max;
        expect(readAgain(kept, { ...due, part }).part).toBe(fits ? kept.part : null);
      }),
    );
  });
});
