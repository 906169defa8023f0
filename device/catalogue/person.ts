import type { LocalizedText } from '../config/words.ts';
import { LANGUAGE_CODES } from '../words/language.ts';
import { ADULT_AGE_YEARS } from './ages.ts';
import type { PersonQuestion, QuestionCondition, ServiceQuestion, TextQuestion } from './question.ts';
import { agesOf, YES } from './question.ts';
import { PERSON_TEXTS } from './question-words.ts';

const NAME = "\\p{L}[\\p{L}\\p{M}'’ -]{0,59}";

/**
 * Questions about each person, in order. Those about the second person and later ones are asked only if one more person was wanted. A name
 * begins with a letter.
 */
export function personQuestions(person: PersonQuestion): readonly ServiceQuestion[] {
  return Array.from({ length: person.repeat }, (_, at) => oneOf(person, at + 1)).flat();
}

function oneOf(person: PersonQuestion, nth: number): readonly ServiceQuestion[] {
  const { id, relation, repeat, when: outer } = person;
  const idOf = (part: string, of = nth) => `${id}${of === 1 ? '' : `-${of}`}-${part}`;
  const when: readonly QuestionCondition[] = nth === 1 ? outer : [{ question: idOf('more', nth - 1), is: [YES] }];
  const hints = PERSON_TEXTS.hints[relation];
  const which = repeat === 1 ? null : nth;
  const about = (part: 'surname' | 'given-names' | 'birth-date' | 'fin') => {
    const said = wordsOf((language) => PERSON_TEXTS[relation][part][language](which));
    return { id: idOf(part), title: said, label: said, hint: null, when };
  };
  const name = (part: 'surname' | 'given-names'): TextQuestion => ({
    ...about(part),
    hint: hints.name,
    kind: 'text',
    keyboard: 'names',
    prefix: null,
    pattern: NAME,
    problem: PERSON_TEXTS.nameProblem,
    maxLength: 60,
    personal: true,
  });
  const { register } = person;
  const child = register !== null && {
    register,
    surname: idOf('surname'),
    givenNames: idOf('given-names'),
    birthDate: idOf('birth-date'),
    fin: idOf('fin'),
  };
  const ages = agesOf(person);
  // All days can be chosen: the page that refuses a day says what fits.
  const years = ages && ADULT_AGE_YEARS;
  const more = { id: idOf('more'), kind: 'yes-no', hint: null, when, ...PERSON_TEXTS.more } as const;
  return [
    { ...name('surname'), ...(child && { child }) },
    name('given-names'),
    { ...about('birth-date'), kind: 'date', range: 'past', years, self: false, ...(ages && { ages }) },
    { ...about('fin'), hint: hints.fin, kind: 'fin', self: false },
    ...(nth < repeat ? [more] : []),
  ];
}

const wordsOf = (say: (language: keyof LocalizedText) => string): LocalizedText =>
  Object.fromEntries(LANGUAGE_CODES.map((code) => [code, say(code)])) as LocalizedText;
