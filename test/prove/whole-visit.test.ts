import { expect, it } from 'vitest';
import { wholeVisit } from './whole-visit.ts';

async function visits({ from, stallMs }: { readonly from: number; readonly stallMs: number }) {
  let tries = 0;
  const points = await wholeVisit(
    { through: ['notPaid'] },
    async () => {
      tries += 1;
      return { points: tries >= from ? { 'ledger after notPaid': 1 } : {} };
    },
    async (act) => ({ value: await act(), stallMs }),
  );
  return { points, tries };
}

it.each([
  ['is quiet', 99, 4],
  ['stands still', 100, 12],
])('when no visit passes what is promised and the machine %s, then the tries end', async (_, stallMs, most) => {
  expect(await visits({ from: 100, stallMs })).toEqual({ points: undefined, tries: most });
});

it('when the machine stands still, then also a visit after the fourth try counts', async () => {
  expect(await visits({ from: 9, stallMs: 150 })).toEqual({ points: { 'ledger after notPaid': 1 }, tries: 9 });
});
