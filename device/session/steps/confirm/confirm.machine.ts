import { assign, fromPromise, setup } from 'xstate';
import type { Result } from '../../../../drivers/result.ts';
import type { BackOfficeTrouble, PhoneCodeCheckResult, PhoneCodeDelivery } from '../../../back-office/contract.ts';
import type { Language } from '../../../words/language.ts';
import type { UnansweredCode } from '../../../words/trouble.ts';
import { notProvided, type StepEvent } from '../../visit/events.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import { identityProofOf } from '../../visit/identified.ts';
import { type StepEnd, type StepInput, type StepTag, WAITS_FOR_OFFICE } from '../../visit/step.ts';
import * as codes from './phone-code.ts';

export type ConfirmInput = StepInput<'service' | 'person'>;
export type ConfirmEnd = StepEnd<Pick<VisitFacts, 'confirmed'>>;

/** `wrong`: the digits are not the sent code. `over`: the code is no longer valid. */
export type PhoneCodeProblem = 'wrong' | 'over' | UnansweredCode;

export interface ConfirmContext extends ConfirmInput {
  /** Key of the newest request for a code; `null`: none yet. */
  readonly code: string | null;
  /** The key of the first request allows no other language. */
  readonly askedIn: Language | null;
  readonly sent: PhoneCodeDelivery | null;
  readonly digits: string;
  /** Number of the check of digits. After a lost answer, the same digits keep it and other digits get the next. */
  readonly attempt: number;
  readonly problem: PhoneCodeProblem | null;
  readonly end: ConfirmEnd;
}

export type SendPhoneCodeInput = Pick<ConfirmContext, 'code' | 'person' | 'language'>;

export interface SendPhoneCodeOutput {
  readonly code: string;
  readonly askedIn: Language;
  readonly result: Result<PhoneCodeDelivery, BackOfficeTrouble>;
}

export interface PhoneCodeCheckInput {
  readonly code: string;
  readonly attempt: number;
  readonly digits: string;
}

export type PhoneCodeCheckOutput = Result<PhoneCodeCheckResult, BackOfficeTrouble>;

/** The office sends a code after the citizen agrees. A person handed over from the visit before needs a code. */
export const confirmMachine = setup({
  types: {
    input: {} as ConfirmInput,
    context: {} as ConfirmContext,
    events: {} as StepEvent,
    output: {} as ConfirmEnd,
    tags: {} as StepTag,
  },
  actors: {
    sendCode: fromPromise<SendPhoneCodeOutput, SendPhoneCodeInput>(notProvided('sendCode')),
    checkCode: fromPromise<PhoneCodeCheckOutput, PhoneCodeCheckInput>(notProvided('checkCode')),
  },
  guards: {
    isOver: ({ context }) => context.end.end !== 'back',
    isSent: ({ context }) => context.sent !== null,
    isWhole: ({ context }) => codes.areAllDigitsTyped(context.digits),
    maySendMore: ({ context }) => context.sent?.more === true,
  },
  actions: {
    noteLanguage: assign({
      language: ({ context, event }) => (event.type === 'citizen.language' ? event.language : context.language),
    }),
    typeDigit: assign(({ context, event }) => (event.type === 'citizen.key' ? codes.addDigit(context, event.key) : {})),
    eraseDigit: assign(({ context }) => codes.removeDigit(context)),
    forgetCode: assign(codes.NO_CODE_SENT),
    noteSent: assign(({ context }, output: SendPhoneCodeOutput) => codes.takeCodeRequestAnswer(context, output)),
    noteChecked: assign(({ context }, output: PhoneCodeCheckOutput) => codes.takeCodeCheckAnswer(context, output)),
  },
}).createMachine({
  id: 'confirm',
  context: ({ input }) => {
    const by = identityProofOf(input.person);
    const end: ConfirmEnd = by ? { end: 'done', facts: { confirmed: { by } } } : { end: 'back', facts: {} };
    return { ...input, ...codes.NO_CODE_SENT, end };
  },
  on: { 'citizen.language': { actions: 'noteLanguage' } },
  initial: 'opening',
  states: {
    opening: { always: [{ guard: 'isOver', target: 'over' }, { target: 'offering' }] },
    offering: { on: { 'citizen.next': 'sending', 'citizen.back': 'over' } },
    sending: {
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'sendCode',
        input: ({ context: { code, person, askedIn, language } }) => ({ code, person, language: askedIn ?? language }),
        onDone: { target: 'answered', actions: { type: 'noteSent', params: ({ event }) => event.output } },
      },
      on: { 'citizen.back': 'over' },
    },
    typing: {
      on: {
        'citizen.key': { actions: 'typeDigit' },
        'citizen.erase': { actions: 'eraseDigit' },
        'citizen.next': { guard: 'isWhole', target: 'checking' },
        'citizen.retry': { guard: 'maySendMore', target: 'sending', actions: 'forgetCode' },
        'citizen.back': 'over',
      },
    },
    checking: {
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'checkCode',
        input: ({ context }) => codes.phoneCodeCheckInputOf(context),
        onDone: { target: 'answered', actions: { type: 'noteChecked', params: ({ event }) => event.output } },
      },
      on: { 'citizen.back': 'over' },
    },
    answered: {
      always: [{ guard: 'isOver', target: 'over' }, { guard: 'isSent', target: 'typing' }, { target: 'offering' }],
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
