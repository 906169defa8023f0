import type { Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble, PhoneMessageSent } from '../back-office/contract.ts';
import type { Language } from '../words/language.ts';
import type { PhoneMessage, PhoneMessageProblem } from '../words/phone-message.ts';
import type { SessionContext } from './context.ts';

export interface PhoneMessageState {
  /** Language of the first request: the application's key allows no other. */
  readonly language: Language;
  /** `null`: no answer of the office yet. */
  readonly outcome: { readonly number: string } | { readonly because: PhoneMessageProblem } | null;
}

export type MessageOutput = Result<PhoneMessageSent, BackOfficeTrouble>;

function hasAddressee({ registered, applicationId, duplicate, facts: { person } }: SessionContext): boolean {
  const here = registered !== null && applicationId !== null && duplicate === null;
  return here && Boolean(person?.document.fin);
}

/** Whether the citizen can ask for a message: a first one, or again if no answer came. */
export function mayRequestMessage(context: SessionContext): boolean {
  const outcome = context.message?.outcome;
  if (!hasAddressee(context)) return false;
  return !outcome || ('because' in outcome && outcome.because === 'no-answer');
}

export const messageAtRequest = ({ message, language }: SessionContext): PhoneMessageState => ({
  language: message?.language ?? language,
  outcome: null,
});

export const messageAfterAnswer = (
  { message, language }: SessionContext,
  output: MessageOutput,
): PhoneMessageState => ({
  language: message?.language ?? language,
  outcome: output.ok ? { number: output.value.number } : { because: problemOf(output.error) },
});

function problemOf(error: BackOfficeTrouble): PhoneMessageProblem {
  if (error.kind !== 'refused') return 'no-answer';
  if (error.reason === 'no-phone') return 'no-phone';
  return error.reason === 'too-many-messages' ? 'too-many' : 'refused';
}

/** What the last page says about the message; `null`: it offers none. */
export function messageOnLastPage(context: SessionContext): PhoneMessage | null {
  if (!hasAddressee(context)) return null;
  if (!context.message) return { state: 'offered' };
  const { outcome } = context.message;
  if (outcome === null) return { state: 'sending' };
  if ('number' in outcome) return { state: 'sent', number: outcome.number };
  return { state: 'failed', because: outcome.because, again: mayRequestMessage(context) };
}
