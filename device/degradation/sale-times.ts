/** Number and mean time of the first `SALES_IN_MEAN` sales. */
export interface SaleDurationMean {
  readonly sales: number;
  readonly meanMs: number;
}

export const NO_SALES: SaleDurationMean = { sales: 0, meanMs: 0 };

/** Why 30: the mean is then known to a fifth if the spread is as large as the mean. */
export const SALES_IN_MEAN = 30;
/** Least excess over the mean of a slow sale. Why 5 s: people hardly notice less; chosen, not measured. */
export const SLOW_SALE_EXCESS_MS = 5_000;
/** From this length on, every sale is slow. Why 45 s: people leave; chosen, not measured. */
export const ALWAYS_SLOW_MS = 45_000;

export function isSaleSlow({ sales, meanMs }: SaleDurationMean, ms: number): boolean {
  if (ms >= ALWAYS_SLOW_MS) return true;
  return sales >= SALES_IN_MEAN && ms >= 2 * meanMs && ms - meanMs >= SLOW_SALE_EXCESS_MS;
}

/** The mean stays after `SALES_IN_MEAN` sales, else a terminal could become slow step by step. */
export function withSaleDuration(before: SaleDurationMean, ms: number): SaleDurationMean {
  if (before.sales >= SALES_IN_MEAN) return before;
  const sales = before.sales + 1;
  return { sales, meanMs: before.meanMs + (ms - before.meanMs) / sales };
}
