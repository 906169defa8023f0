import type { Qepik } from '../../drivers/money.ts';
import type { Appointment, RegisteredApplication } from '../back-office/contract.ts';
import { shownNextSteps } from '../catalogue/easy.ts';
import { priceOn } from '../catalogue/price.ts';
import type { Service } from '../catalogue/schema.ts';
import { nextStepTexts, sendsToWindow } from '../catalogue/service.ts';
import type { LocalizedText } from '../config/words.ts';
import type { DoubtSubject } from '../ledger/entries.ts';
import type { CreditSlipContent } from '../receipt/credit-slip.ts';
import type { DoubtSlipContent } from '../receipt/doubt-slip.ts';
import type { PaperContent } from '../receipt/paper.ts';
import type { SlipContent } from '../receipt/slip.ts';
import type { IsoDate } from '../words/date.ts';
import { type DueNumber, type SettledDue, textInLanguage } from '../words/due.ts';
import { type Language, languageOfPage } from '../words/language.ts';
import type { PaperKind } from '../words/paper-kind.ts';
import type { Quote } from '../words/quote.ts';
import { priceTierOf, quoteOf, type SessionContext, serviceOf, visitDocumentOf, visitRestToPay } from './context.ts';
import { isPersonNamedOnPaper } from './person.ts';
import { stuckNoteCode } from './visit/devices.ts';
import { promisedReadyDate } from './visit/purchase.ts';

export interface VisitPaperSettings {
  readonly centreName: LocalizedText;
  readonly kioskId: string;
  /** Address of the status page; the code appends the reference. */
  readonly statusUrl: string;
  readonly simulated: boolean;
}

/** Whether the found data is enough for one more paper, and belongs to this person. */
export function isAnswerEnoughForDuplicate(context: SessionContext): boolean {
  return (
    context.registered !== null &&
    context.facts.service !== undefined &&
    isAnswerEnoughForPaper(context, context.registered)
  );
}

/** No steps on a copy for information, because they need the document. No steps after check-in, because they tell when to come. */
function stepsAfter(
  context: SessionContext,
  language: Language,
  next: readonly LocalizedText[] = serviceOf(context).next,
): readonly string[] {
  if (isCopyOnly(context) || appointmentChangeOf(context) === 'checked-in') return [];
  const appointment = context.registered?.appointment ?? null;
  const ready = priceTierOf(context).days > 0 ? promisedReadyDate(context.facts, context) : null;
  return nextStepTexts(next, language, { appointment, ready });
}

/** The next steps without those about window, number or people ahead: the last page shows these itself. */
export function nextStepsForScreen(context: SessionContext, language: Language): readonly string[] {
  const { registered } = context;
  const shown = { ...context, registered: registered && { ...registered, appointment: null } };
  return stepsAfter(shown, language, shownNextSteps(serviceOf(context), context));
}

/** Most bytes in a QR code on the narrowest paper (same in `drivers/receipt-printer/paper/qr.ts`). */
export const MAX_PAPER_QR_BYTES = 1_465;

/**
 * Address in the QR code. The proof is its fragment, which a browser never sends. If both are too long together, the code has only the
 * address, which the citizen needs.
 */
export function qrAddressFor(
  reference: string,
  proof: string | null,
  paper: Pick<VisitPaperSettings, 'statusUrl'>,
): string {
  const address = `${paper.statusUrl}${reference}`;
  const both = proof === null ? address : `${address}#${proof}`;
  return both.length <= MAX_PAPER_QR_BYTES ? both : address;
}

/**
 * QR code of this visit's receipt, on paper and screen. The proof belongs to `reference`, the first of several dues. If the office refused
 * that due, the code has another number and no proof.
 */
export function receiptQrAddress(
  { registered, reference, proof }: SessionContext,
  paper: Pick<VisitPaperSettings, 'statusUrl'>,
): string {
  const number = registered?.reference ?? '';
  return qrAddressFor(number, number === reference ? proof : null, paper);
}

