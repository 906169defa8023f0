import { and, assign, not, raise } from 'xstate';
import { needsOfficeQuote } from '../catalogue/price.ts';
import type { DueUnpayable } from '../words/due.ts';
import type { CashOutput } from './cash.machine.ts';
import {
  applicationIdOf,
  codeOfOfficeTrouble,
  quoteOf,
  type SessionContext,
  serviceOf,
  visitRestToPay,
} from './context.ts';
import { type LodgeOutput, sessionSetup } from './session.setup.ts';
import { onStepSnapshot } from './session.steps.ts';
import { whyDueUnpayable } from './visit/due-gone.ts';
import { forwardEventsTo } from './visit/events.ts';

const application = ({ context }: { readonly context: SessionContext }) => ({
  applicationId: applicationIdOf(context),
});

const unpaid = (context: SessionContext) => (quoteOf(context).total > 0 ? ('not-taken' as const) : ('none' as const));

/** Only if the office gives quotes: otherwise a free service would be lodged again and again. */
const quoteIsOver = (context: SessionContext, { result }: LodgeOutput): boolean =>
  needsOfficeQuote(serviceOf(context)) &&
  !result.ok &&
  result.error.kind === 'refused' &&
  result.error.reason === 'quote-expired';

const slotIsLost = ({ facts }: SessionContext, { result }: LodgeOutput): boolean =>
  facts.slot !== undefined && !result.ok && result.error.kind === 'refused' && result.error.reason === 'slot-lost';

/** The person has an appointment for this service already. Nothing was lodged. */
const isBooked = ({ facts }: SessionContext, { result }: LodgeOutput): boolean =>
  facts.slot !== undefined &&
  facts.person !== undefined &&
  !result.ok &&
  result.error.kind === 'refused' &&
  result.error.reason === 'already-booked';

function goneDue({ facts }: SessionContext, { result }: LodgeOutput): DueUnpayable | null {
  if (!facts.due || result.ok || result.error.kind !== 'refused') return null;
  return whyDueUnpayable(result.error, facts.due);
}

export const choosingPaymentState = sessionSetup.createStateConfig({
  description: 'The citizen chooses card, notes or a credit.',
  on: {
    'citizen.method': [
      { guard: and(['takesCredit', 'isLodged']), target: 'typingCredit' },
      { guard: 'takesCredit', target: 'lodging', actions: 'noteWay' },
      { guard: and(['wayIsOpen', 'isLodged']), target: 'lodged', actions: 'noteWay' },
      { guard: 'wayIsOpen', target: 'lodging', actions: 'noteWay' },
    ],
    'citizen.next': { guard: 'isCovered', target: 'issuing' },
    'citizen.back': { guard: not('isLodged'), target: 'checking' },
  },
});

/** The application is lodged before any payment (docs/decisions/0003). */
export const lodgingState = sessionSetup.createStateConfig({
  description: 'The kiosk hands the application over.',
  entry: ['noteLodging', 'forgetKnown'],
  invoke: {
    src: 'lodge',
    input: ({ context }) => context,
    onDone: [
      {
        description: 'due is gone',
        guard: ({ context, event: { output } }) => goneDue(context, output) !== null,
        target: 'routing',
        actions: {
          type: 'loseDue',
          params: ({ context, event: { output } }) => goneDue(context, output) ?? { because: 'changed' },
        },
      },
      // The shown price is void: the kiosk asks for a new price.
      {
        description: 'quote expired',
        guard: ({ context, event: { output } }) => quoteIsOver(context, output),
        target: 'routing',
        actions: 'forgetQuote',
      },
      {
        description: 'appointment is lost',
        guard: ({ context, event: { output } }) => slotIsLost(context, output),
        target: 'routing',
        actions: 'loseSlot',
      },
      {
        description: 'citizen has an appointment',
        guard: ({ context, event: { output } }) => isBooked(context, output),
        target: 'find',
        actions: ['releaseSlot', 'noteBooking'],
      },
      {
        target: 'lodged',
        actions: assign(({ context, event: { output } }) => ({
          applicationId: output.applicationId,
          reference: output.result.ok ? output.result.value.reference : null,
          trouble: output.result.ok ? null : { code: codeOfOfficeTrouble(output.result.error), money: unpaid(context) },
        })),
      },
    ],
  },
});

export const lodgedState = sessionSetup.createStateConfig({
  description: 'The office has the application, or something stopped the visit.',
  always: [
    { guard: 'trouble', target: 'trouble' },
    { guard: and(['costsMoney', 'paysWithCredit']), target: 'typingCredit' },
    { guard: and(['costsMoney', 'paysInCash']), target: 'payingCash' },
    {
      guard: and(['costsMoney', 'doorIsOpen']),
      target: 'trouble',
      actions: assign({ trouble: { code: 'LIN-107', money: 'not-taken' } }),
    },
    { guard: 'costsMoney', target: 'paying' },
    { target: 'issuing' },
  ],
});

