import type { SnapshotFrom } from 'xstate';
import type { FoundApplication } from '../../../back-office/contract.ts';
import { quoteOn } from '../../../catalogue/price.ts';
import type { MoneyState, Purchase } from '../../../words/money.ts';
import type { PaperKind } from '../../../words/paper-kind.ts';
import type { TroubleCode } from '../../../words/trouble.ts';
import { canScan, mayCardBeLeft } from '../../visit/devices.ts';
import { purchaseOf } from '../../visit/purchase.ts';
import type { ReceiptQrView } from '../../visit/receipt-qr.ts';
import { defineVisitStep, type StepViewInput } from '../../visit/step.ts';
import { type AppointmentView, appointmentStepDefinition } from '../appointment/step.ts';
import { type ConfirmView, confirmStepDefinition } from '../confirm/step.ts';
import { type IdentifyView, identifyView } from '../identify/identify-view.ts';
import { type FoundApplicationOffer, foundApplicationOffersOf, type OfficeRequest } from './dealing.ts';
import { findMachine } from './find.machine.ts';
import {
  type FindContext,
  type FoundPageAction,
  factsOfFound,
  foundInFindStep,
  isReferenceKnown,
  mayTypeCode,
  moneyStateOfFound,
  pageActionOf,
  quoteAsPaid,
  type ReferenceCodeProblem,
  referenceOf,
  serviceOfFound,
  serviceTroubleOfFound,
} from './finding.ts';
import { readReference } from './reference-code.ts';
import {
  type ApplicationStatusView,
  type AskingCancelView,
  applicationStatusView,
  askingCancelView,
  type OfficeRequestView,
  officeRequestView,
  type ReadingReplyView,
  readingReplyView,
} from './standing-view.ts';

/** `held`: the kiosk that lodged the application has not reported the payment. `closed`: withdrawn, nothing to continue. */
export type FoundState = FoundApplication['state'];

export type FindView =
  | {
      readonly show: 'enteringCode';
      readonly code: string;
      readonly problem: ReferenceCodeProblem | null;
      readonly locked: boolean;
      readonly canScan: boolean;
    }
  /** `reference`: `null` for a look-up by person. `trouble`: why the look-up failed. */
  | { readonly show: 'lookingUp'; readonly reference: string | null; readonly trouble: TroubleCode | null }
  | {
      readonly show: 'found';
      readonly state: FoundState;
      readonly reference: string;
      readonly kiosk: string;
      /** `null`: this kiosk does not offer the service. */
      readonly purchase: Purchase | null;
      readonly money: MoneyState;
      readonly paper: PaperKind;
      readonly standing: ApplicationStatusView | null;
      readonly next: FoundPageAction | null;
      readonly offers: readonly FoundApplicationOffer[];
      /** Whether the office refused another appointment, and this is the existing one. */
      readonly booked: boolean;
      readonly done: OfficeRequest['do'] | null;
      readonly note: 'refused' | TroubleCode | null;
      readonly blocked: TroubleCode | null;
      readonly takeCard: boolean;
    }
  | AskingCancelView
  | OfficeRequestView
  | ReadingReplyView;

type Snapshot = SnapshotFrom<typeof findMachine>;

type Page = FindView | IdentifyView | ReceiptQrView | AppointmentView | ConfirmView;

function view({ value, context, children }: Snapshot, seen: StepViewInput): Page {
  switch (value) {
    case 'showingCard':
      return { ...identifyView(children.identification?.getSnapshot(), seen.devices), withoutCard: true };
    case 'lookingUp':
    case 'notLookedUp':
      return {
        show: 'lookingUp',
        reference: isReferenceKnown(context) ? referenceOf(context) : null,
        trouble: value === 'notLookedUp' ? troubleOf(context) : null,
      };
    case 'found':
    case 'over':
      return foundView({ ...context, devices: seen.devices }, seen);
    case 'showingCode':
      return foundCode(context, seen);
    case 'choosingSlot':
      return roomView(children.appointment?.getSnapshot(), (its) => appointmentStepDefinition.view(its, seen), context);
    case 'confirming':
      return roomView(children.confirm?.getSnapshot(), (its) => confirmStepDefinition.view(its, seen), context);
    case 'askingCancel':
      return askingCancelView(context, seen);
    case 'asking':
    case 'asked':
    case 'unanswered':
      return officeRequestView(context, value === 'unanswered');
    case 'reading':
      return readingReplyView(context);
    case 'opening':
    case 'enteringCode':
      return {
        show: 'enteringCode',
        code: context.code,
        problem: context.problem ?? (seen.devices.office.answers ? null : 'BKO-101'),
        locked: !mayTypeCode(context),
        canScan: mayTypeCode(context) && canScan(seen.devices),
      };
    default:
      return value satisfies never;
  }
}

