import { err, ok } from '../../drivers/result.ts';
import { ALREADY_PAID_DUE, BILL_DUE, HELD_DUE, ROAD_FINE_DUE } from '../support/sample-dues.ts';
import type { NamedAnswer } from './code-answers.ts';

const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
const FOREIGN = err({ code: 'BKO-110', kind: 'foreign' } as const);
const refusedFor = (reason: string) => err({ code: 'BKO-102', kind: 'refused', reason } as const);

const ONE_DUE = 'one due';
const SEVERAL = 'several dues';
const UNKNOWN = 'an unknown number';
const UNREACHABLE = 'unreachable';

/** Answers that the walk of a whole visit has. The step's own walk has all answers. */
export const WALKED_DUES: readonly string[] = [ONE_DUE, SEVERAL, UNKNOWN, UNREACHABLE];

export function dueAnswers(src: string): readonly NamedAnswer[] {
  if (src !== 'readDues') return [];
  return [
    { what: SEVERAL, output: ok([ROAD_FINE_DUE, BILL_DUE, ALREADY_PAID_DUE, HELD_DUE]) },
    { what: ONE_DUE, output: ok([ROAD_FINE_DUE]) },
    { what: 'one due in parts', output: ok([BILL_DUE]) },
    { what: 'a paid due', output: ok([ALREADY_PAID_DUE]) },
    { what: 'a due that is being paid', output: ok([HELD_DUE]) },
    { what: 'nothing is owed', output: ok([]) },
    { what: UNKNOWN, output: refusedFor('unknown-due') },
    { what: 'not confirmed', output: refusedFor('not-confirmed') },
    { what: 'refused', output: refusedFor('not-eligible') },
    { what: UNREACHABLE, output: DOWN, worst: true },
    { what: 'an answer to another question', output: FOREIGN },
  ];
}
