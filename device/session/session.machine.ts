import { and, assign, forwardTo, not, raise, sendTo } from 'xstate';
import { applicationIdOf, freshContext, moneyOf, type SessionContext, serviceOf } from './context.ts';
import { answerFits, type PaperSettings } from './paper-content.ts';
import { crediting, payingCash } from './session.cash.ts';
import { duplicating, enteringCode, found, lookingUp, showingCard, showingCode } from './session.continuing.ts';
import { printing, slips } from './session.paper.ts';
import { attention, frame } from './session.regions.ts';
import { sessionSetup } from './session.setup.ts';
import { surveying } from './session.survey.ts';

const application = ({ context }: { readonly context: SessionContext }) => ({
  applicationId: applicationIdOf(context),
});

/** A paid service that was not paid yet, or a free one. */
const unpaid = ({ tier }: SessionContext) => (tier && tier.amount > 0 ? ('not-taken' as const) : ('none' as const));

/**
 * One visit, from *what do you want to do* to *finish and clear*. It never leads back to the start:
 * the kiosk begins a new one for the next person, so forgetting is not a deed but the lack of one.
 */
export function createSessionMachine(paper: PaperSettings) {
  return sessionSetup.createMachine({
    id: 'session',
    context: ({ input }) => freshContext(input),
    initial: 'visit',
    states: {
      visit: {
        type: 'parallel',
        states: {
          journey: {
            initial: 'choosing',
            states: {
              choosing: {
                on: {
                  'citizen.choose': { guard: 'serviceIsOpen', target: 'beforeYouStart', actions: 'chooseService' },
                  'citizen.continue': { guard: 'mayContinue', target: 'enteringCode', actions: 'beginContinuing' },
                },
              },
              enteringCode,
              showingCard,
              lookingUp,
              found,
              showingCode,
              duplicating,
              beforeYouStart: {
                on: {
                  'citizen.tier': { actions: 'chooseTier' },
                  'citizen.back': [{ guard: 'isEditing', target: 'checking' }, { target: 'choosing' }],
                  'citizen.next': [
                    { guard: and(['nothingBlocks', 'isEditing']), target: 'checking' },
                    { guard: and(['nothingBlocks', 'mustIdentify']), target: 'identifying' },
                    {
                      guard: and(['nothingBlocks', 'hasQuestions']),
                      target: 'answering',
                      actions: 'openFirstQuestion',
                    },
                    { guard: 'nothingBlocks', target: 'checking' },
                  ],
                },
              },
              identifying: {
                invoke: {
                  id: 'identification',
                  src: 'identify',
                  input: ({ context }) => ({
                    takes: serviceOf(context).takes,
                    minimumAge: serviceOf(context).minimumAge,
                    takesExpired: serviceOf(context).takesExpiredCard,
                    today: context.today,
                  }),
                  onDone: [
                    {
                      guard: 'hasQuestions',
                      target: 'answering',
                      actions: [
                        assign(({ event }) => event.output),
                        'openFirstQuestion',
                        raise({ type: 'journey.moved' }),
                      ],
                    },
                    { target: 'checking', actions: assign(({ event }) => event.output) },
                  ],
                },
                on: {
                  'reader.reported': { actions: forwardTo('identification') },
                  'devices.changed': { actions: forwardTo('identification') },
                  'chip.progressed': { actions: forwardTo('identification') },
                  'citizen.back': 'beforeYouStart',
                },
              },
              answering: {
                on: {
                  'citizen.key': { actions: 'typeKey' },
                  'citizen.erase': { actions: 'eraseKey' },
                  'citizen.answer': { actions: 'chooseAnswer' },
                  'citizen.next': [
                    { guard: and(['draftFits', 'isEditing']), target: 'checking', actions: 'keepAnswer' },
                    { guard: and(['draftFits', 'isLastQuestion']), target: 'checking', actions: 'keepAnswer' },
                    { guard: 'draftFits', actions: ['keepAnswer', 'openNextQuestion'] },
                    { actions: 'keepAnswer' },
                  ],
                  'citizen.back': [
                    { guard: 'isEditing', target: 'checking' },
                    { guard: 'isFirstQuestion', target: 'beforeYouStart' },
                    { actions: 'openPreviousQuestion' },
                  ],
                },
              },
              checking: {
                entry: 'stopEditing',
                on: {
                  'citizen.edit': [
                    { guard: 'editsTier', target: 'beforeYouStart', actions: 'startEditing' },
                    { guard: 'editsQuestion', target: 'answering', actions: ['startEditing', 'openEditedQuestion'] },
                  ],
                  'citizen.back': [
                    { guard: 'hasQuestions', target: 'answering', actions: 'openLastQuestion' },
                    { target: 'beforeYouStart' },
                  ],
                  'citizen.pay': [
                    { guard: and(['nothingBlocks', 'costsMoney', 'choosesWay']), target: 'choosingPayment' },
                    { guard: and(['nothingBlocks', 'costsMoney']), target: 'lodging', actions: 'takeOnlyWay' },
                  ],
                  'citizen.next': {
                    guard: and(['nothingBlocks', ({ context }) => context.tier?.amount === 0]),
                    target: 'lodging',
                  },
                },
              },
              choosingPayment: {
                on: {
                  'citizen.method': [
                    { guard: and(['wayIsOpen', 'isLodged']), target: 'lodged', actions: 'noteWay' },
                    { guard: 'wayIsOpen', target: 'lodging', actions: 'noteWay' },
                  ],
                  'citizen.back': { guard: not('isLodged'), target: 'checking' },
                },
              },
              lodging: {
                entry: 'noteLodging',
                invoke: {
                  src: 'lodge',
                  input: ({ context }) => context,
                  onDone: {
                    target: 'lodged',
                    actions: assign(({ context, event: { output } }) => ({
                      applicationId: output.applicationId,
                      reference: output.result.ok ? output.result.value.reference : null,
                      trouble: output.result.ok ? null : { code: output.result.error.code, money: unpaid(context) },
                    })),
                  },
                },
              },
              lodged: {
                always: [
                  { guard: 'trouble', target: 'trouble' },
                  { guard: and(['costsMoney', 'paysInCash']), target: 'payingCash' },
                  { guard: 'costsMoney', target: 'paying' },
                  { target: 'issuing' },
                ],
              },
              paying: {
                invoke: {
                  id: 'payment',
                  src: 'pay',
                  input: application,
                  onSnapshot: {
                    guard: ({ event }) => event.snapshot.matches({ doubt: { patience: 'long' } }),
                    actions: raise(({ event }) => ({
                      type: 'doubt.lasts',
                      about: event.snapshot.context.leftToStaff ? 'staff' : 'payment',
                    })),
                  },
                  onDone: [
                    {
                      guard: ({ event }) => event.output.paid,
                      target: 'issuing',
                      actions: assign(({ event: { output } }) => (output.paid ? { approval: output.approval } : {})),
                    },
                    { guard: ({ event }) => !event.output.paid && event.output.leave, target: '#session.over' },
                    {
                      target: 'trouble',
                      actions: assign(({ event: { output } }) =>
                        output.paid ? {} : { trouble: { code: output.code, money: 'not-taken' as const } },
                      ),
                    },
                  ],
                },
                on: {
                  'citizen.cancel': { actions: sendTo('payment', { type: 'citizen.cancel' }) },
                  'citizen.finish': { actions: sendTo('payment', { type: 'citizen.finish' }) },
                },
              },
              payingCash,
              crediting,
              credited: {},
              issuing: {
                invoke: {
                  src: 'register',
                  input: application,
                  onDone: [
                    {
                      guard: ({ context, event: { output } }) =>
                        output.ok && !answerFits(context, output.value.registered),
                      target: 'trouble',
                      actions: assign(({ context }) => ({
                        trouble: {
                          code: 'BKO-105' as const,
                          money: moneyOf(context, 'none'),
                        },
                      })),
                    },
                    {
                      guard: ({ event }) => event.output.ok,
                      target: 'printing',
                      actions: assign(({ event: { output } }) => (output.ok ? output.value : {})),
                    },
                    {
                      guard: ({ event }) => !event.output.ok && event.output.error.kind === 'refused',
                      target: 'refused',
                    },
                    { guard: 'hadEnoughAttempts', target: '#session.over' },
                    { target: 'issuingAgain', actions: 'countAttempt' },
                  ],
                },
              },
              issuingAgain: {
                entry: raise({ type: 'doubt.lasts', about: 'registration' }),
                after: { registerAgain: 'issuing' },
              },
              refused: {
                always: [
                  { guard: 'paidByCard', target: 'givingBack' },
                  {
                    guard: 'paidInCash',
                    target: 'crediting',
                    actions: assign({ trouble: { code: 'BKO-104', money: 'credited' } }),
                  },
                  { target: 'trouble', actions: assign({ trouble: { code: 'BKO-102', money: 'none' } }) },
                ],
              },
              givingBack: {
                invoke: {
                  src: 'giveBack',
                  input: application,
                  onDone: {
                    target: 'trouble',
                    actions: assign(({ event: { output } }) => ({
                      trouble: {
                        code: 'BKO-104' as const,
                        money: output.ok ? ('returned' as const) : ('returning' as const),
                      },
                    })),
                  },
                },
              },
              printing: printing(paper),
              surveying,
              trouble: {
                entry: [raise({ type: 'journey.moved' }), raise({ type: 'doubt.lasts', about: 'return' })],
                on: {
                  'citizen.retry': [
                    { guard: 'retriesLodging', target: 'lodging', actions: 'forgetTrouble' },
                    {
                      guard: and(['retriesPaying', 'choosesWay']),
                      target: 'choosingPayment',
                      actions: 'forgetTrouble',
                    },
                    { guard: 'retriesPaying', target: 'lodged', actions: ['forgetTrouble', 'takeOnlyWay'] },
                  ],
                },
              },
            },
          },
          frame,
          attention,
          slips,
        },
      },
      over: { type: 'final' },
    },
  });
}
