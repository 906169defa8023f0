import type { StatusInformationFields } from '../../drivers/payment-terminal/zvt/messages.ts';

/** What the terminal wants on the customer's receipt. */
export function customerReceipt(info: StatusInformationFields, what: 'ÖDƏNİŞ' | 'GERİ QAYTARMA'): readonly string[] {
  const amount = info.amount ?? 0;
  return [
    'MÜŞTƏRİ QƏBZİ',
    what,
    `Terminal ${info.terminalId ?? ''}`,
    `Qəbz ${info.receiptNumber ?? ''}  Trace ${info.traceNumber ?? ''}`,
    `${info.cardName ?? ''} **** ${info.maskedPan?.slice(-4) ?? ''}`,
    `MƏBLƏĞ ${Math.floor(amount / 100)},${String(amount % 100).padStart(2, '0')} AZN`,
    `Təsdiq kodu ${info.authorisationCode ?? ''}`,
  ];
}
