import { and, assign, forwardTo, fromPromise, setup } from 'xstate';
import type { Result } from '../../../../drivers/result.ts';
import type { BackOfficeTrouble, Claim, FoundApplication } from '../../../back-office/contract.ts';
import { devicesAfter, notProvided, type StepEvent } from '../../visit/events.ts';
import type { Facts } from '../../visit/facts.ts';
import { ASKS_FOR_CARD, type Ends } from '../../visit/step.ts';
import { identificationMachine } from '../identify/identification.machine.ts';
import type { FindContext, FindInput, FoundNext } from './finding.ts';
import * as finding from './finding.ts';

type End = Ends<Pick<Facts, 'lookUps'>>;
type Context = FindContext & { readonly end: End };

/** What the button of the page of what was found means for the visit. */
const TO: Readonly<Partial<Record<FoundNext, Extract<End, { end: 'takeUp' }>['to']>>> = {
  review: 'check',
  print: 'print',
  begin: 'begin',
};

function takeUp(context: Context, to: Extract<End, { end: 'takeUp' }>['to']): Partial<Context> {
  return { end: { end: 'takeUp', facts: finding.factsOf(context), to } };
}

/**
 * *Continue an application*, at this kiosk or another (docs/decisions/0011). The code, then the card, then what became of it, and what
 * can be done about it here.
 */
export const findMachine = setup({
  types: {
    input: {} as FindInput,
    context: {} as Context,
    events: {} as StepEvent,
    output: {} as End,
    children: {} as { readonly identification: 'identification' },
    tags: {} as typeof ASKS_FOR_CARD,
  },
  actors: {
    identification: identificationMachine,
    lookUp: fromPromise<Result<FoundApplication, BackOfficeTrouble>, Claim>(notProvided('lookUp')),
  },
  guards: {
    mayTry: ({ context }) => finding.mayTry(context),
    codeIsRead: ({ context }) => finding.codeIsRead(context),
    cardIsRead: ({ context }) => context.person !== null,
    isNext: ({ context }, next: FoundNext) => finding.nextOf(context) === next,
    goesOn: ({ context }) => TO[finding.nextOf(context) ?? 'show-qr'] !== undefined,
  },
  actions: {
    noteDevices: assign({ devices: devicesAfter }),
    typeCode: assign(({ context, event }) =>
      event.type === 'citizen.key' ? finding.typeCode(context, event.key) : {},
    ),
    eraseCode: assign(({ context }) => finding.eraseCode(context)),
    judgeCode: assign(({ context }) => finding.judgeCode(context)),
    askAgain: assign(({ context }) => finding.askAgain(context, null)),
    takeUp: assign(({ context }) => takeUp(context, TO[finding.nextOf(context) ?? 'review'] ?? 'check')),
    takeUpShown: assign(({ context }) => takeUp(context, 'show')),
    goBack: assign({ end: ({ context: { lookUps } }): End => ({ end: 'back', facts: { lookUps } }) }),
  },
}).createMachine({
  id: 'find',
  context: ({ input }) => ({
    ...input,
    code: '',
    problem: null,
    lookUps: input.lookUps ?? 0,
    person: null,
    found: null,
    end: { end: 'back', facts: {} },
  }),
  on: { 'devices.changed': { actions: 'noteDevices' } },
  initial: 'enteringCode',
  states: {
    enteringCode: {
      on: {
        'citizen.key': { guard: 'mayTry', actions: 'typeCode' },
        'citizen.erase': { actions: 'eraseCode' },
        'citizen.next': [
          // The card was read, and it was not the card's fault.
          { guard: and(['codeIsRead', 'cardIsRead']), target: 'lookingUp' },
          { guard: 'codeIsRead', target: 'showingCard' },
          { guard: 'mayTry', actions: 'judgeCode' },
        ],
        'citizen.back': { target: 'over', actions: 'goBack' },
      },
    },
    // An expired card is its owner's all the same.
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
        'citizen.back': 'enteringCode',
      },
    },
    lookingUp: {
      invoke: {
        src: 'lookUp',
        input: ({ context }) => claimOf(context),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'found',
            actions: assign(({ event: { output } }) => (output.ok ? { found: output.value } : {})),
          },
          {
            target: 'enteringCode',
            actions: assign(({ context, event: { output } }) =>
              output.ok
                ? {}
                : finding.askAgain(context, output.error.kind === 'refused' ? 'unknown' : output.error.code),
            ),
          },
        ],
      },
    },
    found: {
      on: {
        'citizen.next': [
          { guard: { type: 'isNext', params: 'ask-again' }, target: 'lookingUp' },
          { guard: { type: 'isNext', params: 'show-qr' }, target: 'showingCode' },
          { guard: 'goesOn', target: 'over', actions: 'takeUp' },
        ],
        'citizen.back': { target: 'enteringCode', actions: 'askAgain' },
      },
    },
    // A receipt of before as a code, while none can be printed.
    showingCode: { on: { 'citizen.back': 'found', 'citizen.next': { target: 'over', actions: 'takeUpShown' } } },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});

function claimOf(context: FindContext): Claim {
  const { person } = context;
  if (!person) throw new Error('nobody may ask for an application without a document');
  const { fin, documentNumber } = person.document;
  return { reference: finding.referenceOf(context), fin, documentNumber };
}
