import { and, assign, forwardTo, fromPromise, setup } from 'xstate';
import type { Result } from '../../../../drivers/result.ts';
import type { BackOfficeTrouble, FoundApplication, OwnedApplicationRef } from '../../../back-office/contract.ts';
import { forwardEventsTo, newestDevicesOf, notProvided, type StepEvent } from '../../visit/events.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import { ASKS_FOR_CARD, type StepEnd, type StepTag, WAITS_FOR_OFFICE } from '../../visit/step.ts';
import { appointmentStepDefinition } from '../appointment/step.ts';
import { confirmStepDefinition } from '../confirm/step.ts';
import { identificationMachine } from '../identify/identification.machine.ts';
import * as dealing from './dealing.ts';
import type { FindContext, FindInput, FoundPageAction } from './finding.ts';
import * as finding from './finding.ts';
import { appointmentInput, confirmInput, innerWaitingTransition } from './rooms.ts';

type End = StepEnd<Pick<VisitFacts, 'lookUps'>>;
type Context = FindContext & { readonly end: End };

type TakeUpTarget = Exclude<Extract<End, { end: 'takeUp' }>['to'], 'resume'>;

const TO: Readonly<Partial<Record<FoundPageAction, TakeUpTarget>>> = {
  review: 'check',
  print: 'print',
  begin: 'begin',
};

function takeUp(context: Context, to: TakeUpTarget): Partial<Context> {
  return { end: { end: 'takeUp', facts: finding.factsOfFound(context), to } };
}

