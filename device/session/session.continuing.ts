import { and, assign, forwardTo, raise } from 'xstate';
import { beginWith } from './answering.ts';
import { serviceOf } from './context.ts';
import * as continuing from './continuing.ts';
import { readyForDuplicate } from './paper-content.ts';
import { sessionSetup } from './session.setup.ts';

/*
 * *Continue an application*, at this kiosk or another (docs/decisions/0011). The code, then the card, then what became of
 * it. What is open goes on at *check your answers* like any other; what is registered is printed once more.
 */

export const enteringCode = sessionSetup.createStateConfig({
  on: {
    'citizen.key': { guard: 'mayTryCode', actions: 'typeCode' },
    'citizen.erase': { actions: 'eraseCode' },
    'citizen.next': [
      // The card was read, and it was not the card's fault.
      { guard: and(['codeIsRead', 'cardIsRead']), target: 'lookingUp' },
      { guard: 'codeIsRead', target: 'showingCard' },
      { guard: 'mayTryCode', actions: 'judgeCode' },
    ],
    'citizen.back': 'choosing',
  },
});

/** An expired card is its owner's all the same. */
export const showingCard = sessionSetup.createStateConfig({
  invoke: {
    id: 'identification',
    src: 'identify',
    input: ({ context }) => ({ takes: null, minimumAge: null, takesExpired: true, today: context.today }),
    onDone: { target: 'lookingUp', actions: [assign(({ event }) => event.output), raise({ type: 'journey.moved' })] },
  },
  on: {
    'reader.reported': { actions: forwardTo('identification') },
    'devices.changed': { actions: forwardTo('identification') },
    'chip.progressed': { actions: forwardTo('identification') },
    'citizen.back': 'enteringCode',
  },
});

export const lookingUp = sessionSetup.createStateConfig({
  invoke: {
    src: 'lookUp',
    input: ({ context }) => context,
    onDone: [
      {
        guard: ({ event }) => event.output.ok,
        target: 'found',
        actions: assign(({ context, event: { output } }) =>
          output.ok ? continuing.takeUp(context, output.value) : {},
        ),
      },
      {
        target: 'enteringCode',
        actions: assign(({ context, event: { output } }) =>
          output.ok
            ? {}
            : continuing.askAgain(context, output.error.kind === 'refused' ? 'unknown' : output.error.code),
        ),
      },
    ],
  },
});

export const found = sessionSetup.createStateConfig({
  on: {
    'citizen.next': [
      { guard: ({ context }) => continuing.nextOf(context) === 'review', target: 'checking' },
      { guard: ({ context }) => continuing.nextOf(context) === 'print', target: 'duplicating' },
      { guard: ({ context }) => continuing.nextOf(context) === 'show-qr', target: 'showingCode' },
      { guard: ({ context }) => continuing.nextOf(context) === 'ask-again', target: 'lookingUp' },
      {
        guard: ({ context }) => continuing.nextOf(context) === 'begin',
        target: 'beforeYouStart',
        // With nothing of the application of before.
        actions: assign(({ context }) => beginWith(context, serviceOf(context))),
      },
    ],
    'citizen.back': {
      target: 'enteringCode',
      actions: assign(({ context }) => continuing.askAgain(context, null)),
    },
  },
});

/** A receipt of before as a code, while none can be printed. */
export const showingCode = sessionSetup.createStateConfig({
  on: { 'citizen.back': 'found', 'citizen.next': 'surveying' },
});

/** The number comes first and the paper after it: two papers never have the same number. */
export const duplicating = sessionSetup.createStateConfig({
  invoke: {
    src: 'duplicate',
    input: ({ context }) => context,
    onDone: [
      {
        guard: ({ context, event }) => event.output.ok && readyForDuplicate(context),
        target: 'printing',
        actions: assign(({ context, event: { output } }) =>
          output.ok
            ? {
                applicationId: output.value.applicationId,
                reference: continuing.foundOf(context).reference,
                continuing: { ...context.continuing, duplicate: output.value.number },
              }
            : {},
        ),
      },
      {
        target: 'trouble',
        actions: assign(({ context, event: { output } }) => ({
          reference: continuing.foundOf(context).reference,
          trouble: {
            code: output.ok ? ('BKO-105' as const) : output.error.code,
            money: continuing.moneyOfFound(continuing.foundOf(context)),
          },
        })),
      },
    ],
  },
});
