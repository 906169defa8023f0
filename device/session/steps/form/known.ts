import type { RegisterChild } from '../../../back-office/known.ts';
import type { ChildQuestionIds, QuestionOf, ServiceQuestion, TextQuestion } from '../../../catalogue/question.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import type { StepBaseInput } from '../../visit/step.ts';
import { ageProblem } from './ages.ts';
import { isTypedQuestion, typingRulesOf } from './typing.ts';

interface Form extends Pick<StepBaseInput, 'today' | 'dated'> {
  readonly service: VisitFacts['service'];
  readonly prefill?: VisitFacts['prefill'] | undefined;
  readonly answers: VisitFacts['answers'];
}

/** A touch on register data, with the answers that it gives. */
export interface RegisterOption {
  /** A child's position in the office's answer: events have no name and no number of a person. */
  readonly value: string;
  readonly label: string;
  /** `null`: a phone number. */
  readonly birthYear: string | null;
  readonly answers: VisitFacts['answers'];
}

export const OTHER_ANSWER = 'another';

const REGISTERED = 'registered';

/** Register data that the page of this question offers; empty: the citizen types the answer. */
export function registerOptions(question: ServiceQuestion, form: Form): readonly RegisterOption[] {
  if (question.kind === 'phone') return phones(question, form);
  return question.kind === 'text' ? children(question, form) : [];
}

function phones({ id, register }: QuestionOf<'phone'>, { prefill }: Form): readonly RegisterOption[] {
  if (register === null || !prefill?.phone) return [];
  const { number, token } = prefill.phone;
  return [{ value: REGISTERED, label: number, birthYear: null, answers: { [id]: token } }];
}

/** Whether the answer means the phone number in the register: a typed number has no letter. */
export const meansRegisterPhone = (question: ServiceQuestion, answer: string): boolean =>
  question.kind === 'phone' && /^[a-z]/.test(answer);

const answersOf = (questions: ChildQuestionIds, child: RegisterChild): VisitFacts['answers'] => ({
  [questions.surname]: child.surname,
  [questions.givenNames]: child.givenNames,
  [questions.birthDate]: child.birthDate,
  [questions.fin]: child.fin,
});

function children({ child: questions }: TextQuestion, form: Form): readonly RegisterOption[] {
  const known = form.prefill?.children ?? [];
  if (known.length === 0 || !questions) return [];
  const others = takenElsewhere(questions, form);
  return known.flatMap((child, nth) => {
    const answers = answersOf(questions, child);
    if (others.has(child.fin) || !areTaken(answers, form)) return [];
    return [{ value: `child-${nth}`, label: child.givenNames, birthYear: child.birthDate.slice(0, 4), answers }];
  });
}

function takenElsewhere({ fin }: ChildQuestionIds, { service, answers }: Form): ReadonlySet<string | undefined> {
  const groups = service.questions.flatMap((each) => (each.kind === 'text' && each.child ? [each.child] : []));
  return new Set(groups.filter((each) => each.fin !== fin).map((each) => answers[each.fin]));
}

/** The page of the birth date handles a term that does not fit. */
const areTaken = (answers: VisitFacts['answers'], form: Form): boolean =>
  form.service.questions.every((question) => {
    const answer = answers[question.id];
    if (answer === undefined) return true;
    if (isTypedQuestion(question)) return typingRulesOf(question).accept(answer, question) === answer;
    return question.kind !== 'date' || ageProblem(question, answer, form)?.because !== 'service';
  });

/** The option that equals the form's answers, or `undefined`. */
export const registerOptionOf = (question: ServiceQuestion, form: Form): RegisterOption | undefined =>
  registerOptions(question, form).find(({ answers }) =>
    Object.entries(answers).every(([id, answer]) => form.answers[id] === answer),
  );

/** Whether the form skips this question: a touch on a child at an earlier question answered it. */
export const isAnsweredByRegisterOption = (question: ServiceQuestion, form: Form): boolean =>
  form.service.questions.some(
    (first) => first.id !== question.id && registerOptionOf(first, form)?.answers[question.id] !== undefined,
  );
