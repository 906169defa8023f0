import { expect, it } from 'vitest';
import type { ProvedReceipt } from '../../device/proof/verify.ts';
import type { Language } from '../../device/words/language.ts';
import { proofRows } from './facts.ts';
import { RECEIPT_CHECK_WORDS } from './words.ts';

const facts = { kioskId: 'K5', minute: 29_931_272, service: 's', tariff: '-', outcome: 'issued' };
const hidden = { applicationId: 'a', reference: 'K5-7QF2-62', amount: 500, payment: '-' };

const timeOf = (minute: number | null, language: Language) => {
  const proved = { proof: { facts: { ...facts, minute }, hidden } } as ProvedReceipt;
  return proofRows(proved, language, {}).find(([name]) => name === RECEIPT_CHECK_WORDS[language].facts.at)?.[1];
};

it('when a receipt has a time, then it is shown in Baku time; otherwise the text for a clock that was not set', () => {
  expect(timeOf(29_931_272, 'en')).toBe('28.11.2026 18:32 (Baku time)');
  expect(timeOf(null, 'en')).toBe('the clock of the kiosk was not set');
  expect(timeOf(null, 'ru')).toBe('часы киоска не были настроены');
  expect(timeOf(null, 'az')).toBe('köşkün saatı qurulmamışdı');
});
