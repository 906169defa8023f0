import { describe, expect, it } from 'vitest';
import { err, ok } from '../../drivers/result.ts';
import type { SessionContext } from './context.ts';
import { askedMessage, maySend, messageEnded, phoneMessage } from './phone-message.ts';

const SOMEBODY = { document: { fin: '5ABC12D' } };
const REGISTERED = {
  registered: {},
  applicationId: 'id-1',
  duplicate: null,
  dues: [],
  language: 'az',
  message: null,
  facts: { person: SOMEBODY },
};
const context = (change: object = {}): SessionContext => ({ ...REGISTERED, ...change }) as never;

describe('a message to the phone of the register', () => {
  it('is offered to whom the register can know, about what was registered in this visit', () => {
    expect(phoneMessage(context())).toEqual({ state: 'offered' });
    expect(phoneMessage(context({ dues: [{}, {}] }))).toEqual({ state: 'offered' });
  });

  it.each<[string, object]>([
    ['nothing is registered', { registered: null }],
    ['another visit registered it', { applicationId: null }],
    ['it is one more paper', { duplicate: 1 }],
    ['nobody applied', { facts: {} }],
    ['the document has no FIN', { facts: { person: { document: { fin: null } } } }],
  ])('is not offered where %s', (_, change) => {
    expect(phoneMessage(context(change))).toBeNull();
    expect(maySend(context(change))).toBe(false);
  });

  it('stays in the language in which it was asked for first', () => {
    const asked = askedMessage(context({ language: 'ru' }));
    const again = askedMessage(context({ message: { ...asked, outcome: { because: 'no-answer' } } }));
    expect(again).toEqual({ language: 'ru', outcome: null });
  });

  it('is taken for not sent only where the back office says so', () => {
    const ended = (output: Parameters<typeof messageEnded>[1]) => {
      const message = messageEnded(context({ message: askedMessage(context()) }), output);
      return phoneMessage(context({ message }));
    };
    expect(ended(ok({ number: '+994 •• ••• •• 67' }))).toEqual({ state: 'sent', number: '+994 •• ••• •• 67' });
    const unknown = { state: 'failed', because: 'no-answer', again: true };
    expect(ended(err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' }))).toEqual(unknown);
    expect(ended(err({ code: 'BKO-110', kind: 'foreign' }))).toEqual(unknown);
    const refused = err({ code: 'BKO-102', kind: 'refused', reason: 'withdrawn' } as const);
    expect(ended(refused)).toEqual({ state: 'failed', because: 'refused', again: false });
  });
});
