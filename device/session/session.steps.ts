import { type AnyMachineSnapshot, and, assign, raise } from 'xstate';
import { codeOfOfficeTrouble, queueTicketServiceOf, type SessionContext, serviceOf } from './context.ts';
import { isAnswerEnoughForDuplicate } from './paper-content.ts';
import * as routing from './routing.ts';
import { sessionSetup } from './session.setup.ts';
import { moneyStateOfFound } from './steps/find/finding.ts';
import { FIRST_STEP, openEntriesOf, STEP_KINDS, type StepKind, VISIT_STEPS } from './steps/registry.ts';
import { canPrintOnSheets } from './visit/devices.ts';
import { forwardEventsTo } from './visit/events.ts';
import { ASKS_FOR_CARD, ENDS_BY_ITSELF, type StepEnd, waitsForOffice } from './visit/step.ts';

export const routingState = sessionSetup.createStateConfig({
  description: 'The visit chooses its next step.',
  entry: raise({ type: 'journey.moved' }),
  always: [
    ...STEP_KINDS.map((kind) => ({ guard: { type: 'goesTo', params: kind } as const, target: kind })),
    { guard: 'isRegistered', target: 'duplicating' },
    { target: 'checking' },
  ],
});

interface StepEnded {
  readonly event: { readonly output: StepEnd | undefined };
}

const ends =
  (...ways: readonly StepEnd['end'][]) =>
  ({ event: { output } }: StepEnded) =>
    output !== undefined && ways.includes(output.end);

const takesUp =
  (...ways: readonly Extract<StepEnd, { end: 'takeUp' }>['to'][]) =>
  ({ event: { output } }: StepEnded) =>
    output?.end === 'takeUp' && ways.includes(output.to);

interface Heard {
  readonly event: { readonly snapshot: AnyMachineSnapshot };
}

// A guard cannot see the tags of a child.
const noteStep = (openEntries: (snapshot: AnyMachineSnapshot) => SessionContext['openEntries']) => ({
  type: 'noteStep' as const,
  params: ({ event: { snapshot } }: Heard) => ({
    asksForCard: snapshot.hasTag(ASKS_FOR_CARD),
    waitsForOffice: waitsForOffice(snapshot),
    endsByItself: snapshot.hasTag(ENDS_BY_ITSELF),
    openEntries: openEntries(snapshot),
  }),
});

const officeAnswers = ({ context, event }: Heard & { readonly context: SessionContext }): boolean =>
  context.waitsForOffice &&
  (!waitsForOffice(event.snapshot) || event.snapshot.hasTag(ENDS_BY_ITSELF) !== context.endsByItself);

export const onStepSnapshot = (
  openEntries: (snapshot: AnyMachineSnapshot) => SessionContext['openEntries'] = () => null,
) => [
  { description: 'the office answers', guard: officeAnswers, actions: [noteStep(openEntries), 'noteMove' as const] },
  { actions: noteStep(openEntries) },
];

function room(kind: StepKind) {
  const keep = {
    type: 'endStep' as const,
    params: ({ event: { output } }: StepEnded) => ({ kind, output }),
  };
  return sessionSetup.createStateConfig({
    invoke: {
      id: 'step',
      // All steps share one type here.
      src: kind as 'form',
      input: ({ context }) => routing.stepInputOf(kind, context),
      onSnapshot: onStepSnapshot((snapshot) => openEntriesOf(kind, snapshot)),
      onDone: [
        { description: 'done', guard: ends('done'), target: 'routing', actions: keep },
        { description: 'shows an earlier application', guard: takesUp('show'), target: 'surveying', actions: keep },
        {
          description: 'takes up an earlier application',
          guard: takesUp('check', 'print', 'begin', 'resume'),
          target: 'routing',
          actions: keep,
        },
        { description: 'cannot go on', guard: ends('cannot'), target: 'trouble', actions: keep },
        { guard: { type: 'hasBefore', params: kind }, target: 'routing', actions: keep },
        { target: FIRST_STEP, actions: [keep, 'releaseSlot', 'forgetChoice'] },
      ],
    },
    on: {
      ...forwardEventsTo('step', VISIT_STEPS[kind].takes),
      ...((kind === FIRST_STEP || kind === 'find') && {
        'scan.slip': {
          target: 'resume',
          actions: ['forgetPlace' as const, 'forgetKnown' as const, 'forgetChoice' as const],
        },
      }),
      ...(kind === FIRST_STEP && {
        'citizen.continue': {
          guard: 'mayContinue',
          target: 'find',
          actions: ['forgetPlace', 'forgetKnown', 'forgetChoice'],
        },
      }),
    },
  });
}

export const stepStates = Object.fromEntries(STEP_KINDS.map((kind) => [kind, room(kind)])) as {
  // Any string as key would allow any state of the machine.
  readonly [K in StepKind]: ReturnType<typeof room>;
};

export const checkingAnswersState = sessionSetup.createStateConfig({
  description: 'The citizen checks everything that the kiosk will hand over.',
  on: {
    'citizen.edit': STEP_KINDS.map((kind) => ({
      guard: { type: 'edits', params: kind } as const,
      target: kind,
      actions: 'openEdited' as const,
    })),
    'citizen.back': { target: 'routing', actions: 'openLast' },
    'citizen.pay': [
      { guard: and(['nothingBlocks', 'costsMoney', 'choosesWay']), target: 'choosingPayment' },
      { guard: and(['nothingBlocks', 'costsMoney']), target: 'lodging', actions: 'takeOnlyWay' },
    ],
    'citizen.next': { guard: and(['nothingBlocks', 'isFree']), target: 'lodging' },
    'citizen.choose': {
      description: 'the queue ticket',
      guard: ({ context, event }) => queueTicketServiceOf(context)?.id === event.service,
      target: 'routing',
      actions: [
        'releaseSlot',
        assign(({ context }) => {
          const service = queueTicketServiceOf(context);
          return service ? routing.beginService(context, service) : {};
        }),
      ],
    },
  },
});

/** Books the number before printing: two papers never share a number. */
export const bookingDuplicateState = sessionSetup.createStateConfig({
  description: 'The kiosk books the number of one more paper.',
  invoke: {
    src: 'duplicate',
    input: ({ context }) => context,
    onDone: [
      {
        description: 'number is booked',
        guard: ({ context, event }) => event.output.ok && isAnswerEnoughForDuplicate(context),
        target: 'duplicated',
        actions: assign(({ context, event: { output } }) =>
          output.ok
            ? {
                applicationId: output.value.applicationId,
                reference: routing.foundApplicationOf(context).reference,
                duplicate: output.value.number,
                firstUnprinted: output.value.first,
                // A receipt keeps the time of payment. A ticket's window may have changed.
                ...(serviceOf(context).paper === 'ticket' && { at: output.value.at }),
                onSheets: canPrintOnSheets(serviceOf(context), context.devices),
              }
            : {},
        ),
      },
      {
        target: 'trouble',
        actions: assign(({ context, event: { output } }) => ({
          reference: routing.foundApplicationOf(context).reference,
          trouble: {
            code: output.ok ? ('BKO-105' as const) : codeOfOfficeTrouble(output.error),
            money: moneyStateOfFound(routing.foundApplicationOf(context)),
          },
        })),
      },
    ],
  },
});

export const duplicateBookedState = sessionSetup.createStateConfig({
  description: 'The paper has its number. It comes on sheets or from the roll.',
  entry: raise({ type: 'journey.moved' }),
  always: [{ guard: 'readsDocument', target: 'readingDocument' }, { target: 'printing' }],
});
