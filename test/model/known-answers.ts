import { err, ok } from '../../drivers/result.ts';
import type { NamedAnswer } from './code-answers.ts';

/** A child of an age that fits a term of each service for children. */
export const KNOWN_CHILD = { surname: 'Quliyev', givenNames: 'Murad', birthDate: '2019-05-23', fin: '5ABC10D' };
export const KNOWN_PHONE = { number: '+994 •• ••• •• 67', token: 'phone-of-register' };

const KEY = 'known-1';
const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
const REFUSED = err({ code: 'BKO-102', kind: 'refused', reason: 'not-offered' } as const);

/** Answers of the office to the question about its registers. */
export function knownAnswers(src: string): readonly NamedAnswer[] {
  if (src !== 'readKnown') return [];
  return [
    { what: 'a child', output: { key: KEY, result: ok({ children: [KNOWN_CHILD], phone: KNOWN_PHONE }) } },
    { what: 'no child', output: { key: KEY, result: ok({ children: [], phone: null }) } },
    { what: 'left out', output: { key: KEY, result: REFUSED } },
    { what: 'unreachable', output: { key: KEY, result: DOWN }, worst: true },
  ];
}
