import type { KnownChild } from '../../../back-office/known.ts';
import type { ChildQuestions, ServiceQuestion, TextQuestion } from '../../../catalogue/question.ts';
import type { Facts } from '../../visit/facts.ts';
import type { Common } from '../../visit/step.ts';
import { ageProblem } from './ages.ts';
import { isTyped, typingOf } from './typing.ts';

/*
 * Children from a register, as answers to the questions about a child. A touch on a child answers all these questions. Pure functions.
 */

/** What the form knows besides the question. */
interface Form extends Pick<Common, 'today' | 'dated'> {
  readonly service: Facts['service'];
  readonly prefill?: Facts['prefill'] | undefined;
  readonly answers: Facts['answers'];
}

/** A child who can be touched, with the answers that a touch gives. */
export interface OfferedChild {
  /** Value that a touch sends: the position of the child in the office's answer, because events must have no name. */
  readonly value: string;
  readonly givenNames: string;
  readonly birthYear: string;
  readonly answers: Facts['answers'];
}

/** Value of the button *another child*: the citizen's child is not in the list. */
export const ANOTHER = 'another';

const answersOf = (questions: ChildQuestions, child: KnownChild): Facts['answers'] => ({
  [questions.surname]: child.surname,
  [questions.givenNames]: child.givenNames,
  [questions.birthDate]: child.birthDate,
  [questions.fin]: child.fin,
});

/** The children that the first question about a child offers; empty: the citizen types the answer. */
export function offeredChildren(question: ServiceQuestion, form: Form): readonly OfferedChild[] {
  const { children = [] } = form.prefill ?? {};
  if (children.length === 0 || question.kind !== 'text' || !question.child) return [];
  const { child: questions } = question;
  const others = takenElsewhere(questions, form);
  return children.flatMap((child, nth) => {
    const answers = answersOf(questions, child);
    if (others.has(child.fin) || !areTaken(answers, form)) return [];
    return [{ value: `child-${nth}`, givenNames: child.givenNames, birthYear: child.birthDate.slice(0, 4), answers }];
  });
}

/** The FINs that the questions about the other children of this form already have. */
function takenElsewhere({ fin }: ChildQuestions, { service, answers }: Form): ReadonlySet<string | undefined> {
  const groups = service.questions.flatMap((each) => (each.kind === 'text' && each.child ? [each.child] : []));
  return new Set(groups.filter((each) => each.fin !== fin).map((each) => answers[each.fin]));
}

/** Whether the form accepts each answer. The chosen term may still not fit: the page of the day of birth then offers the term that fits. */
const areTaken = (answers: Facts['answers'], form: Form): boolean =>
  form.service.questions.every((question) => {
    const answer = answers[question.id];
    if (answer === undefined) return true;
    if (isTyped(question)) return typingOf(question).accept(answer, question) === answer;
    return question.kind !== 'date' || ageProblem(question, answer, form)?.because !== 'service';
  });

/** The offered child with the same answers as the form has now, or `undefined`. */
export const chosenChild = (question: ServiceQuestion, form: Form): OfferedChild | undefined =>
  offeredChildren(question, form).find(({ answers }) =>
    Object.entries(answers).every(([id, answer]) => form.answers[id] === answer),
  );

/** Whether the form skips this question: a touch on a child at an earlier question answered it. */
export const isAnsweredByTouch = (question: ServiceQuestion, form: Form): boolean =>
  (form.prefill?.children ?? []).length > 0 &&
  form.service.questions.some(
    (first): first is TextQuestion =>
      first.kind === 'text' && first.id !== question.id && chosenChild(first, form)?.answers[question.id] !== undefined,
  );
