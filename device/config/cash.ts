import { z } from 'zod';
import { strict } from './words.ts';

/** A note that exceeds what is still to pay by more than this is held, and the citizen is asked whether to keep it. */
const DEFAULT_OVERPAY_LIMIT_MANAT = 5;

/** Paying in notes. */
export const cashSchema = strict({
  /** No note is larger than 200 ₼. */
  overpayLimitManat: z
    .number()
    .min(0)
    .max(200)
    .refine(
      (manat) => Number.isInteger(Math.round(manat * 1e6) / 1e4),
      'manats with two decimals at most, such as 5.00',
    ),
});

/** In qəpik. */
export const overpayLimitOf = (cash: z.infer<typeof cashSchema> | undefined): number =>
  Math.round((cash?.overpayLimitManat ?? DEFAULT_OVERPAY_LIMIT_MANAT) * 100);
