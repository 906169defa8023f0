import type { Service } from '../catalogue/types.ts';
import { acceptedAnswer, questionOf, type SessionContext, serviceOf, tierOf } from './context.ts';
import { NOT_CONTINUING } from './continuing.ts';
import type { CitizenEvent } from './events.ts';

/**
 * What typing, choosing and changing do to the context of a visit: pure, one function a deed. The
 * browser sends single keys, because two quick touches on a text it remembered would lose a letter.
 */

type Change = Partial<SessionContext>;

export function typeKey(context: SessionContext, key: string): Change {
  const question = questionOf(context);
  if (question.kind !== 'text' || [...context.draft].length >= question.maxLength) return {};
  if (question.keyboard === 'digits' && !/^[0-9]$/.test(key)) return {};
  return { draft: context.draft + key, refused: false };
}

export function eraseKey(context: SessionContext): Change {
  return { draft: [...context.draft].slice(0, -1).join(''), refused: false };
}

/** Text is typed key by key, whatever is sent. */
export const chooseAnswer = (context: SessionContext, value: string): Change =>
  questionOf(context).kind === 'choice' ? { draft: value, refused: false } : {};

export function draftFits(context: SessionContext): boolean {
  return acceptedAnswer(context) !== null;
}

export function keepAnswer(context: SessionContext): Change {
  const question = questionOf(context);
  const value = acceptedAnswer(context);
  return value === null ? { refused: true } : { answers: { ...context.answers, [question.id]: value }, refused: false };
}

/** Opens a question with what was answered before, if anything. */
export function openQuestion(context: SessionContext, number: number): Change {
  const question = serviceOf(context).questions[number];
  return { question: number, draft: question ? (context.answers[question.id] ?? '') : '', refused: false };
}

export const isLastQuestion = (context: SessionContext): boolean =>
  context.question >= serviceOf(context).questions.length - 1;

/** Which question `edit` names, or -1. */
export function editedQuestion(context: SessionContext, event: CitizenEvent): number {
  if (event.type !== 'citizen.edit') return -1;
  return serviceOf(context).questions.findIndex(({ id }) => id === event.what);
}

export function chooseService(context: SessionContext, event: CitizenEvent): Change {
  if (event.type !== 'citizen.choose') return {};
  return beginWith(context, context.catalogue.services.find(({ id }) => id === event.service) ?? null);
}

/** A service from its beginning. */
export function beginWith(context: SessionContext, service: Service | null): Change {
  // An application of before that was looked at is left: what follows is a new one.
  const continuing = { ...NOT_CONTINUING, tries: context.continuing.tries };
  const tier = service?.tariff.tiers[0] ?? null;
  return { service, tier, answers: {}, document: null, question: 0, draft: '', registered: null, continuing };
}

export function chooseTier(context: SessionContext, event: CitizenEvent): Change {
  if (event.type !== 'citizen.tier') return {};
  return { tier: serviceOf(context).tariff.tiers.find(({ id }) => id === event.tier) ?? tierOf(context) };
}
