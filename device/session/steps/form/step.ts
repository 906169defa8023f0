import type { SnapshotFrom } from 'xstate';
import { COPIES_QUESTION } from '../../../catalogue/copies.ts';
import type { Language } from '../../../words/language.ts';
import type { Facts } from '../../visit/facts.ts';
import { mayCardBeLeftBy } from '../../visit/identified.ts';
import { type CheckRow, step, type ViewInput } from '../../visit/step.ts';
import { doAgesFitTerm } from './ages.ts';
import {
  acceptedAnswer,
  ageProblemOf,
  type FormContext,
  firstQuestion,
  openQuestionOf,
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

function view({ context }: Snapshot, { language, devices }: ViewInput): FormView {
  const asked = questionsWithDraft(context);
  const isFirst = context.question === firstQuestion({ ...context, only: null, from: 'before' });
  return {
    show: 'answering',
    number: asked.indexOf(openQuestionOf(context)) + 1,
    of: asked.length,
    question: questionView(context, language),
    takeCard: context.person !== undefined && mayCardBeLeftBy(context.person, devices, isFirst),
  };
}

const answeredIn = ({ service, person, answers = {} }: Partial<Facts>) => service && { service, person, answers };

function rows(facts: Partial<Facts>, language: Language): readonly CheckRow[] {
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

function lodges(facts: Partial<Facts>): Facts['answers'] {
  const answered = answeredIn(facts);
  return answered ? answersToAskedQuestions(answered) : {};
}

function draftKey(context: FormContext): string {
  if (acceptedAnswer(context) !== null) return 'fits';
  if (context.draft === '') return 'empty';
  const problem = ageProblemOf(context);
  if (problem) return problem.because;
  return openQuestionOf(context).kind === 'date' ? nextDatePart(context.draft) : 'unfit';
}

export const formStepDefinition = step({
  needs: ['service'],
  reads: ['person', 'tier', 'prefill'],
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
    const decisive = deciding.includes(openQuestionOf(context).id) ? acceptedAnswer(context) : null;
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
    return !answered || !tier || doAgesFitTerm({ ...answered, tier }, day);
  },
  lodges,
  takesText: ({ context }: Snapshot, text) => takesTextAsAnswer(context, text),
  rows,
  edits: (row, facts) => rows(facts, 'az').some(({ edit }) => edit === row),
});
