import type { PhoneIdentityPollInput } from '../../device/session/steps/identify/phone-identity.ts';
import { err, ok } from '../../drivers/result.ts';
import { PHONE_PERSON, PHONE_STARTED } from '../support/fake-phones.ts';
import type { NamedAnswer } from './code-answers.ts';

const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
const FOREIGN = err({ code: 'BKO-110', kind: 'foreign' } as const);
const REFUSED = err({ code: 'BKO-102', kind: 'refused', reason: 'too-many-identities' } as const);

export function phoneAnswers(src: string, input: unknown): readonly NamedAnswer[] {
  if (src === 'startPhone') {
    const attempt = { key: 'code-1', nonce: 'code-2', until: 0 };
    return [
      { what: 'started', output: { ...attempt, result: ok(PHONE_STARTED) } },
      { what: 'refused', output: { ...attempt, result: REFUSED } },
      { what: 'unreachable', output: { ...attempt, result: DOWN }, worst: true },
      { what: 'an answer to another question', output: { ...attempt, result: FOREIGN } },
    ];
  }
  if (src !== 'awaitPhone') return [];
  const { seen } = input as PhoneIdentityPollInput;
  const confirmed = { state: 'confirmed', level: 'code', person: PHONE_PERSON } as const;
  const waiting = { state: 'waiting', qr: PHONE_STARTED.qr, secondsLeft: PHONE_STARTED.validSeconds };
  return [
    ...(seen === 'waiting' ? [{ what: 'waiting', output: ok(waiting) }] : []),
    { what: 'opened', output: ok({ state: 'opened', secondsLeft: 60 }) },
    { what: 'confirmed', output: ok(confirmed) },
    { what: 'confirmed, less sure', output: ok({ ...confirmed, level: 'zone' }) },
    { what: 'confirmed, expired', output: ok({ ...confirmed, person: { ...PHONE_PERSON, expiryDate: '2020-01-01' } }) },
    { what: 'refused', output: ok({ state: 'refused' }) },
    { what: 'mismatch', output: ok({ state: 'mismatch' }) },
    { what: 'over', output: ok({ state: 'over' }) },
    { what: 'unreachable', output: DOWN, worst: true },
    { what: 'an answer to another question', output: FOREIGN },
  ];
}
