import { and, assign, raise } from 'xstate';
import {
  applicationIdOf,
  codeOfUnansweredRegistration,
  isVisitPaid,
  moneyStateOf,
  type SessionContext,
} from './context.ts';
import { isAnswerEnoughForPaper } from './paper-content.ts';
import { sessionSetup } from './session.setup.ts';

const application = ({ context }: { readonly context: SessionContext }) => ({
  applicationId: applicationIdOf(context),
});

export const registeringApplicationState = sessionSetup.createStateConfig({
  description: 'The back office registers the application.',
  invoke: {
    src: 'register',
    input: application,
    onDone: [
      {
        description: 'answer does not fit',
        guard: ({ context, event: { output } }) =>
          output.ok && !isAnswerEnoughForPaper(context, output.value.registered),
        target: 'trouble',
        actions: assign(({ context }) => ({
          trouble: { code: 'BKO-105' as const, money: moneyStateOf(context, 'none') },
        })),
      },
      {
        // After a payment, the receipt comes first, even if the document fails later.
        description: 'registered, free and on sheets',
        guard: ({ context, event }) => event.output.ok && context.onSheets && !isVisitPaid(context),
        target: 'readingDocument',
        actions: assign(({ event: { output } }) => (output.ok ? output.value : {})),
      },
      {
        description: 'registered',
        guard: ({ event }) => event.output.ok,
        target: 'printing',
        actions: assign(({ event: { output } }) => (output.ok ? output.value : {})),
      },
      {
        description: 'office refuses',
        guard: ({ event }) => !event.output.ok && event.output.error.kind === 'refused',
        target: 'refused',
      },
      { guard: 'hadEnoughAttempts', target: '#session.over' },
      {
        target: 'issuingAgain',
        actions: [
          'countAttempt',
          assign(({ event: { output } }) =>
            output.ok ? {} : { unanswered: codeOfUnansweredRegistration(output.error) },
          ),
        ],
      },
    ],
  },
});

export const registeringAgainState = sessionSetup.createStateConfig({
  description: 'The office did not answer. The kiosk will try again.',
  entry: raise({ type: 'doubt.lasts', about: 'registration' }),
  after: { registerAgain: 'issuing' },
});

export const registrationRefusedState = sessionSetup.createStateConfig({
  description: 'The office refuses the application.',
  always: [
    { guard: 'paidByCard', target: 'givingBack' },
    {
      guard: 'paidInCash',
      target: 'crediting',
      actions: assign({ trouble: { code: 'BKO-104', money: 'credited' } }),
    },
    {
      guard: 'isCovered',
      target: 'trouble',
      actions: assign({ trouble: { code: 'BKO-104', money: 'on-code' } }),
    },
    { target: 'trouble', actions: assign({ trouble: { code: 'BKO-102', money: 'none' } }) },
  ],
});

export const reversingPaymentState = sessionSetup.createStateConfig({
  description: 'The terminal reverses the payment.',
  invoke: {
    src: 'giveBack',
    input: application,
    onDone: {
      target: 'trouble',
      actions: assign(({ event: { output } }) => ({
        trouble: { code: 'BKO-104' as const, money: output.ok ? ('returned' as const) : ('returning' as const) },
      })),
    },
  },
});

export const visitTroubleState = sessionSetup.createStateConfig({
  description: 'Something stopped the visit.',
  entry: [raise({ type: 'journey.moved' }), raise({ type: 'doubt.lasts', about: 'return' })],
  on: {
    'citizen.retry': [
      {
        guard: and(['retriesLodging', 'confirmsAnew']),
        target: 'routing',
        actions: ['forgetConfirmed', 'forgetTrouble'],
      },
      // The credit stays with the given-up application, so more is to pay.
      { guard: and(['retriesLodging', 'usedCredit']), target: 'choosingPayment', actions: 'forgetTrouble' },
      { guard: 'retriesLodging', target: 'lodging', actions: 'forgetTrouble' },
      { guard: and(['retriesPaying', 'choosesWay']), target: 'choosingPayment', actions: 'forgetTrouble' },
      { guard: 'retriesPaying', target: 'lodged', actions: ['forgetTrouble', 'takeOnlyWay'] },
    ],
  },
});
