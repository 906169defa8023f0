import type { PrinterStatus, ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';
import { quoteOn } from '../catalogue/price.ts';
import type { Catalogue, PriceTier, Service } from '../catalogue/schema.ts';
import { nextStepTexts } from '../catalogue/service.ts';
import type { ApplicationCredit } from '../ledger/cash.ts';
import { type AppointmentOnPaper, makePaper, type PaperContent } from '../receipt/paper.ts';
import { qrAddressFor, thingsToBringOnPaper, type VisitPaperSettings } from '../session/paper-content.ts';
import { MAX_DUES_PER_PAYMENT } from '../session/steps/due/owing.ts';
import { LANGUAGE_CODES, type Language, languageOfPage } from '../words/language.ts';

/** If more mm of paper are left, every paper fits, and none is laid out. */
const PLENTY_MM = 2_000;
/** Reserve in mm: rolls vary, and a driver counts ordered steps, not moved paper. */
const RESERVE_MM = 100;
/** An estimate: only the back office knows the certificate's text. */
const CERTIFICATE_LINES = 15;
const REFERENCE = 'K00-0000-000';
/** Longest proof: enough for a log of 600 000 leaves (docs/decisions/0009). */
const PROOF = '0'.repeat(1_100);
const DAY = '2026-01-01';
const QUEUED = { ticket: 'A-000', window: '00', floor: 0, ahead: 0 };
const DUE = {
  subject: 'X'.repeat(90),
  reference: 'X'.repeat(24),
  rest: 1,
  number: { name: 'X'.repeat(40), value: 'X'.repeat(16) },
};
const CREDIT: ApplicationCredit = { code: 'K00-0000-0000-0000', amount: 1, printed: false };
/** The longest receipt: the most dues in one payment, each refused by the payee. */
const SEVERAL = Array.from({ length: MAX_DUES_PER_PAYMENT }, () => ({
  ...DUE,
  payee: 'X'.repeat(60),
  amount: 1,
  registered: null,
  credit: CREDIT,
}));
const BOOKED = { ...QUEUED, slot: { day: DAY, from: '00:00', until: '00:00' } };

/**
 * Estimates, from the length of a new roll, the ids of services that need more paper than is left. No ids if a near-end sensor sees paper,
 * or if the paper or the length left is unknown. Papers are laid out once, at the first need: this blocks the process for some tenths of a
 * second.
 */
export function createPaperShortageCheck(
  printer: Pick<ReceiptPrinter, 'lengthMm'>,
  catalogue: Catalogue,
  settings: VisitPaperSettings,
): (status: PrinterStatus) => readonly string[] {
  let needs: readonly { readonly id: string; readonly mm: number }[] | undefined;
  const longest = (service: Service) =>
    Math.max(...longestPapers(service, settings).map((content) => printer.lengthMm(makePaper(content, 2))));
  return ({ paper, paperLeftMm }) => {
    if (paperLeftMm === undefined || paperLeftMm > PLENTY_MM || paper === 'full' || paper === 'unknown') return [];
    needs ??= catalogue.services.map((service) => ({ id: service.id, mm: longest(service) + RESERVE_MM }));
    return needs.filter(({ mm }) => mm > paperLeftMm).map(({ id }) => id);
  };
}

function longestPapers(service: Service, settings: VisitPaperSettings): readonly PaperContent[] {
  const languages = new Set(LANGUAGE_CODES.map((language) => languageOfPage(language, 'paper')));
  return [...languages].flatMap((language) =>
    service.tiers.flatMap((tier) => papersOf(service, tier, language, settings)),
  );
}

function papersOf(service: Service, tier: PriceTier, language: Language, settings: VisitPaperSettings): PaperContent[] {
  const appointment = service.appointment ? BOOKED : { ...QUEUED, slot: null };
  const { ahead, ...window } = appointment;
  const common = {
    language,
    centreName: settings.centreName.az,
    kioskId: settings.kioskId,
    at: `${DAY}T00:00`,
    officialTitle: service.title.az,
    title: service.title[language],
    reference: REFERENCE,
    next: nextStepTexts(service.next, language, { appointment, ready: tier.days > 0 ? DAY : null }),
    bring: thingsToBringOnPaper(service, language),
    qr: qrAddressFor(REFERENCE, PROOF, settings),
    duplicate: 1,
    firstUnprinted: false,
    simulated: settings.simulated,
  };
  switch (service.paper) {
    case 'receipt':
      return receiptsOf(common, service, tier, window);
    case 'certificate': {
      const lines = Array.from({ length: CERTIFICATE_LINES }, () => '');
      const document = { number: REFERENCE, person: '', fin: '0000000', lines };
      return [{ ...common, kind: 'certificate', document, copyOnly: service.printedOn === 'a4', place: window }];
    }
    case 'ticket':
      return [{ ...common, kind: 'ticket', window, ahead, since: 'moved' }];
    default:
      return service.paper satisfies never;
  }
}

type CommonLines = Omit<Extract<PaperContent, { kind: 'ticket' }>, 'kind' | 'window' | 'ahead' | 'since'>;

function receiptsOf(
  common: CommonLines,
  service: Service,
  tier: PriceTier,
  window: AppointmentOnPaper,
): PaperContent[] {
  const quote = quoteOn(service, tier, { today: DAY, dated: false });
  const receipt = {
    ...common,
    kind: 'receipt',
    tier: tier.title[common.language],
    ready: DAY,
    quote,
    tariffDate: DAY,
    window,
    due: service.due ? DUE : null,
    dues: service.due === 'person' ? SEVERAL : [],
    used:
      quote.total > 0 && service.due !== 'person'
        ? { amount: quote.total, left: quote.total, code: CREDIT.code }
        : null,
  } as const;
  const ref = { terminalId: '00000000', traceNumber: '000000', receiptNumber: '0000' };
  const approval = {
    ref,
    amount: quote.total,
    cardName: 'MASTERCARD',
    cardTail: '0000',
    authorisationCode: '000000',
  };
  return [
    { ...receipt, payment: { by: 'card', approval }, credit: null },
    {
      ...receipt,
      payment: { by: 'cash', inserted: quote.total },
      credit: CREDIT,
    },
  ];
}
