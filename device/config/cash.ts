import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';

/** If a note exceeds the missing amount by more than this, the kiosk holds the note and asks the citizen whether to keep it. */
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

/** As the till and the pages take them. Sums are in qəpik. */
export const cashSettingsOf = (cash: z.infer<typeof cashSchema> | undefined) => ({
  overpayLimit: Math.round((cash?.overpayLimitManat ?? DEFAULT_OVERPAY_LIMIT_MANAT) * 100),
});
