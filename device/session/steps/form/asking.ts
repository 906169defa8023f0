import { COPIES_QUESTION } from '../../../catalogue/copies.ts';
import type { ServiceQuestion } from '../../../catalogue/question.ts';
import { type Devices, isDocumentLeftToWindow } from '../../visit/devices.ts';
import type { IdentifiedPerson, VisitFacts } from '../../visit/facts.ts';

export interface FormAnswersContext {
  readonly service: VisitFacts['service'];
  readonly person?: IdentifiedPerson | undefined;
  readonly answers: VisitFacts['answers'];
  /** Devices decide whether copies can be printed. Absent: only the answers count. */
  readonly devices?: Devices;
}

/** The questions that are asked, in order: their condition holds, and no card has answered them. */
export function askedQuestions({ service, person, answers, devices }: FormAnswersContext): readonly ServiceQuestion[] {
  const asked: ServiceQuestion[] = [];
  const known = new Set<string>();
  for (const question of service.questions) {
    const { when } = question;
    const holds =
      when.length === 0 || when.some((each) => known.has(each.question) && each.is.includes(answers[each.question]!));
    if (!holds || isTold(question, person) || skipsCopiesQuestion(question, service, devices)) continue;
    asked.push(question);
    if (isAnswered(question, answers)) known.add(question.id);
  }
  return asked;
}

/**
 * Whether to skip the question about copies: copies are of the sealed document. If the kiosk cannot print this document, the citizen gets
 * one copy for information.
 */
export const skipsCopiesQuestion = (
  { id }: Pick<ServiceQuestion, 'id'>,
  service: VisitFacts['service'],
  devices?: Devices,
): boolean => id === COPIES_QUESTION && devices !== undefined && isDocumentLeftToWindow(service, devices);

/** Whether the question has an answer, and a list still offers it. */
export function isAnswered(question: ServiceQuestion, answers: VisitFacts['answers']): boolean {
  const answer = answers[question.id];
  if (answer === undefined || question.kind !== 'list') return answer !== undefined;
  return fittingListOptions(question, answers).some(({ value }) => value === answer);
}

/** Options of a list that fit the answer to the question before. */
export const fittingListOptions = (
  { of, options }: Extract<ServiceQuestion, { kind: 'list' }>,
  answers: VisitFacts['answers'],
): typeof options => options.filter(({ under }) => under === null || (of !== null && under === answers[of]));

function isTold(question: ServiceQuestion, person: IdentifiedPerson | undefined): boolean {
  if (!person || !('self' in question) || !question.self) return false;
  if (question.kind === 'fin') return person.document.fin !== null;
  return question.kind === 'date' && question.range === 'past';
}

export const answersToAskedQuestions = (answered: FormAnswersContext): VisitFacts['answers'] =>
  Object.fromEntries(
    askedQuestions(answered)
      .filter((question) => isAnswered(question, answered.answers))
      .map(({ id }) => [id, answered.answers[id]!]),
  );

/** Ids of the questions that decide what else is asked or offered. */
export const decidingQuestionIds = ({ questions }: VisitFacts['service']): readonly string[] => [
  ...new Set(
    questions.flatMap((question) => [
      ...question.when.map((each) => each.question),
      ...(question.kind === 'list' && question.of !== null ? [question.of] : []),
    ]),
  ),
];