const troubleOf = ({ note }: FindContext): TroubleCode => (note === null || note === 'refused' ? 'BKO-101' : note);

/** After the end of the step inside, the page of the request that follows. */
function roomView<S extends { readonly status: string }, V>(
  its: S | undefined,
  page: (its: S) => V,
  context: FindContext,
): V | OfficeRequestView {
  return its?.status === 'active' ? page(its) : officeRequestView(context, false);
}

function foundCode(context: FindContext, { devices, qrOf }: StepViewInput): ReceiptQrView {
  const { reference, registered } = foundInFindStep(context);
  const qr = qrOf(reference);
  const appointment = registered?.appointment ?? null;
  const paper = paperOf(context);
  const takeCard = mayCardBeLeft(devices, context.person !== null);
  const receipt = { show: 'receiptQr', paper, reference, others: [], appointment, qr } as const;
  return { ...receipt, takeCard, canReprint: false, canGoBack: true };
}

const paperOf = (context: FindContext): PaperKind => serviceOfFound(context)?.paper ?? 'receipt';

function foundView(context: FindContext, seen: StepViewInput): FindView {
  const found = foundInFindStep(context);
  const { state, reference, kiosk } = found;
  const service = serviceOfFound(context);
  const tier = service?.tiers.find(({ id }) => id === found.tier);
  // An open application gets a new quote; until then the catalogue's price counts.
  const quote = tier && service && (state === 'open' ? quoteOn(service, tier, context) : quoteAsPaid(found, tier));
  const facts = quote ? { ...factsOfFound(context), service, tier, found, quote } : null;
  return {
    show: 'found',
    state,
    reference,
    kiosk,
    purchase: facts && purchaseOf(facts, context, seen),
    money: moneyStateOfFound(found),
    paper: paperOf(context),
    standing: applicationStatusView(context, seen.language),
    next: pageActionOf(context),
    offers: foundApplicationOffersOf(context),
    booked: context.booking !== undefined,
    done: context.done,
    note: context.note,
    blocked: serviceTroubleOfFound(context),
    takeCard: mayCardBeLeft(seen.devices, context.person !== null),
  };
}

function key({ value, context }: Snapshot): unknown {
  const { found, person, booking, wanted, confirmed, done, note } = context;
  const said = value === 'found' || value === 'reading' ? done !== null || note !== null : null;
  const had = [person !== null, booking !== undefined, said];
  if (found)
    return [
      ...had,
      found.state,
      found.standing?.appointment?.entry,
      foundApplicationOffersOf(context),
      wanted?.do,
      confirmed !== null,
    ];
  const read = readReference(context.code);
  return [...had, context.code !== '', typeof read === 'string' ? read : 'whole', mayTypeCode(context)];
}

export const findStepDefinition = defineVisitStep({
  needs: [],
  reads: ['booking'],
  adds: ['lookUps'],
  reopens: true,
  progress: null,
  machine: findMachine,
  takes: [
    'citizen.key',
    'citizen.erase',
    'citizen.next',
    'citizen.back',
    'citizen.answer',
    'citizen.retry',
    'citizen.survey',
    'citizen.language',
    'document.inserted',
    'document.read',
    'chip.progress',
    'devices.changed',
  ],
  view,
  key,
  examples: [
    ...['cancel', 'move', 'print', 'window-3', '2026-11-26', '09:00'].map(
      (value) => ({ type: 'citizen.answer', value }) as const,
    ),
  ],
});
