import { assign, forwardTo, raise } from 'xstate';
import { applicationIdOf, tierOf } from './context.ts';
import { sessionSetup } from './session.setup.ts';

/** Notes are taken. Warning and leaving are the child's: there may be money in the cassette. */
export const payingCash = sessionSetup.createStateConfig({
  invoke: {
    id: 'cash',
    src: 'takeCash',
    input: ({ context }) => ({ applicationId: applicationIdOf(context), amount: tierOf(context).amount }),
    onDone: [
      {
        guard: ({ event }) => event.output.end === 'paid',
        target: 'issuing',
        actions: assign(({ event: { output } }) => (output.end === 'paid' ? { paidCash: output.inserted } : {})),
      },
      // What is left is the settlement's: nothing to show, or nobody who waits for it.
      {
        guard: ({ event: { output } }) =>
          output.end === 'unsettled' || (output.end === 'stopped' && output.left && output.inserted === 0),
        target: '#session.over',
      },
      {
        guard: ({ event: { output } }) => output.end === 'stopped' && output.doubted,
        target: 'crediting',
        actions: assign({ trouble: { code: 'BIL-110', money: 'unknown' } }),
      },
      { target: 'crediting' },
    ],
  },
  on: {
    'citizen.back': { actions: forwardTo('cash') },
    'citizen.cancel': { actions: forwardTo('cash') },
    'citizen.finish': { actions: forwardTo('cash') },
    'citizen.stay': { actions: forwardTo('cash') },
    'citizen.call-staff': { actions: forwardTo('cash') },
    'citizen.language': { actions: forwardTo('cash') },
    'citizen.display': { actions: forwardTo('cash') },
  },
});

/** No more notes: what was put in becomes a credit, on paper where there is any. */
export const crediting = sessionSetup.createStateConfig({
  invoke: {
    src: 'giveCredit',
    input: ({ context }) => context,
    onDone: [
      {
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