/** Kind of the paper from the roll: the receipt of a document on sheets, or else the paper of the service. */
export const rollPaperOf = (context: SessionContext): PaperKind =>
  context.onSheets && !context.tookCopy ? 'receipt' : serviceOf(context).paper;

const isCopyOnly = (context: SessionContext): boolean =>
  serviceOf(context).printedOn === 'a4' && rollPaperOf(context) === 'certificate';

function paidContent(context: SessionContext, language: Language) {
  const quote = quoteOf(context);
  return {
    tier: priceTierOf(context).title[language],
    ready: promisedReadyDate(context.facts, context),
    quote,
    tariffDate: tariffOf(context, quote),
    payment: quote.total === 0 ? null : paymentOf(context),
    used: context.reserved,
    credit: context.credit,
    due: context.dues.length > 0 ? null : paidDueOf(context, language),
    dues: paidDuesOf(context, language),
  };
}

/** Content of the paper, from this session's data alone: it cannot be another person's. */
export function paperContent(context: SessionContext, settings: VisitPaperSettings): PaperContent {
  const { registered } = context;
  if (!registered) throw new Error('a paper needs a registered application');
  const service = serviceOf(context);
  // A certificate's content is in Azerbaijani, and a paper has one language.
  const paper = rollPaperOf(context);
  const language = paper === 'certificate' ? 'az' : languageOfPage(context.language, 'paper');
  const common = {
    language,
    centreName: settings.centreName.az,
    kioskId: settings.kioskId,
    at: context.at,
    officialTitle: service.title.az,
    title: service.title[language],
    reference: registered.reference,
    next: stepsAfter(context, language),
    bring: thingsToBringOnPaper(service, language),
    qr: receiptQrAddress(context, settings),
    simulated: settings.simulated,
    duplicate: context.duplicate,
    firstUnprinted: context.firstUnprinted,
  };
  switch (paper) {
    case 'receipt':
      return {
        ...common,
        kind: 'receipt',
        ...paidContent(context, language),
        window: registered.appointment && windowOf(registered.appointment),
      };
    case 'certificate':
      return {
        ...common,
        kind: 'certificate',
        document: ownDocument(registered),
        copyOnly: service.printedOn === 'a4',
        place: registered.document?.place ?? null,
      };
    case 'ticket': {
      if (!registered.appointment) throw new Error('a ticket needs an appointment');
      const { ahead } = registered.appointment;
      return {
        ...common,
        kind: 'ticket',
        window: windowOf(registered.appointment),
        ahead,
        since: appointmentChangeOf(context),
      };
    }
    default:
      return paper satisfies never;
  }
}

/** The change of an appointment since its first ticket: a ticket that is printed again names it. */
export function appointmentChangeOf({ facts: { found, moved } }: SessionContext): 'checked-in' | 'moved' | null {
  if (found?.standing?.appointment?.entry === 'checked-in') return 'checked-in';
  return moved ? 'moved' : null;
}

const windowOf = ({ ticket, window, floor = null, slot = null }: Appointment) => ({ ticket, window, floor, slot });

/** Date of the tariff on a paper. In a due, only the fee has a tariff date. If a later visit prints a duplicate, this date is unknown. */
function tariffOf(context: SessionContext, { tariffDate, lines }: Quote): IsoDate | null {
  if (!context.registered?.due) return tariffDate;
  const hasFee = lines.some(({ kind }) => kind === 'fee');
  return hasFee && context.duplicate === null ? (priceOn(priceTierOf(context), context)?.from ?? null) : null;
}

/** Things to bring: the screen shows them as pictures with short texts, the paper as texts. */
export function thingsToBringOf(service: Service) {
  if (service.bring.length === 0) return null;
  return { to: sendsToWindow(service) ? ('window' as const) : ('collect' as const), things: service.bring };
}

