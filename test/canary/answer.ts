import type { CitizenScreen, QuestionView } from '../../device/screen/screen.ts';
import type { Intent } from '../../device/words/intent.ts';
import type { Hall } from './hall.ts';
import { CANARY_ANSWER, CANARY_CHILD, CANARY_PHONE, CANARY_TYPED_TEXTS } from './person.ts';

interface How {
  readonly stuck: boolean;
  readonly leavesIn: string | undefined;
}

/** Sends the touches that the question still needs, one after the other. */
export async function answerQuestion(
  hall: Hall,
  screen: Extract<CitizenScreen, { show: 'answering' }>,
  how: How,
): Promise<void> {
  const { question } = screen;
  const leaves = question.id === how.leavesIn;
  if (leaves && question.kind === 'text' && question.value !== '') return hall.does({ do: 'finish' });
  const intents = intentsFor(question, how.stuck);
  for (const intent of leaves ? intents.slice(0, -1) : intents) await hall.does(intent);
}

const NEXT: Intent = { do: 'next' };

function intentsFor(question: QuestionView, stuck: boolean): readonly Intent[] {
  switch (question.kind) {
    case 'text':
      if (question.value !== '') return stuck ? [NEXT] : [];
      return [...[...textFor(question)].map((key): Intent => ({ do: 'key', key })), NEXT];
    case 'date':
      return question.complete ? [NEXT] : [{ do: 'answer', value: dayIn(question) }];
    case 'children':
    case 'known-phone':
      return [touched(question.options)];
    case 'several':
      return question.chosen.length > 0 ? [NEXT] : [touched(question.options)];
    case 'choice':
      return [touched(question.options), NEXT];
  }
}

/** A fine that no list has must be typed. A plate identifies a person better than a decision's number. */
function touched(options: readonly { readonly value: string }[]): Intent {
  const one = options.find(({ value }) => value === 'not-listed' || value === 'plate') ?? options[0];
  return { do: 'answer', value: one?.value ?? '' };
}

function dayIn({ id, groups }: Extract<QuestionView, { kind: 'date' }>): string {
  const days = groups.flat().map(({ value }) => value);
  const ofChild = id.endsWith('birth-date')
    ? days.find((each) => CANARY_CHILD['birth-date'].startsWith(each))
    : undefined;
  return ofChild ?? days.at(-1) ?? '';
}

type Typed = Extract<QuestionView, { kind: 'text' }>;

/** By the question's name: on the screen all typed answers look alike. */
const BY_NAME: readonly (readonly [ending: RegExp, text: string])[] = [
  [/-surname$/, CANARY_CHILD.surname],
  [/-given-names$/, CANARY_CHILD['given-names']],
  [/fin$/, CANARY_CHILD.fin],
  [/-house$/, CANARY_TYPED_TEXTS.house],
  [/-typed$/, CANARY_TYPED_TEXTS.place],
  [/^car$/, CANARY_TYPED_TEXTS.plate],
  [/^plate$/, CANARY_TYPED_TEXTS.plate],
  [/^certificate$/, CANARY_TYPED_TEXTS['car-paper']],
  [/^decision$/, CANARY_TYPED_TEXTS.decision],
  [/^(notice|subscriber|taxpayer)$/, CANARY_TYPED_TEXTS.due],
  [/^old-card$/, CANARY_TYPED_TEXTS['document-number']],
  [/^note$/, CANARY_TYPED_TEXTS.note],
];
const BY_KEYBOARD: { readonly [K in Typed['keyboard']]: string } = {
  letters: CANARY_ANSWER,
  names: CANARY_ANSWER,
  capitals: CANARY_ANSWER,
  digits: CANARY_PHONE,
  amount: CANARY_TYPED_TEXTS.amount,
  email: CANARY_TYPED_TEXTS.email,
};

const textFor = ({ id, keyboard }: Typed): string =>
  BY_NAME.find(([ending]) => ending.test(id))?.[1] ?? BY_KEYBOARD[keyboard];
