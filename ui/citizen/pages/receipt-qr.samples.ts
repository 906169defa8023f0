import { NUMBER_WITH_CODE, TICKET_PLACE } from '../../samples/payment.ts';
import {
  CONTRAST_FRAME,
  LARGEST_TEXT,
  LOWER_SCREEN_FRAME,
  type PageSample,
  RECEIPT_QR,
  SAMPLE_REFERENCE,
  type ViewOf,
} from '../../samples/sample.ts';

function receiptQr(): readonly PageSample<'receiptQr'>[] {
  const view: ViewOf<'receiptQr'> = {
    show: 'receiptQr',
    paper: 'receipt',
    reference: SAMPLE_REFERENCE,
    others: [],
    appointment: TICKET_PLACE,
    qr: RECEIPT_QR,
    takeCard: false,
    canReprint: false,
    canGoBack: true,
  };
  return [
    { name: 'usual', view },
    { name: 'printer-is-back', view: { ...view, canReprint: true } },
    {
      name: 'printer-is-back-several',
      view: { ...view, appointment: null, others: ['K5-7QF3-54', 'K5-7QF4-46'], canReprint: true },
      frame: { kept: NUMBER_WITH_CODE },
    },
    { name: 'several-dues', view: { ...view, appointment: null, others: ['K5-7QF3-54', 'K5-7QF4-46'] } },
    { name: 'take-card', view: { ...view, takeCard: true } },
    { name: 'with-credit', view: { ...view, appointment: null }, frame: { kept: NUMBER_WITH_CODE } },
    {
      name: 'ticket',
      view: {
        ...view,
        paper: 'ticket',
        reference: null,
        appointment: { ...TICKET_PLACE, ticket: 'B-012' },
        canGoBack: false,
      },
    },
    { name: 'contrast', view, frame: CONTRAST_FRAME },
    { name: 'text-200', view: { ...view, canReprint: true }, frame: LARGEST_TEXT },
    { name: 'lower', view: { ...view, canReprint: true }, frame: LOWER_SCREEN_FRAME },
  ];
}

export const samples = () => ({ receiptQr: receiptQr() });
