import { assign, fromPromise, not, or, setup, stateIn } from 'xstate';
import type { Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble, FoundApplication, Registered, RegisterTrouble } from '../back-office/contract.ts';
import type { Credit } from '../ledger/cash.ts';
import type { DoubtAbout } from '../ledger/entries.ts';
import type { TroubleCode } from '../words/trouble.ts';
import * as answering from './answering.ts';
import { cashMachine } from './cash.machine.ts';
import {
  freshContext,
  moneyOf,
  type SessionContext,
  type SessionInput,
  serviceOf,
  tierOf,
  visitTrouble,
} from './context.ts';
import * as continuing from './continuing.ts';
import { readerTrouble, serviceTrouble, waysToPay } from './devices.ts';
import type { ChipProgressed, CitizenEvent, DevicesChanged, ReaderReported } from './events.ts';
import { identificationMachine } from './identification.machine.ts';
import { readyDate } from './paper-content.ts';
import { paymentMachine } from './payment.machine.ts';
import { printingMachine } from './printing.machine.ts';

/** What `lodge` came to; the id is known even where the answer was lost, so that trying again is the same application. */
export interface LodgeOutput {
  readonly applicationId: string;
  readonly result: Result<{ readonly reference: string }, BackOfficeTrouble>;
}

/** `at`: local date and time, `YYYY-MM-DDTHH:MM`. */
export type RegisterOutput = Result<
  {
    readonly registered: Registered;
    readonly at: string | null;
    readonly credit: Credit | null;
    readonly proof: string | null;
  },
  RegisterTrouble
>;

/** What was owed for the notes, and the local date and time; `null`: nothing was. */
export interface CreditOutput {
  readonly credit: Credit | null;
  readonly at: string | null;
}

/** The booked number of one more paper. */
export type DuplicateOutput = Result<{ readonly applicationId: string; readonly number: number }, BackOfficeTrouble>;

export type SessionEvent =
  | CitizenEvent
  | DevicesChanged
  | ReaderReported
  | ChipProgressed
  | { readonly type: 'journey.moved' }
  /** Whether a slip is due for it is for `slipIsDue` to say. */
  | { readonly type: 'doubt.lasts'; readonly about: DoubtAbout };

export interface SlipOrder {
  readonly about: DoubtAbout;
  readonly visit: SessionContext;
}

/** How a slip ended. The visit may be about another application by then. */
export interface SlipOutput {
  readonly applicationId: string;
  readonly slips: SessionContext['slips'];
}

/** No touch for this long brings the warning. */
export const IDLE_MS = 60_000;
/** How long the warning waits for an answer; at least 20 s by WCAG 2.2.1. */
export const IDLE_GRACE_MS = 30_000;
/** Between two attempts to register while the citizen waits. */
export const REGISTER_AGAIN_MS = 3_000;
/** After so many attempts in vain the citizen is told that it goes on by itself. */
export const PATIENT_ATTEMPTS = 3;
/** After so many the visit ends by itself; the settlement goes on. */
export const MOST_ATTEMPTS = 20;

function notProvided(): never {
  throw new Error('provided by device/actors/actors.ts');
}

const isCitizen = (event: SessionEvent): event is CitizenEvent => event.type.startsWith('citizen.');

/** What *try again* would do after the trouble of this visit; `null`: it is not offered. */
export function retryOf(context: SessionContext): 'lodging' | 'paying' | null {
  const { trouble, reference } = context;
  if ((trouble?.code === 'BKO-101' || trouble?.code === 'BKO-110') && reference === null) return 'lodging';
  if (trouble?.code === 'BKO-106') return null;
  if (trouble?.code === 'BKO-107') return visitTrouble(context) === null ? 'lodging' : null;
  if (trouble?.money !== 'not-taken' || reference === null) return null;
  return visitTrouble(context) === null ? 'paying' : null;
}

/** Whether something is not settled for so long that the citizen gets a slip for it. */
function isDoubtful(context: SessionContext, about: DoubtAbout): boolean {
  switch (about) {
    case 'payment':
    case 'staff':
      return true;
    case 'registration':
      return context.attempts >= PATIENT_ATTEMPTS && context.registered === null && moneyOf(context, 'none') !== 'none';
    case 'return':
      return context.trouble?.money === 'returning';
    default:
      return about satisfies never;
  }
}

