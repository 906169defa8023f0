import { formatAmount, formatManats } from '../../drivers/money.ts';
import type { StatusInformationFields } from '../../drivers/payment-terminal/zvt/messages.ts';
import type { FieldTotals } from '../../drivers/payment-terminal/zvt/totals.ts';

type Business = 'ÖDƏNİŞ' | 'GERİ QAYTARMA' | 'KARTA ÖDƏNİŞ';

export function customerReceipt(info: StatusInformationFields, what: Business): readonly string[] {
  return transactionReceipt('MÜŞTƏRİ QƏBZİ', info, what);
}

export function merchantReceipt(info: StatusInformationFields, what: Business): readonly string[] {
  return [...transactionReceipt('SATICI QƏBZİ', info, what), 'İmza tələb olunmur'];
}

function transactionReceipt(title: string, info: StatusInformationFields, what: Business): readonly string[] {
  return [
    title,
    what,
    `Terminal ${info.terminalId ?? ''}`,
    `Qəbz ${info.receiptNumber ?? ''}  Trace ${info.traceNumber ?? ''}`,
    `${info.cardName ?? ''} ${numberOf(info.maskedPan ?? '')}`,
    `MƏBLƏĞ ${formatAmount(info.amount ?? 0)}`,
    `Təsdiq kodu ${info.authorisationCode ?? ''}`,
  ];
}

/** A card number that is not masked is printed unchanged. */
const numberOf = (pan: string): string => (pan.includes('*') ? `**** ${pan.slice(-4)}` : pan);

export function dayReceipt(terminalId: string, amount: number, totals: FieldTotals): readonly string[] {
  const cards = totals.cards.filter(({ count }) => count > 0);
  return [
    'GÜNÜN SONU',
    `Terminal ${terminalId}`,
    `Qəbz ${totals.firstReceipt}-${totals.lastReceipt}`,
    ...cards.map((card) => `${card.card} ${card.count} ${formatManats(card.amount)}`),
    `CƏMİ ${formatAmount(amount)}`,
  ];
}