export const typingCreditState = sessionSetup.createStateConfig({
  description: 'The citizen types a credit code, and the office reserves its value.',
  invoke: {
    id: 'credit',
    src: 'takeCredit',
    input: ({ context }) => ({
      applicationId: applicationIdOf(context),
      wrong: context.wrongCredits,
      asked: context.askedCredit,
    }),
    onSnapshot: onStepSnapshot(),
    onDone: {
      target: 'choosingPayment',
      actions: [
        assign(({ event: { output } }) => ({
          method: null,
          wrongCredits: output.wrong,
          askedCredit: output.asked,
          reserved: output.reserved,
        })),
        raise({ type: 'journey.moved' }),
      ],
    },
  },
  on: forwardEventsTo('credit', ['citizen.key', 'citizen.erase', 'citizen.next', 'citizen.back']),
});

export const payingState = sessionSetup.createStateConfig({
  description: 'The terminal takes the payment.',
  invoke: {
    id: 'payment',
    src: 'pay',
    input: application,
    onSnapshot: {
      description: 'doubt is long',
      guard: ({ event }) => event.snapshot.matches({ doubt: { patience: 'long' } }),
      actions: raise(({ event }) => ({
        type: 'doubt.lasts',
        about: event.snapshot.context.leftToStaff ? 'staff' : 'payment',
      })),
    },
    onDone: [
      {
        description: 'paid',
        guard: ({ event }) => event.output.paid,
        target: 'issuing',
        actions: assign(({ event: { output } }) => (output.paid ? { approval: output.approval } : {})),
      },
      {
        description: 'not paid, citizen left',
        guard: ({ event }) => !event.output.paid && event.output.leave,
        target: '#session.over',
      },
      {
        target: 'trouble',
        actions: assign(({ event: { output } }) =>
          output.paid ? {} : { trouble: { code: output.code, money: 'not-taken' as const } },
        ),
      },
    ],
  },
  on: forwardEventsTo('payment', ['citizen.cancel', 'citizen.finish']),
});

const stoppedAt = (output: CashOutput) => (output.end === 'stopped' ? { stoppedAt: output.inserted } : {});

/** The cash machine handles warning and leaving: the cassette may hold money. */
export const payingCashState = sessionSetup.createStateConfig({
  description: 'The validator takes notes.',
  invoke: {
    id: 'cash',
    src: 'takeCash',
    input: ({ context }) => ({
      applicationId: applicationIdOf(context),
      amount: visitRestToPay(context),
      doorOpen: context.devices.doorOpen,
      moreTime: context.display.moreTime,
    }),
    onDone: [
      {
        description: 'paid',
        guard: ({ event }) => event.output.end === 'paid',
        target: 'issuing',
        actions: assign(({ event: { output } }) => (output.end === 'paid' ? { paidCash: output.inserted } : {})),
      },
      // The page has nothing to show, or the citizen left. The settlement does the rest.
      {
        description: 'a note is not settled, or citizen left without a note',
        guard: ({ event: { output } }) =>
          output.end === 'unsettled' || (output.end === 'stopped' && output.left && output.inserted === 0),
        target: '#session.over',
      },
      {
        description: 'a note is in doubt',
        guard: ({ event: { output } }) => output.end === 'stopped' && output.doubted,
        target: 'crediting',
        actions: assign(({ event: { output } }) => ({
          ...stoppedAt(output),
          trouble: { code: 'BIL-110' as const, money: 'unknown' as const },
        })),
      },
      { target: 'crediting', actions: assign(({ event: { output } }) => stoppedAt(output)) },
    ],
  },
  on: forwardEventsTo('cash', [
    'devices.changed',
    'citizen.back',
    'citizen.cancel',
    'citizen.finish',
    'citizen.stay',
    'citizen.call-staff',
    'citizen.language',
    'citizen.display',
    'citizen.answer',
  ]),
});

export const writingCreditState = sessionSetup.createStateConfig({
  description: 'The kiosk writes a credit for the notes.',
  invoke: {
    src: 'giveCredit',
    input: ({ context }) => context,
    onDone: [
      {
        description: 'credit is issued',
        guard: ({ event }) => event.output.credit !== null,
        target: 'credited',
        actions: [assign(({ event: { output } }) => output), raise({ type: 'journey.moved' })],
      },
      { guard: 'trouble', target: 'trouble' },
      { guard: 'choosesWay', target: 'choosingPayment' },
      { target: 'trouble', actions: assign({ trouble: { code: 'TRM-202', money: 'not-taken' } }) },
    ],
  },
});
