import type { IsoDate } from '../words/date.ts';
import type { Qepik } from '../words/money.ts';

/** `5,00 ₼`, in every language: the decimal comma of the country. */
export function formatMoney(amount: Qepik): string {
  return `${Math.trunc(amount / 100)},${String(amount % 100).padStart(2, '0')} ₼`;
}

/** `04.12.2026` */
export function formatDate(date: IsoDate): string {
  const [year, month, day] = date.split('-');
  return `${day}.${month}.${year}`;
}

/** `YYYY-MM-DDTHH:MM` as `24.11.2026 14:32`. */
export function formatMoment(at: string): string {
  return `${formatDate(at.slice(0, 10))} ${at.slice(11, 16)}`;
}
