import type { FoundApplication } from '../../device/back-office/contract.ts';
import type { OfficeRequestInput } from '../../device/session/steps/find/dealing.ts';
import { err, ok } from '../../drivers/result.ts';
import { applyOwnChange, OFFICER_REPLY } from '../support/own-office.ts';
import type { NamedAnswer } from './code-answers.ts';

const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
const FOREIGN = err({ code: 'BKO-110', kind: 'foreign' } as const);
const refusedFor = (reason: string) => err({ code: 'BKO-102', kind: 'refused', reason } as const);

/** Answers of the office to a change of an application, by the application's state. */
export function dealAnswers(src: string, input: unknown, context: unknown): readonly NamedAnswer[] {
  if (src !== 'deal') return [];
  const { found } = context as { readonly found: FoundApplication };
  const { key, wanted } = input as OfficeRequestInput;
  const done =
    wanted.do === 'read'
      ? { what: 'read', result: ok({ reply: OFFICER_REPLY }) }
      : { what: 'done', result: ok({ found: applyOwnChange(found, wanted) }) };
  const results = [
    done,
    ...(wanted.do === 'move' ? [{ what: 'lost', result: refusedFor('slot-lost') }] : []),
    ...(wanted.do === 'read' || wanted.do === 'rate'
      ? [{ what: 'not confirmed', result: refusedFor('not-confirmed') }]
      : []),
    { what: 'not as it was', result: refusedFor('too-late') },
    { what: 'unreachable', result: DOWN, worst: true as const },
    { what: 'an answer to another question', result: FOREIGN },
  ];
  return results.map(({ result, ...rest }) => ({ ...rest, output: { key: key ?? 'deal-1', result } }));
}
