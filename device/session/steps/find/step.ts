import type { SnapshotFrom } from 'xstate';
import type { FoundApplication } from '../../../back-office/contract.ts';
import { quoteOn } from '../../../catalogue/price.ts';
import type { MoneyState, Purchase } from '../../../words/money.ts';
import type { PaperKind } from '../../../words/paper-kind.ts';
import type { TroubleCode } from '../../../words/trouble.ts';
import { isCardLeft } from '../../visit/devices.ts';
import { purchaseOf } from '../../visit/purchase.ts';
import type { ReceiptQrView } from '../../visit/receipt-qr.ts';
import { type Seen, step } from '../../visit/step.ts';
import { type IdentifyView, identifyView } from '../identify/identify-view.ts';
import { findMachine } from './find.machine.ts';
import {
  blockedBy,
  type CodeProblem,
  type FindContext,
  type FoundNext,
  factsOf,
  foundOf,
  mayTry,
  moneyOfFound,
  nextOf,
  referenceOf,
  serviceOfFound,
} from './finding.ts';
import { readReference } from './reference-code.ts';

/** `held`: its kiosk has not said yet whether it is paid. `closed`: taken back, nothing can be continued. */
export type FoundState = FoundApplication['state'];

export type FindView =
  /** The number of an application that was begun before, here or at another kiosk. */
  | {
      readonly show: 'enteringCode';
      readonly code: string;
      readonly problem: CodeProblem | null;
      /** Too many codes were not this person's: only staff can help. */
      readonly locked: boolean;
    }
  | { readonly show: 'lookingUp'; readonly reference: string }
  /** What became of it, and what can be done about it here. */
  | {
      readonly show: 'found';
      readonly state: FoundState;
      readonly reference: string;
      /** Where it was lodged last. */
      readonly kiosk: string;
      /** `null` where this kiosk does not offer the service. */
      readonly purchase: Purchase | null;
      readonly money: MoneyState;
      readonly paper: PaperKind;
      readonly next: FoundNext | null;
      readonly blocked: TroubleCode | null;
      /** The card is not needed any more, and may still be in the reader. */
      readonly takeCard: boolean;
    };

type Snapshot = SnapshotFrom<typeof findMachine>;

function view({ value, context, children }: Snapshot, seen: Seen): FindView | IdentifyView | ReceiptQrView {
  switch (value) {
    case 'showingCard':
      return identifyView(children.identification?.getSnapshot(), seen.devices);
    case 'lookingUp':
      return { show: 'lookingUp', reference: referenceOf(context) };
    case 'found':
    case 'over':
      return foundView({ ...context, devices: seen.devices }, seen);
    case 'showingCode':
      return foundCode(context, seen);
    case 'enteringCode':
      return {
        show: 'enteringCode',
        code: context.code,
        problem: context.problem,
        locked: !mayTry(context),
      };
    default:
      return value satisfies never;
  }
}

/** A receipt of before, while none can be printed. */
function foundCode(context: FindContext, { qrOf }: Seen): ReceiptQrView {
  const { reference } = foundOf(context);
  const qr = qrOf(reference);
  return { show: 'receiptQr', paper: paperOf(context), reference, qr, canReprint: false, canGoBack: true };
}

const paperOf = (context: FindContext): PaperKind => serviceOfFound(context)?.paper ?? 'receipt';

function foundView(context: FindContext, { language, devices }: Seen): FindView {
  const found = foundOf(context);
  const { state, reference, kiosk, amount } = found;
  const service = serviceOfFound(context);
  const tier = service?.tiers.find(({ id }) => id === found.tier);
  const facts = service && tier ? { ...factsOf(context), service, tier, found } : null;
  // To be quoted anew: until then it is what this catalogue has.
  const expected = state === 'open' && service && tier ? quoteOn(service, tier, context).total : null;
  const purchase = facts && purchaseOf(facts, context, language);
  return {
    show: 'found',
    state,
    reference,
    kiosk,
    purchase: purchase && { ...purchase, amount: expected ?? amount },
    money: moneyOfFound(found),
    paper: paperOf(context),
    next: nextOf(context),
    blocked: blockedBy(context),
    takeCard: isCardLeft(devices, true),
  };
}

export const find = step({
  needs: [],
  reads: [],
  adds: ['lookUps'],
  reopens: true,
  machine: findMachine,
  takes: [
    'citizen.key',
    'citizen.erase',
    'citizen.next',
    'citizen.back',
    'document.inserted',
    'document.read',
    'chip.progress',
    'devices.changed',
  ],
  view,
  key({ value, context }: Snapshot) {
    if (value === 'found') return context.found?.state;
    const read = readReference(context.code);
    return [context.code !== '', typeof read === 'string' ? read : 'whole', mayTry(context), context.person !== null];
  },
  lodges: () => ({}),
  rows: () => [],
  edits: () => false,
});