/** What is to be printed that still is as a slip would say. */
const waitingSlip = (context: SessionContext): DoubtAbout | undefined =>
  (Object.keys(context.slips) as DoubtAbout[]).find(
    (about) => context.slips[about] === 'printing' && isDoubtful(context, about),
  );

/** What the next slip is about. */
export function slipToPrint(context: SessionContext): DoubtAbout {
  const about = waitingSlip(context);
  if (!about) throw new Error('this state needs a slip to print');
  return about;
}

/** Names for everything the session does; the machine itself is in `session.machine.ts`. */
export const sessionSetup = setup({
  types: {
    input: {} as SessionInput,
    context: {} as SessionContext,
    events: {} as SessionEvent,
    children: {} as {
      readonly identification: 'identify';
      readonly payment: 'pay';
      readonly cash: 'takeCash';
      readonly printing: 'print';
    },
  },
  actors: {
    identify: identificationMachine,
    pay: paymentMachine,
    takeCash: cashMachine,
    print: printingMachine,
    lodge: fromPromise<LodgeOutput, SessionContext>(notProvided),
    lookUp: fromPromise<Result<FoundApplication, BackOfficeTrouble>, SessionContext>(notProvided),
    duplicate: fromPromise<DuplicateOutput, SessionContext>(notProvided),
    register: fromPromise<RegisterOutput, { readonly applicationId: string }>(notProvided),
    giveBack: fromPromise<Result<void, TroubleCode>, { readonly applicationId: string }>(notProvided),
    printSlip: fromPromise<SlipOutput, SlipOrder>(notProvided),
    giveCredit: fromPromise<CreditOutput, SessionContext>(notProvided),
  },
  guards: {
    serviceIsOpen: ({ context, event }) => {
      if (event.type !== 'citizen.choose') return false;
      const service = context.catalogue.services.find(({ id }) => id === event.service);
      return service !== undefined && serviceTrouble(service, context.devices) === null;
    },
    mayContinue: ({ context }) => readerTrouble(context.devices) === null,
    mayTryCode: ({ context }) => continuing.mayTry(context),
    cardIsRead: ({ context }) => context.document !== null,
    codeIsRead: ({ context }) => continuing.codeIsRead(context),
    nothingBlocks: ({ context }) => visitTrouble(context) === null,
    mustIdentify: ({ context }) => serviceOf(context).needsCard && context.document === null,
    hasQuestions: ({ context }) => serviceOf(context).questions.length > 0,
    isEditing: ({ context }) => context.editing,
    costsMoney: ({ context }) => tierOf(context).amount > 0,
    choosesWay: ({ context }) => waysToPay(context.devices).length > 1,
    wayIsOpen: ({ context, event }) =>
      event.type === 'citizen.method' && waysToPay(context.devices).includes(event.method),
    paysInCash: ({ context }) => context.method === 'cash',
    retriesLodging: ({ context }) => retryOf(context) === 'lodging',
    retriesPaying: ({ context }) => retryOf(context) === 'paying',
    isLodged: ({ context }) => context.reference !== null,
    paidByCard: ({ context }) => context.approval !== null,
    paidInCash: ({ context }) => context.paidCash !== null,
    draftFits: ({ context }) => answering.draftFits(context),
    isLastQuestion: ({ context }) => answering.isLastQuestion(context),
    isFirstQuestion: ({ context }) => context.question === 0,
    editsQuestion: ({ context, event }) => isCitizen(event) && answering.editedQuestion(context, event) >= 0,
    editsTier: ({ event }) => event.type === 'citizen.edit' && event.what === 'tier',
    hadEnoughAttempts: ({ context }) => context.attempts >= MOST_ATTEMPTS,
    trouble: ({ context }) => context.trouble !== null,
    slipIsDue: ({ context, event }) =>
      event.type === 'doubt.lasts' && context.slips[event.about] === undefined && isDoubtful(context, event.about),
    slipWaits: ({ context }) => waitingSlip(context) !== undefined,
    // Where money or paper is moving, or a state has an end of its own, no warning interrupts.
    mayLeave: not(
      or([
        stateIn({ visit: { journey: 'lodging' } }),
        stateIn({ visit: { journey: 'paying' } }),
        stateIn({ visit: { journey: 'payingCash' } }),
        stateIn({ visit: { journey: 'crediting' } }),
        stateIn({ visit: { journey: 'issuing' } }),
        stateIn({ visit: { journey: 'issuingAgain' } }),
        stateIn({ visit: { journey: 'givingBack' } }),
        stateIn({ visit: { journey: 'printing' } }),
      ]),
    ),
  },
  actions: {
    noteDevices: assign({
      devices: ({ context, event }) => (event.type === 'devices.changed' ? event.devices : context.devices),
    }),
    setLanguage: assign({
      language: ({ context, event }) => (event.type === 'citizen.language' ? event.language : context.language),
    }),
    toggleDisplay: assign({
      display: ({ context, event }) =>
        event.type === 'citizen.display' ? toggled(context.display, event.toggle) : context.display,
    }),
    chooseService: assign(({ context, event }) => (isCitizen(event) ? answering.chooseService(context, event) : {})),
    chooseTier: assign(({ context, event }) => (isCitizen(event) ? answering.chooseTier(context, event) : {})),
    typeKey: assign(({ context, event }) =>
      event.type === 'citizen.key' ? answering.typeKey(context, event.key) : {},
    ),
    eraseKey: assign(({ context }) => answering.eraseKey(context)),
    chooseAnswer: assign(({ context, event }) =>
      event.type === 'citizen.answer' ? answering.chooseAnswer(context, event.value) : {},
    ),
    keepAnswer: assign(({ context }) => answering.keepAnswer(context)),
    openFirstQuestion: assign(({ context }) => answering.openQuestion(context, 0)),
    openLastQuestion: assign(({ context }) => answering.openQuestion(context, serviceOf(context).questions.length - 1)),
    openNextQuestion: assign(({ context }) => answering.openQuestion(context, context.question + 1)),
    openPreviousQuestion: assign(({ context }) => answering.openQuestion(context, context.question - 1)),
    openEditedQuestion: assign(({ context, event }) =>
      isCitizen(event) ? answering.openQuestion(context, answering.editedQuestion(context, event)) : {},
    ),
    beginContinuing: assign(({ context }) => continuing.begin(context)),
    typeCode: assign(({ context, event }) =>
      event.type === 'citizen.key' ? continuing.typeCode(context, event.key) : {},
    ),
    eraseCode: assign(({ context }) => continuing.eraseCode(context)),
    judgeCode: assign(({ context }) => continuing.judgeCode(context)),
    noteWay: assign({
      method: ({ context, event }) => (event.type === 'citizen.method' ? event.method : context.method),
    }),
    takeOnlyWay: assign({ method: ({ context }) => waysToPay(context.devices)[0] ?? 'card' }),
    startEditing: assign({ editing: true }),
    stopEditing: assign({ editing: false }),
    // An offer that came to nothing is taken back by the settlement: trying again is another application.
    forgetTrouble: assign(({ context: { trouble, continuing: before } }) => ({
      trouble: null,
      ...(trouble?.code === 'BKO-107' && {
        applicationId: null,
        lodging: null,
        reference: null,
        // What a slip of before names is another application.
        slips: {},
        continuing: { ...before, found: null },
      }),
    })),
    noteLodging: assign({
      lodging: ({ context }) => {
        const { lodging, language } = context;
        return lodging ?? { language, ready: tierOf(context).days > 0 ? readyDate(context) : null };
      },
    }),
    noteScore: assign({
      survey: ({ context, event }) => (event.type === 'citizen.survey' ? event.score : context.survey),
    }),
    reportScore: () => notProvided(),
    beginSlip: assign({
      slips: ({ context, event }) =>
        event.type === 'doubt.lasts' ? { ...context.slips, [event.about]: 'printing' as const } : context.slips,
    }),
    forgetVisit: assign(({ context }) => freshContext(context)),
    countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
  },
  delays: { idle: IDLE_MS, grace: IDLE_GRACE_MS, registerAgain: REGISTER_AGAIN_MS },
});

/** The next value of one way of seeing it: contrast and lower screen flip, text goes 100 → 130 → 200 → 100. */
export function toggled(
  display: SessionContext['display'],
  toggle: 'contrast' | 'text' | 'lower',
): SessionContext['display'] {
  if (toggle !== 'text') return { ...display, [toggle]: !display[toggle] };
  return { ...display, text: display.text === 100 ? 130 : display.text === 130 ? 200 : 100 };
}