/** An earlier application of any kiosk (docs/decisions/0011, 0031). A request for a second appointment of a service also leads here. */
export const findMachine = setup({
  types: {
    input: {} as FindInput,
    context: {} as Context,
    events: {} as StepEvent,
    output: {} as End,
    children: {} as {
      readonly identification: 'identification';
      readonly confirm: 'confirm';
      readonly appointment: 'appointment';
    },
    tags: {} as StepTag,
  },
  actors: {
    identification: identificationMachine,
    confirm: confirmStepDefinition.machine,
    appointment: appointmentStepDefinition.machine,
    lookUp: fromPromise<Result<FoundApplication, BackOfficeTrouble>, OwnedApplicationRef | dealing.BookingLookUp>(
      notProvided('lookUp'),
    ),
    deal: fromPromise<dealing.OfficeRequestOutput, dealing.OfficeRequestInput>(notProvided('deal')),
  },
  guards: {
    mayTry: ({ context }) => finding.mayTypeCode(context),
    codeIsRead: ({ context }) => finding.canLookUpCode(context),
    cardIsRead: ({ context }) => context.person !== null,
    hasBooking: ({ context }) => context.booking !== undefined,
    hasNoNumber: ({ context }) => !finding.isReferenceKnown(context),
    isNext: ({ context }, next: FoundPageAction) => finding.pageActionOf(context) === next,
    goesOn: ({ context }) => TO[finding.pageActionOf(context) ?? 'show-qr'] !== undefined,
    offers: ({ context, event }, offer: dealing.FoundApplicationOffer) =>
      event.type === 'citizen.answer' &&
      event.value === offer &&
      dealing.foundApplicationOffersOf(context).includes(offer),
    isConfirmed: ({ context }) => context.confirmed !== null,
    goesAfter: ({ context }, after: dealing.StateAfterOfficeAnswer) => context.after === after,
  },
  actions: {
    noteDevices: assign({ devices: newestDevicesOf }),
    typeCode: assign(({ context, event }) =>
      event.type === 'citizen.key' ? finding.typeReferenceKey(context, event.key) : {},
    ),
    eraseCode: assign(({ context }) => finding.eraseReferenceKey(context)),
    judgeCode: assign(({ context }) => finding.checkTypedReference(context)),
    askAgain: assign(({ context }) => ({
      ...finding.backToReferenceCode(context, null),
      ...dealing.NO_OFFICE_REQUEST,
    })),
    releaseSlot: (_, _key: string) => notProvided('releaseSlot')(),
    forgetWanted: assign(dealing.NO_OFFICE_REQUEST),
    want: assign((_, wanted: dealing.OfficeRequest) => dealing.startOfficeRequest(wanted)),
    rate: assign(({ event }) =>
      event.type === 'citizen.survey' ? dealing.startOfficeRequest({ do: 'rate', score: event.score }) : {},
    ),
    noteDealt: assign(({ context }, output: dealing.OfficeRequestOutput) => dealing.withOfficeAnswer(context, output)),
    noteInner: assign((_, innerWaits: boolean) => ({ innerWaits })),
    takeUp: assign(({ context }) => takeUp(context, TO[finding.pageActionOf(context) ?? 'review'] ?? 'check')),
    takeUpPaper: assign(({ context }) => takeUp(context, 'print')),
    takeUpShown: assign(({ context }) => takeUp(context, 'show')),
    goBack: assign({ end: ({ context: { lookUps } }): End => ({ end: 'back', facts: { lookUps } }) }),
  },
}).createMachine({
  id: 'find',
  context: ({ input }) => ({
    ...input,
    ...dealing.NO_OFFICE_REQUEST,
    code: '',
    problem: null,
    lookUps: input.lookUps ?? 0,
    person: input.booking?.person ?? null,
    found: null,
    after: 'found',
    confirmed: null,
    reply: null,
    end: { end: 'back', facts: {} },
  }),
  on: { 'devices.changed': { actions: 'noteDevices' } },
  initial: 'opening',
  states: {
    opening: { always: [{ guard: 'hasBooking', target: 'lookingUp' }, { target: 'enteringCode' }] },
    enteringCode: {
      on: {
        'citizen.key': { guard: 'mayTry', actions: 'typeCode' },
        'citizen.erase': { actions: 'eraseCode' },
        'citizen.next': [
          { guard: and(['codeIsRead', 'cardIsRead']), target: 'lookingUp' },
          { guard: 'codeIsRead', target: 'showingCard' },
          { guard: 'mayTry', actions: 'judgeCode' },
        ],
        'citizen.back': { target: 'over', actions: 'goBack' },
      },
    },
    // An expired card still identifies its owner. An appointment made without a card is found without one.
    showingCard: {
      tags: ASKS_FOR_CARD,
      invoke: {
        id: 'identification',
        src: 'identification',
        input: ({ context }) => ({ takes: null, minimumAge: null, takesExpired: true, today: context.today }),
        onDone: { target: 'lookingUp', actions: assign({ person: ({ event }) => event.output }) },
      },
      on: {
        'document.*': { actions: forwardTo('identification') },
        'chip.progress': { actions: forwardTo('identification') },
        'devices.changed': { actions: ['noteDevices', forwardTo('identification')] },
        'citizen.next': 'lookingUp',
        'citizen.back': 'enteringCode',
      },
    },
    lookingUp: {
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'lookUp',
        input: ({ context }) => dealing.lookUpQueryOf(context),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'found',
            actions: assign(({ event: { output } }) => (output.ok ? { found: output.value } : {})),
          },
          {
            guard: 'hasNoNumber',
            target: 'notLookedUp',
            actions: assign(({ event: { output } }) => (output.ok ? {} : { note: output.error.code })),
          },
          {
            target: 'enteringCode',
            actions: assign(({ context, event: { output } }) =>
              output.ok
                ? {}
                : finding.backToReferenceCode(context, output.error.kind === 'refused' ? 'unknown' : output.error.code),
            ),
          },
        ],
      },
    },
    // The person has an appointment, and the office did not say which.
    notLookedUp: {
      on: {
        'citizen.retry': { target: 'lookingUp', actions: 'forgetWanted' },
        'citizen.back': { target: 'over', actions: 'goBack' },
      },
    },
    found: {
      on: {
        'citizen.next': [
          { guard: { type: 'isNext', params: 'ask-again' }, target: 'lookingUp', actions: 'forgetWanted' },
          { guard: { type: 'isNext', params: 'show-qr' }, target: 'showingCode' },
          { guard: { type: 'isNext', params: 'reply' }, target: 'confirming', actions: 'forgetWanted' },
          {
            guard: { type: 'isNext', params: 'check-in' },
            target: 'asking',
            actions: { type: 'want', params: { do: 'check-in' } },
          },
          { guard: 'goesOn', target: 'over', actions: 'takeUp' },
        ],
        'citizen.answer': [
          { guard: { type: 'offers', params: 'cancel' }, target: 'askingCancel', actions: 'forgetWanted' },
          { guard: { type: 'offers', params: 'move' }, target: 'choosingSlot', actions: 'forgetWanted' },
          { guard: { type: 'offers', params: 'print' }, target: 'over', actions: 'takeUpPaper' },
        ],
        'citizen.back': [
          { guard: 'hasBooking', target: 'over', actions: 'goBack' },
          { target: 'enteringCode', actions: 'askAgain' },
        ],
      },
    },
    showingCode: { on: { 'citizen.back': 'found', 'citizen.next': { target: 'over', actions: 'takeUpShown' } } },
    askingCancel: {
      on: {
        'citizen.next': { target: 'asking', actions: { type: 'want', params: { do: 'cancel' } } },
        'citizen.back': 'found',
      },
    },
    // The office holds the new time before it gives up the old one.
    choosingSlot: {
      invoke: {
        id: 'appointment',
        src: 'appointment',
        input: ({ context }) => appointmentInput(context),
        onSnapshot: innerWaitingTransition,
        onDone: [
          {
            guard: ({ event }) => event.output.end === 'done',
            target: 'asking',
            actions: assign(({ event: { output } }) =>
              output.end === 'done' ? dealing.withMoveRequest(output.facts.slot) : {},
            ),
          },
          {
            target: 'found',
            actions: assign(({ event: { output } }) => ({
              ...dealing.NO_OFFICE_REQUEST,
              note: output.end === 'cannot' ? output.code : null,
            })),
          },
        ],
      },
      on: forwardEventsTo('appointment', appointmentStepDefinition.takes),
    },
    confirming: {
      always: { guard: 'isConfirmed', target: 'asking', actions: { type: 'want', params: { do: 'read' } } },
      invoke: {
        id: 'confirm',
        src: 'confirm',
        input: ({ context }) => confirmInput(context),
        onSnapshot: innerWaitingTransition,
        onDone: [
          {
            guard: ({ event }) => event.output.end === 'done',
            target: 'asking',
            actions: assign(({ event: { output } }) => ({
              ...dealing.startOfficeRequest({ do: 'read' }),
              confirmed: output.end === 'done' ? output.facts.confirmed : null,
            })),
          },
          {
            target: 'found',
            actions: assign(({ event: { output } }) => ({
              innerWaits: false,
              note: output.end === 'cannot' ? output.code : null,
            })),
          },
        ],
      },
      on: forwardEventsTo('confirm', confirmStepDefinition.takes),
    },
    asking: {
      tags: WAITS_FOR_OFFICE,
      invoke: {
        src: 'deal',
        input: ({ context }) => dealing.requestInputOf(context),
        onDone: [
          {
            guard: ({ context, event }) => dealing.abandonedHoldKey(context, event.output) !== null,
            target: 'asked',
            actions: [
              {
                type: 'releaseSlot',
                params: ({ context, event }) => dealing.abandonedHoldKey(context, event.output) ?? '',
              },
              { type: 'noteDealt', params: ({ event }) => event.output },
            ],
          },
          { target: 'asked', actions: { type: 'noteDealt', params: ({ event }) => event.output } },
        ],
      },
    },
    asked: {
      always: [
        { guard: { type: 'goesAfter', params: 'unanswered' }, target: 'unanswered' },
        { guard: { type: 'goesAfter', params: 'slot' }, target: 'choosingSlot' },
        { guard: { type: 'goesAfter', params: 'look-up' }, target: 'lookingUp' },
        { guard: { type: 'goesAfter', params: 'reply' }, target: 'reading' },
        { target: 'found' },
      ],
    },
    // The outcome of the request is unknown.
    unanswered: {
      on: { 'citizen.retry': 'asking', 'citizen.back': { target: 'lookingUp', actions: 'forgetWanted' } },
    },
    reading: {
      on: {
        'citizen.survey': { target: 'asking', actions: 'rate' },
        'citizen.back': { target: 'found', actions: 'forgetWanted' },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
