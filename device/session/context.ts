import type { Assurance, IdentityDocument } from '../../drivers/id-reader/contract.ts';
import type { LodgeRequest, Registered } from '../back-office/contract.ts';
import { answerProblem } from '../catalogue/service.ts';
import type {
  Catalogue,
  ChoiceOption,
  ChoiceQuestion,
  Service,
  ServiceQuestion,
  ServiceTier,
} from '../catalogue/types.ts';
import type { Credit } from '../ledger/cash.ts';
import type { DoubtAbout } from '../ledger/entries.ts';
import type { ApprovalOnPaper } from '../receipt/paper.ts';
import type { Display } from '../words/display.ts';
import type { Language } from '../words/language.ts';
import type { MoneyState, Qepik } from '../words/money.ts';
import type { SlipState } from '../words/paper-kind.ts';
import type { TroubleCode } from '../words/trouble.ts';
import { type Continuing, NOT_CONTINUING } from './continuing.ts';
import { type Devices, serviceTrouble } from './devices.ts';

export interface SessionInput {
  /** Counted by the kiosk since its start: which visit this is. */
  readonly visit: number;
  readonly language: Language;
  readonly display: Display;
  readonly devices: Devices;
  readonly catalogue: Catalogue;
  /** ISO date of this visit, in the centre's time zone. */
  readonly today: string;
  /** Whether `today` can be believed: without that no day is promised. */
  readonly dated: boolean;
}

/** Everything known of a visit. It dies with the session actor: nothing of it is kept anywhere else. */
export interface SessionContext extends SessionInput {
  readonly service: Service | null;
  readonly tier: ServiceTier | null;
  readonly document: IdentityDocument | null;
  /** How sure we are of `document`. */
  readonly assurance: Assurance | null;
  readonly answers: Readonly<Record<string, string>>;
  readonly continuing: Continuing;
  /** What is being typed or chosen at the question on the screen. */
  readonly draft: string;
  readonly question: number;
  /** The draft was refused. */
  readonly refused: boolean;
  /** The citizen came from *check your answers* to change one thing, and goes back there. */
  readonly editing: boolean;
  readonly applicationId: string | null;
  /** As it was lodged the first time: under its key nothing else can be, whatever language or day it is by then. */
  readonly lodging: Pick<LodgeRequest, 'language' | 'ready'> | null;
  readonly reference: string | null;
  readonly method: 'card' | 'cash' | null;
  readonly approval: ApprovalOnPaper | null;
  /** Paid in notes of together so much, in qəpik. */
  readonly paidCash: Qepik | null;
  readonly credit: Credit | null;
  readonly registered: Registered | null;
  /** That it is in the public log, for the code on paper and glass; with it the salt, which is nowhere else. */
  readonly proof: string | null;
  /** Local date and time of payment or registration, `YYYY-MM-DDTHH:MM`; `null` before, and where no clock can be believed. */
  readonly at: string | null;
  readonly trouble: { readonly code: TroubleCode; readonly money: MoneyState } | null;
  /** How often the back office was asked in vain to register. */
  readonly attempts: number;
  readonly printed: boolean;
  /** Slips for this application: which waits or comes out, and what came of the others. */
  readonly slips: { readonly [A in DoubtAbout]?: SlipState };
  readonly survey: 1 | 2 | 3 | 4 | 5 | null;
}

export function freshContext(input: SessionInput): SessionContext {
  return {
    ...input,
    service: null,
    tier: null,
    document: null,
    assurance: null,
    answers: {},
    continuing: NOT_CONTINUING,
    draft: '',
    question: 0,
    refused: false,
    editing: false,
    applicationId: null,
    lodging: null,
    reference: null,
    method: null,
    approval: null,
    paidCash: null,
    credit: null,
    registered: null,
    proof: null,
    at: null,
    trouble: null,
    attempts: 0,
    printed: false,
    slips: {},
    survey: null,
  };
}

/** The service of this visit, in the states that have one. */
export function serviceOf(context: SessionContext): Service {
  if (!context.service) throw new Error('this state needs a chosen service');
  return context.service;
}

/** What stops this visit from going on with its service now, or `null`. */
export const visitTrouble = (context: SessionContext): TroubleCode | null =>
  serviceTrouble(serviceOf(context), context.devices, context.document !== null);

export function tierOf(context: SessionContext): ServiceTier {
  if (!context.tier) throw new Error('this state needs a chosen tier');
  return context.tier;
}

export function questionOf(context: SessionContext): ServiceQuestion {
  const question = serviceOf(context).questions[context.question];
  if (!question) throw new Error(`service ${serviceOf(context).id} has no question ${context.question}`);
  return question;
}

/**
 * Whether to say that the card has to be taken out. A reader that tells what lies in it is believed; one that does not is spoken of on the
 * `first` page after it was read, and on the last.
 */
export function isCardLeft({ document, devices }: SessionContext, firstOrLast: boolean): boolean {
  if (document === null) return false;
  const { media } = devices.reader;
  return media === 'present' || (media !== 'notPresent' && firstOrLast);
}

/** The application of this visit, in the states that have one. */
export function applicationIdOf(context: SessionContext): string {
  if (!context.applicationId) throw new Error('this state needs an application');
  return context.applicationId;
}

/** The options of a question that can be true of the card that was read. Where nobody knows what day it is, each can. */
export function optionsOf({ options }: ChoiceQuestion, context: SessionContext): readonly ChoiceOption[] {
  const { document, dated, today } = context;
  const isValid = dated && document !== null && (document.expiryDate === null || document.expiryDate >= today);
  return isValid ? options.filter(({ ofExpiredCard }) => !ofExpiredCard) : options;
}

/** The draft as it would be kept, or `null` where it does not answer the question. */
export function acceptedAnswer(context: SessionContext): string | null {
  const question = questionOf(context);
  const { draft } = context;
  if (question.kind === 'choice')
    return optionsOf(question, context).some(({ value }) => value === draft) ? draft : null;
  const value = draft.trim().replace(/\s+/g, ' ');
  return answerProblem(question, value, 'en') === null ? value : null;
}

/** Where the money of a visit is once it is paid, and `unpaid` before. */
export function moneyOf({ approval, paidCash }: SessionContext, unpaid: MoneyState): MoneyState {
  if (approval) return 'taken';
  return paidCash === null ? unpaid : 'cash';
}
