import type { SnapshotFrom } from 'xstate';
import { COPIES_QUESTION } from '../../../catalogue/copies.ts';
import type { Language } from '../../../words/language.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import { mayCardBeLeftBy } from '../../visit/identified.ts';
import { type AnswerReviewRow, defineVisitStep, type StepViewInput } from '../../visit/step.ts';
import { doAgesFitTier } from './ages.ts';
import {
  acceptedAnswer,
  ageProblemOf,
  currentQuestionOf,
  type FormContext,
  firstQuestionIndex,
  placeInForm,
  questionsWithDraft,
  registerOptionsHere,
  takesTextAsAnswer,
} from './answering.ts';
import { answersToAskedQuestions, askedQuestions, decidingQuestionIds, isAnswered } from './asking.ts';
import { nextDatePart } from './dates.ts';
import { formMachine } from './form.machine.ts';
import { answerText, type QuestionView, questionView } from './view.ts';

export type { QuestionView } from './view.ts';

export interface FormView {
  readonly show: 'answering';
  readonly number: number;
  readonly of: number;
  readonly question: QuestionView;
  readonly takeCard: boolean;
}

type Snapshot = SnapshotFrom<typeof formMachine>;

function view({ context }: Snapshot, { language, devices }: StepViewInput): FormView {
  const asked = questionsWithDraft(context);
  const isFirst = context.question === firstQuestionIndex({ ...context, only: null, from: 'before' });
  return {
    show: 'answering',
    number: asked.indexOf(currentQuestionOf(context)) + 1,
    of: asked.length,
    question: questionView(context, language),
    takeCard: context.person !== undefined && mayCardBeLeftBy(context.person, devices, isFirst),
  };
}

const answeredIn = ({ service, person, answers = {} }: Partial<VisitFacts>) => service && { service, person, answers };

function rows(facts: Partial<VisitFacts>, language: Language): readonly AnswerReviewRow[] {
  const answered = answeredIn(facts);
  if (!answered) return [];
  const { answers } = answered;
  return askedQuestions(answered)
    .filter((asked) => asked.id !== COPIES_QUESTION || isAnswered(asked, answers))
    .map((asked) => ({
      label: asked.label[language],
      value: answerText(asked, answers[asked.id] ?? '', language, facts.prefill?.phone?.number),
      edit: asked.id,
    }));
}

function lodges(facts: Partial<VisitFacts>): VisitFacts['answers'] {
  const answered = answeredIn(facts);
  return answered ? answersToAskedQuestions(answered) : {};
}

function draftKey(context: FormContext): string {
  if (acceptedAnswer(context) !== null) return 'fits';
  if (context.draft === '') return 'empty';
  const problem = ageProblemOf(context);
  if (problem) return problem.because;
  return currentQuestionOf(context).kind === 'date' ? nextDatePart(context.draft) : 'unfit';
}

export const formStepDefinition = defineVisitStep({
  needs: ['service'],
  reads: ['person', 'tier', 'prefill', 'place'],
  adds: ['answers'],
  changes: ['tier'],
  reopens: true,
  progress: 'questions',
  machine: formMachine,
  takes: ['citizen.key', 'citizen.erase', 'citizen.answer', 'citizen.next', 'citizen.back'],
  view,
  key({ context }: Snapshot) {
    const { question, refused, answers, only, service, tier } = context;
    const deciding = decidingQuestionIds(service);
    const decisive = deciding.includes(currentQuestionOf(context).id) ? acceptedAnswer(context) : null;
    const decided = deciding.map((id) => answers[id] ?? null);
    const known = Object.keys(answers).sort();
    return [
      question,
      registerOptionsHere(context).map(({ value }) => value),
      refused,
      draftKey(context),
      known,
      only !== null,
      service.tiers.some(({ ages }) => ages !== null) ? tier?.id : null,
      ...(deciding.length > 0 ? [decisive, decided] : []),
    ];
  },
  holds: ({ tier, ...facts }, day) => {
    const answered = answeredIn(facts);
    return !answered || !tier || doAgesFitTier({ ...answered, tier }, day);
  },
  lodges,
  openEntries: ({ context }: Snapshot) => placeInForm(context),
  takesText: ({ context }: Snapshot, text) => takesTextAsAnswer(context, text),
  rows,
  edits: (row, facts) => rows(facts, 'az').some(({ edit }) => edit === row),
});
