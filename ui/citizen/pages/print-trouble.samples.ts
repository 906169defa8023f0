import type { TroubleCode } from '../../../device/words/trouble.ts';
import { NUMBER_WITH_CODE, NUMBER_WITH_REFUSED_DUE, settledDues, TICKET_PLACE } from '../../samples/payment.ts';
import {
  cardPurchase,
  certificatePurchase,
  LARGEST_TEXT,
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  purchaseOf,
  SAMPLE_REFERENCE,
  STAFF_CALLED_FRAME,
  ticketPurchase,
  type ViewOf,
} from '../../samples/sample.ts';
import { LONG_TEXTS } from '../../samples/texts.ts';

type PrintTrouble = ViewOf<'printTrouble'>;

const viewMaker =
  (speak: PickLanguage) =>
  (code: TroubleCode, more: Partial<PrintTrouble> = {}): PrintTrouble => ({
    show: 'printTrouble',
    code,
    paper: 'receipt',
    purchase: cardPurchase(speak),
    money: 'taken',
    reference: SAMPLE_REFERENCE,
    appointment: null,
    at: '2026-11-24T14:32',
    dues: [],
    place: null,
    partlyPrinted: false,
    canShowQr: true,
    canCopy: false,
    canReprint: false,
    ...more,
  });

function printTrouble(speak: PickLanguage): readonly PageSample<'printTrouble'>[] {
  const of = viewMaker(speak);
  const half = { partlyPrinted: true } as const;
  const inCash = { money: 'cash' } as const;
  const dues = settledDues(speak);
  const certificate = {
    paper: 'certificate',
    purchase: certificatePurchase(speak),
    money: 'none',
    canShowQr: false,
  } as const;
  const ticket = {
    paper: 'ticket',
    appointment: { ...TICKET_PLACE, ticket: 'B-012' },
    purchase: ticketPurchase(speak),
    money: 'none',
  } as const;
  const allChoices = of('PRN-111', { ...half, canReprint: true });
  return [
    { name: 'paper-out-half-printed', view: of('PRN-111', half) },
    { name: 'paper-out', view: of('PRN-111') },
    { name: 'paper-out-ticket', view: of('PRN-111', { ...half, appointment: TICKET_PLACE }) },
    { name: 'with-credit', view: of('PRN-111', inCash), frame: { kept: NUMBER_WITH_CODE } },
    {
      name: 'several-dues',
      view: of('PRN-111', { ...inCash, dues, purchase: { ...cardPurchase(speak), ...purchaseOf(17_040) } }),
      frame: { kept: NUMBER_WITH_REFUSED_DUE },
    },
    { name: 'staff-called', view: of('PRN-111', half), frame: STAFF_CALLED_FRAME },
    { name: 'refilled', view: allChoices },
    { name: 'cover-open', view: of('PRN-112', half) },
    { name: 'cutter', view: of('PRN-113', half) },
    { name: 'mechanical', view: of('PRN-114') },
    { name: 'unrecoverable', view: of('PRN-115', half) },
    { name: 'unplugged', view: of('PRN-101', half) },
    { name: 'silent', view: of('PRN-103') },
    { name: 'other-visit', view: of('PRN-211') },
    { name: 'other-person', view: of('PRN-212', certificate) },
    { name: 'certificate', view: of('PRN-111', { ...certificate, ...half }) },
    {
      name: 'certificate-refilled',
      view: of('PRN-111', { ...certificate, canReprint: true }),
      frame: STAFF_CALLED_FRAME,
    },
    { name: 'ticket', view: of('PRN-112', ticket) },
    ...ofDocuments(of, certificate),
    ...makeSamplesForDisplays(allChoices),
    {
      name: 'long-words',
      view: {
        ...allChoices,
        purchase: { ...allChoices.purchase, service: speak(LONG_TEXTS.title), ...purchaseOf(12_345_600) },
      },
    },
  ];
}

function ofDocuments(
  of: ReturnType<typeof viewMaker>,
  certificate: Partial<PrintTrouble>,
): readonly PageSample<'printTrouble'>[] {
  const document = { ...certificate, paper: 'document', place: { window: '5', floor: 1 } } as const;
  return [
    { name: 'document-jam', view: of('PRN-114', { ...document, partlyPrinted: true, canCopy: true }) },
    { name: 'document-toner', view: of('PRN-116', { ...document, canCopy: true, canReprint: true }) },
    { name: 'document-not-read', view: of('BKO-101', { ...document, canReprint: true }) },
    {
      name: 'document-text-200',
      view: of('PRN-122', { ...document, partlyPrinted: true, canCopy: true, canReprint: true }),
      frame: LARGEST_TEXT,
    },
  ];
}

export const samples = (speak: PickLanguage) => ({ printTrouble: printTrouble(speak) });
