import type { WindowPlace } from '../back-office/contract.ts';
import { shownServiceText } from '../catalogue/easy.ts';
import type { Service } from '../catalogue/schema.ts';
import {
  applicationIdOf,
  asksToTakeCard,
  copiesOf,
  mayCardBeInReader,
  moneyStateOf,
  queueTicketServiceOf,
  quoteOf,
  type SessionContext,
  serviceOf,
  serviceTroubleOfVisit,
  whyNoCredit,
} from '../session/context.ts';
import { MOST_WRONG_CREDITS } from '../session/credit.machine.ts';
import { dataUseOf, offersAccessList } from '../session/data-use.ts';
import {
  appointmentChangeOf,
  nextStepsForScreen,
  paidDueOf,
  paidDuesOf,
  qrAddressFor,
  thingsToBringOf,
} from '../session/paper-content.ts';
import { messageOnLastPage } from '../session/phone-message.ts';
import { foundApplicationOf } from '../session/routing.ts';
import { retryTargetOf } from '../session/session.setup.ts';
import { ATTEMPTS_BEFORE_SLIP } from '../session/slips.ts';
import { skipsCopiesQuestion } from '../session/steps/form/asking.ts';
import { answerReviewRowsOf, isStepKind, type StepKind, stepViewOf } from '../session/steps/registry.ts';
import {
  canPrintOnSheets,
  canScan,
  cashTrouble,
  serviceWarnings,
  stuckNoteCode,
  terminalTrouble,
} from '../session/visit/devices.ts';
import { purchaseOf as purchaseOfFacts } from '../session/visit/purchase.ts';
import type { Language } from '../words/language.ts';
import type { Purchase } from '../words/money.ts';
import type { PaperKind } from '../words/paper-kind.ts';
import { documentView } from './document-view.ts';
import { visitStateNameOf } from './journey.ts';
import { payingCashView, payingView } from './payment-view.ts';
import { printingView } from './printing-view.ts';
import type { CitizenPageView, PrintedDocument, ThingsToBringView } from './screen.ts';
import type { ScreenSettings, SessionSnapshot } from './to-screen.ts';

/** View of a visit. One case per state of the journey: a new state without a screen does not compile. */
export function sessionView(session: SessionSnapshot, settings: ScreenSettings): CitizenPageView {
  const { context } = session;
  const at = visitStateNameOf(session);
  if (isStepKind(at)) return stepView(at, session, settings);
  switch (at) {
    case 'routing':
      throw new Error('the state routing has no page');
    case 'duplicated':
      throw new Error('the state duplicated has no page');
    case 'duplicating':
      return {
        show: 'printing',
        paper: canPrintOnSheets(serviceOf(context), context.devices) ? 'document' : serviceOf(context).paper,
        reference: foundApplicationOf(context).reference,
        leaving: false,
      };
    case 'checking':
      return checking(context);
    case 'lodging':
    case 'lodged':
      return { show: 'lodging', purchase: purchaseOf(context) };
    case 'choosingPayment':
      return choosingPayment(context);
    case 'typingCredit':
      return typingCredit(session);
    case 'payingCash':
    case 'crediting':
      return payingCashView(session, purchaseOf(context), settings);
    case 'credited':
      return credited(context);
    case 'paying':
      return payingView(session, purchaseOf(context));
    case 'issuing':
    case 'issuingAgain':
    case 'refused':
    case 'givingBack':
      return issuing(context);
    case 'readingDocument':
    case 'unread':
    case 'previewing':
    case 'wrongDocument':
    case 'printingDocument':
      return documentView(at, session, purchaseOf(context));
    case 'printing':
      return printingView(session, purchaseOf(context), settings);
    case 'surveying':
      return session.matches({ visit: { journey: { surveying: 'readingAccesses' } } })
        ? whatWasRead(context, settings)
        : done(context, settings);
    case 'trouble':
      return trouble(context);
    case 'parking':
    case 'notParked':
      return { show: 'parking', failed: at === 'notParked' };
    case 'parked':
      return parked(context);
    default:
      return at satisfies never;
  }
}

function stepView(kind: StepKind, { context, children }: SessionSnapshot, settings: ScreenSettings): CitizenPageView {
  const step = children.step?.getSnapshot();
  if (!step) throw new Error(`${kind} has no step`);
  const { language, display, devices } = context;
  const qrOf = (reference: string) => qrAddressFor(reference, null, settings);
  return stepViewOf(kind, step, { language, display, devices, qrOf });
}

function checking(context: SessionContext): CitizenPageView {
  const service = serviceOf(context);
  return {
    show: 'checking',
    takeCard: asksToTakeCard(context, service.questions.length === 0),
    rows: answerReviewRowsOf(context.facts, context.language).filter(
      ({ edit }) => edit === null || !skipsCopiesQuestion({ id: edit }, service, context.devices),
    ),
    purchase: purchaseOf(context),
    warnings: serviceWarnings(service, context.devices, copiesOf(context)),
    blocked: serviceTroubleOfVisit(context),
    ticket: queueTicketServiceOf(context)?.id ?? null,
  };
}

const purchaseOf = (context: SessionContext): Purchase => ({
  ...purchaseOfFacts(context.facts, context, context),
  ...(context.reserved && { credit: context.reserved }),
});

function issuing(context: SessionContext): CitizenPageView {
  const money = moneyStateOf(context, 'none');
  const purchase = purchaseOf(context);
  if (context.attempts < ATTEMPTS_BEFORE_SLIP)
    return { show: 'issuing', purchase, money, reference: context.reference };
  const code = money === 'none' ? (context.unanswered ?? 'BKO-101') : 'BKO-103';
  const slip = context.slips.registration ?? null;
  return {
    show: 'trouble',
    code,
    money,
    purchase,
    reference: context.reference,
    canRetry: false,
    continues: false,
    slip,
    offersStaff: false,
    takeCard: mayCardBeInReader(context),
  };
}