export function thingsToBringOnPaper(service: Service, language: Language): PaperContent['bring'] {
  const bring = thingsToBringOf(service);
  return bring && { ...bring, things: bring.things.map(({ title }) => title[language]) };
}

const numberIn = (number: DueNumber | null | undefined, language: Language) =>
  number ? { name: textInLanguage(number.name, language), value: number.value } : null;

export function paidDueOf({ registered }: Pick<SessionContext, 'registered'>, language: Language) {
  if (!registered?.due) return null;
  const { payee, subject, number, reference, rest } = registered.due;
  return {
    payee: textInLanguage(payee, language),
    subject: textInLanguage(subject, language),
    reference,
    rest,
    number: numberIn(number, language),
  };
}

/** The dues of a payment for several, with their outcomes; empty: one due or none. */
export function paidDuesOf({ dues, facts }: Pick<SessionContext, 'dues' | 'facts'>, language: Language) {
  return dues.map(({ amount, registered, credit }, nth): SettledDue => {
    const due = facts.due?.dues[nth];
    if (!due) throw new Error('a payment has more dues than the citizen chose');
    return {
      payee: textInLanguage(due.payee, language),
      subject: textInLanguage(due.subject, language),
      number: numberIn(registered?.due?.number ?? due.number, language),
      amount,
      registered: registered && { payment: registered.due?.reference ?? null, application: registered.reference },
      credit,
    };
  });
}

function paymentOf({ approval, paidCash, reserved }: SessionContext) {
  if (approval) return { by: 'card', approval } as const;
  if (paidCash === null && reserved) return { by: 'credit' } as const;
  if (paidCash === null) throw new Error('a receipt needs a payment');
  return { by: 'cash', inserted: paidCash } as const;
}

function slipContent(context: SessionContext, paper: VisitPaperSettings): SlipContent {
  const language = languageOfPage(context.language, 'paper');
  return {
    language,
    centreName: paper.centreName.az,
    kioskId: paper.kioskId,
    at: context.at,
    title: serviceOf(context).title[language],
    reference: context.reference ?? '',
    simulated: paper.simulated,
  };
}

/**
 * Content of the slip for a credit, if the duty was not paid.
 * @param recognised value in qəpik, by the ledger, of a note that did not reach the cassette; `null`: unknown
 */
export function creditSlipContent(
  context: SessionContext,
  recognised: Qepik | null,
  paper: VisitPaperSettings,
): CreditSlipContent {
  const { credit } = context;
  if (!credit) throw new Error('a slip needs a credit');
  const noteStuck = recognised ?? (stuckNoteCode(context.devices) === null ? null : 'unknown');
  return { ...slipContent(context, paper), duty: quoteOf(context).total, credit, noteStuck };
}

/** Slip for a matter that is not settled while the citizen waits. */
export function doubtSlipContent(
  context: SessionContext,
  about: DoubtSubject,
  paper: VisitPaperSettings,
): DoubtSlipContent {
  const paidIn = context.paidCash === null ? 'card' : 'notes';
  // A doubt about payment or return leaves out the credit's part, which stays safe on its code.
  const amount = about === 'registration' ? quoteOf(context).total : visitRestToPay(context);
  return { ...slipContent(context, paper), about, paidIn, amount };
}

/** Whether the office's answer has all that this paper needs. A certificate must name the person of the card. */
export function isAnswerEnoughForPaper(context: SessionContext, registered: RegisteredApplication): boolean {
  switch (serviceOf(context).paper) {
    case 'receipt':
      return true;
    case 'certificate':
      return registered.document !== null && isPersonNamedOnPaper(registered.document.person, visitDocumentOf(context));
    case 'ticket':
      return registered.appointment !== null;
  }
}

function ownDocument({ document }: RegisteredApplication) {
  if (!document) throw new Error('a certificate needs its document');
  return { number: document.number, person: document.person.name, fin: document.person.fin, lines: document.lines };
}
