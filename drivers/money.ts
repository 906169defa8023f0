/** Amount in integer qəpik (1 AZN = 100 qəpik). */
export type Qepik = number;

export const QEPIK_PER_MANAT = 100;

/**
 * Integer qəpik as manats, always with two digits of qəpik: `5,00`. English writes `1,234.50`; on the screen, a gap follows the thousands.
 */
export function formatManats(qepik: Qepik, decimal: ',' | '.' = ',', thousands = ''): string {
  const amount = Math.abs(qepik);
  const whole = Math.trunc(amount / QEPIK_PER_MANAT)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${qepik < 0 ? '−' : ''}${whole}${decimal}${String(amount % QEPIK_PER_MANAT).padStart(2, '0')}`;
}

/** `5,00 AZN`, as the terminal prints it. */
export const formatAmount = (qepik: Qepik): string => `${formatManats(qepik)} AZN`;
