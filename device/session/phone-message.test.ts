import { describe, expect, it } from 'vitest';
import { err, ok } from '../../drivers/result.ts';
import type { SessionContext } from './context.ts';
import { mayRequestMessage, messageAfterAnswer, messageAtRequest, messageOnLastPage } from './phone-message.ts';

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
  it('when this visit registered for a person with a FIN, then a message is offered', () => {
    expect(messageOnLastPage(context())).toEqual({ state: 'offered' });
    expect(messageOnLastPage(context({ dues: [{}, {}] }))).toEqual({ state: 'offered' });
  });

  it.each<[string, object]>([
    ['nothing is registered', { registered: null }],
    ['another visit registered the application', { applicationId: null }],
    ['the paper is a duplicate', { duplicate: 1 }],
    ['no person applied', { facts: {} }],
    ['the document has no FIN', { facts: { person: { document: { fin: null } } } }],
  ])('when %s, then no message is offered', (_, change) => {
    expect(messageOnLastPage(context(change))).toBeNull();
    expect(mayRequestMessage(context(change))).toBe(false);
  });

  it('when the citizen asks again in another language, then the message keeps the first language', () => {
    const asked = messageAtRequest(context({ language: 'ru' }));
    const again = messageAtRequest(context({ message: { ...asked, outcome: { because: 'no-answer' } } }));
    expect(again).toEqual({ language: 'ru', outcome: null });
  });

  it('when the back office refuses, then the message counts as not sent; any other failure may be repeated', () => {
    const ended = (output: Parameters<typeof messageAfterAnswer>[1]) => {
      const message = messageAfterAnswer(context({ message: messageAtRequest(context()) }), output);
      return messageOnLastPage(context({ message }));
    };
    expect(ended(ok({ number: '+994 •• ••• •• 67' }))).toEqual({ state: 'sent', number: '+994 •• ••• •• 67' });
    const unknown = { state: 'failed', because: 'no-answer', again: true };
    expect(ended(err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' }))).toEqual(unknown);
    expect(ended(err({ code: 'BKO-110', kind: 'foreign' }))).toEqual(unknown);
    const refused = err({ code: 'BKO-102', kind: 'refused', reason: 'withdrawn' } as const);
    expect(ended(refused)).toEqual({ state: 'failed', because: 'refused', again: false });
  });
});
