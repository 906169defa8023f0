import type { SnapshotFrom } from 'xstate';
import type { Language } from '../../../words/language.ts';
import { isCardLeft } from '../../visit/devices.ts';
import type { Facts } from '../../visit/facts.ts';
import { type CheckRow, type Seen, step } from '../../visit/step.ts';
import { acceptedAnswer, type FormContext, optionsOf, questionOf } from './answering.ts';
import { formMachine } from './form.machine.ts';

export type Question =
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly title: string;
      readonly hint: string | null;
      readonly options: readonly { readonly value: string; readonly label: string; readonly hint: string | null }[];
      readonly chosen: string | null;
    }
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly title: string;
      readonly hint: string | null;
      readonly value: string;
      readonly keyboard: 'letters' | 'digits';
      /** Shown before what is typed, such as `+994`; or `null`. */
      readonly prefix: string | null;
      readonly maxLength: number;
      /** What is wrong with the value, in the citizen's language, or `null`. */
      readonly problem: string | null;
    };

export interface FormView {
  readonly show: 'answering';
  readonly number: number;
  readonly of: number;
  readonly question: Question;
  /** The card is not needed any more, and may still be in the reader. */
  readonly takeCard: boolean;
}

type Snapshot = SnapshotFrom<typeof formMachine>;

const view = ({ context }: Snapshot, { language, devices }: Seen): FormView => ({
  show: 'answering',
  number: context.question + 1,
  of: context.service.questions.length,
  question: question(context, language),
  takeCard: context.person !== undefined && isCardLeft(devices, context.question === 0),
});

function question(context: FormContext, language: Language): Question {
  const asked = questionOf(context);
  const { draft, refused } = context;
  const common = { id: asked.id, title: asked.title[language], hint: asked.hint?.[language] ?? null };
  if (asked.kind === 'choice') {
    const options = optionsOf(asked, context).map(({ value, label, hint }) => ({
      value,
      label: label[language],
      hint: hint?.[language] ?? null,
    }));
    return { ...common, kind: 'choice', options, chosen: draft === '' ? null : draft };
  }
  const { keyboard, prefix, maxLength, problem } = asked;
  return {
    ...common,
    kind: 'text',
    value: draft,
    keyboard,
    prefix,
    maxLength,
    problem: refused ? problem[language] : null,
  };
}

const rows = ({ service, answers }: Partial<Facts>, language: Language): readonly CheckRow[] =>
  (service?.questions ?? []).map((asked) => {
    const answer = answers?.[asked.id] ?? '';
    const value =
      asked.kind === 'choice'
        ? (asked.options.find((option) => option.value === answer)?.label[language] ?? answer)
        : [asked.prefix, answer].filter(Boolean).join(' ');
    return { label: asked.label[language], value, edit: asked.id };
  });

export const form = step({
  needs: ['service'],
  reads: ['person'],
  adds: ['answers'],
  reopens: true,
  machine: formMachine,
  takes: ['citizen.key', 'citizen.erase', 'citizen.answer', 'citizen.next', 'citizen.back'],
  view,
  key({ context }: Snapshot) {
    const fits = acceptedAnswer(context) !== null ? 'fits' : context.draft === '' ? 'empty' : 'unfit';
    return [context.question, context.refused, fits, Object.keys(context.answers).sort(), context.only !== null];
  },
  lodges: ({ answers }) => answers ?? {},
  rows,
  edits: (row, { service }) => service?.questions.some(({ id }) => id === row) ?? false,
});
