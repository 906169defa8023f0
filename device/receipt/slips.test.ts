import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import { LANGUAGE_CODES } from '../words/language.ts';
import { makeCreditSlip } from './credit-slip.ts';
import { makeDoubtSlip } from './doubt-slip.ts';

/* The slip's number comes first and identifies a torn sheet. */

const COMMON = {
  centreName: 'Mərkəz № 5',
  kioskId: 'K5',
  at: '2026-11-25T10:00',
  title: 'Title',
  reference: 'K5-7QF2-62',
} as const;

const firstText = ({ lines }: Receipt, simulated: boolean): string => {
  const line = lines[simulated ? 1 : 0];
  return line && 'text' in line ? line.text : '';
};

describe.each(LANGUAGE_CODES)('slips in %s', (language) => {
  it.each([true, false])('when a slip is made, then its number is at the top (simulated: %s)', (simulated) => {
    const common = { ...COMMON, language, simulated };
    const credit = makeCreditSlip({
      ...common,
      duty: 500,
      credit: { code: 'K5-0000-1111-2222', amount: 100, printed: false },
      noteStuck: null,
    });
    const doubt = makeDoubtSlip({ ...common, about: 'payment', paidIn: 'card', amount: 500 });
    expect(firstText(credit, simulated)).toContain('K5-7QF2-62/C2222');
    expect(firstText(doubt, simulated)).toContain('K5-7QF2-62/DP');
    expect([credit.number, doubt.number]).toEqual(['K5-7QF2-62/C2222', 'K5-7QF2-62/DP']);
  });

  it('when slips are about different things, then their numbers differ', () => {
    const about = (['payment', 'registration', 'return'] as const).map(
      (each) =>
        makeDoubtSlip({ ...COMMON, language, simulated: false, about: each, paidIn: 'card', amount: 500 }).number,
    );
    expect(new Set(about).size).toBe(3);
  });
});