function parked(context: SessionContext): CitizenPageView {
  if (!context.parked) throw new Error('parked without a slip');
  return { show: 'parked', ...context.parked, takeCard: mayCardBeInReader(context) };
}

function choosingPayment(context: SessionContext): CitizenPageView {
  return {
    show: 'choosingPayment',
    purchase: purchaseOf(context),
    notes: context.devices.billValidator?.notes ?? null,
    closed: { card: terminalTrouble(context.devices), cash: cashTrouble(context.devices) },
    credit: whyNoCredit(context),
    canGoBack: context.reference === null,
  };
}

function typingCredit({ context, children }: SessionSnapshot): CitizenPageView {
  const typing = children.credit?.getSnapshot();
  const { typed = '', problem = null, wrong = 0, asked = null } = typing?.context ?? {};
  return {
    show: 'typingCredit',
    code: typed,
    problem,
    purchase: purchaseOf(context),
    locked: wrong >= MOST_WRONG_CREDITS,
    tries: MOST_WRONG_CREDITS - wrong,
    fixed: asked !== null,
    asking: typing?.matches('asking') ?? false,
    canScan: typing?.matches('typing') === true && wrong < MOST_WRONG_CREDITS && canScan(context.devices),
  };
}

function credited(context: SessionContext): CitizenPageView {
  if (!context.credit) throw new Error('credited without a credit');
  return {
    show: 'credited',
    credit: context.credit,
    qr: context.credit.code,
    because: context.trouble?.code ?? null,
    takeCard: mayCardBeInReader(context),
    stuck: stuckNoteCode(context.devices),
    reference: context.reference ?? '',
    purchase: purchaseOf(context),
  };
}

/** A refused or withdrawn application has no reference; several dues have no common one. */
const canContinue = ({ trouble, reference, facts }: SessionContext): boolean =>
  reference !== null && !facts.quote?.parts && trouble?.money === 'not-taken' && !trouble.code.startsWith('BKO-');

function trouble(context: SessionContext): CitizenPageView {
  if (!context.trouble) throw new Error('trouble without a code');
  return {
    show: 'trouble',
    ...context.trouble,
    purchase: purchaseOf(context),
    reference: context.reference,
    canRetry: retryTargetOf(context) !== null,
    continues: canContinue(context),
    slip: context.slips.return ?? null,
    offersStaff: true,
    takeCard: mayCardBeInReader(context),
  };
}

function numberOf(paper: PaperKind, registered: SessionContext['registered']): string | undefined {
  if (paper === 'certificate') return registered?.document?.number;
  // The application's number finds a ticket with a booked time.
  return paper === 'ticket' && !registered?.appointment?.slot ? registered?.appointment?.ticket : undefined;
}

function bringView(service: Service, language: Language): ThingsToBringView | null {
  const bring = thingsToBringOf(service);
  return bring && { ...bring, things: bring.things.map(({ icon, title }) => ({ icon, title: title[language] })) };
}

const ownReference = (context: SessionContext): string => context.registered?.reference ?? applicationIdOf(context);

function whatWasRead(context: SessionContext, settings: ScreenSettings): CitizenPageView {
  return {
    show: 'whatWasRead',
    service: shownServiceText(serviceOf(context), 'title', context),
    use: dataUseOf(context),
    qr: qrAddressFor(ownReference(context), null, settings),
  };
}

function documentOn(context: SessionContext): PrintedDocument | null {
  const { onSheets, tookCopy, document, facts } = context;
  if (onSheets && !tookCopy && document) {
    const { pages, validUntil } = document.facts;
    return { on: 'sheets', sheets: pages * copiesOf(context), validUntil };
  }
  return facts.service?.printedOn === 'a4' ? { on: 'copy' } : null;
}

function placeOf(context: SessionContext): WindowPlace | null {
  if (context.facts.service?.printedOn !== 'a4') return null;
  const came = context.printed && documentOn(context)?.on === 'sheets';
  return came ? null : (context.registered?.document?.place ?? null);
}

const leftOf = ({ reserved }: SessionContext) =>
  reserved === null || reserved.left === null ? null : { amount: reserved.left, code: reserved.code ?? null };

function done(context: SessionContext, settings: ScreenSettings): CitizenPageView {
  const service = serviceOf(context);
  const reference = ownReference(context);
  return {
    show: 'done',
    outcome: service.paper,
    reference: numberOf(service.paper, context.registered) ?? reference,
    application: service.paper === 'certificate' ? reference : null,
    appointment: context.registered?.appointment ?? null,
    since: appointmentChangeOf(context),
    bring: bringView(service, context.language),
    takeCard: mayCardBeInReader(context),
    takeBankCard: context.method === 'card' && context.approval !== null,
    paid: moneyStateOf(context, 'none') === 'none' ? 0 : quoteOf(context).total,
    due: context.dues.length > 0 ? null : paidDueOf(context, context.language),
    dues: paidDuesOf(context, context.language),
    again: service.due !== null,
    payAtWindow: quoteOf(context).at === 'window',
    credit: context.credit && { ...context.credit, printed: context.printed },
    creditLeft: leftOf(context),
    printed: context.printed,
    document: documentOn(context),
    place: placeOf(context),
    next: nextStepsForScreen(context, context.language),
    // Without the proof, which would double the size of the code.
    qr: qrAddressFor(reference, null, settings),
    message: messageOnLastPage(context),
    wasRead: offersAccessList(context),
    survey: context.survey,
  };
}
