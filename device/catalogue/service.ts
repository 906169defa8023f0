import type { LocalizedText } from '../config/words.ts';
import type { IsoDate } from '../words/date.ts';
import { dayAndMonth, timeSpanText } from '../words/format.ts';
import { type Language, languageEntry } from '../words/language.ts';
import type { SlotTime } from '../words/slot.ts';
import type { Placeholder } from './next-step.ts';
import type { Service, TextQuestion } from './schema.ts';

export const needsCard = ({ identification }: Pick<Service, 'identification'>): boolean => identification !== 'none';

/** Register with the applicant's children; `null`: the citizen types every child. */
export const registerOfChildren = ({ questions }: Pick<Service, 'questions'>): string | null =>
  questions.map((question) => (question.kind === 'text' ? question.child?.register : undefined)).find(Boolean) ?? null;

/** Register with the applicant's mobile number; `null`: the citizen types it. */
export const registerOfPhone = ({ questions }: Pick<Service, 'questions'>): string | null =>
  questions.map((question) => (question.kind === 'phone' ? question.register : null)).find(Boolean) ?? null;

/** Facts that fill the steps of *what happens next*; `null`: unknown. */
export interface NextFacts {
  readonly appointment: {
    readonly ticket: string;
    readonly window: string;
    readonly ahead: number | null;
    /** Booked time; absent or `null`: the citizen is called in turn. */
    readonly slot?: SlotTime | null;
  } | null;
  readonly ready: IsoDate | null;
}

/** Steps of *what happens next* in the citizen's language. A step without its value is left out: half a sentence misleads. */
export function nextStepTexts(
  next: readonly LocalizedText[],
  language: Language,
  { appointment, ready }: NextFacts,
): readonly string[] {
  const slot = appointment?.slot ?? null;
  const values: Readonly<Record<Placeholder, string | null>> = {
    window: appointment?.window ?? null,
    ticket: appointment?.ticket ?? null,
    ahead: appointment && !slot && appointment.ahead !== null ? aheadOf(appointment.ahead, language) : null,
    day: slot ? dayAndMonth(slot.day, language) : null,
    time: slot ? timeSpanText(slot) : null,
    ready: ready === null ? null : dayAndMonth(ready, language),
  };
  const steps: string[] = [];
  for (const step of next) {
    let missing = false;
    const text = step[language].replace(/\{(window|ticket|ahead|ready|day|time)\}/g, (_, name: Placeholder) => {
      missing ||= values[name] === null;
      return values[name] ?? '';
    });
    if (!missing) steps.push(text);
  }
  return steps;
}

const aheadOf = (people: number, language: Language): string =>
  people === 0 ? languageEntry(language).nobody : String(people);

/** Whether the citizen goes on to a window of this centre. Otherwise the application is filed, and perhaps collected on another day. */
export const sendsToWindow = ({ next }: Pick<Service, 'next'>): boolean =>
  next.some(({ az }) => /\{(window|ticket)\}/.test(az));

/** Why a typed answer is refused, in the citizen's language; `null`: accepted. `value` is without the prefix. */
export function answerProblem(question: TextQuestion, value: string, language: Language): string | null {
  const fits = value.length <= question.maxLength && new RegExp(`^(?:${question.pattern})$`, 'u').test(value);
  return fits ? null : question.problem[language];
}
