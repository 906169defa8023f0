import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';

/** Default excess of a note above which the kiosk holds the note and asks the citizen, in manat. */
const DEFAULT_OVERPAY_LIMIT_MANAT = 5;

export const cashSchema = strictShape({
  /** Largest excess that the till takes without a question; at most the largest note, 200 ₼. */
  overpayLimitManat: z.exactOptional(
    z
      .number()
      .min(0)
      .max(200)
      .refine(
        (manat) => Number.isInteger(Math.round(manat * 1e6) / 1e4),
        'manats with two decimals at most, such as 5.00',
      ),
  ),
  /** Badges that settle money in doubt, at the glass and by command; absent: 1. */
  settleBadges: z.exactOptional(z.literal([1, 2])),
});

/** Settings for the till and the pages. Sums are in qəpik. */
export const cashSettingsOf = (cash: z.infer<typeof cashSchema> | undefined) => ({
  overpayLimit: Math.round((cash?.overpayLimitManat ?? DEFAULT_OVERPAY_LIMIT_MANAT) * 100),
});

/** How many badges a settlement by hand needs. */
export const settleBadgeCountOf = (cash: z.infer<typeof cashSchema> | undefined): 1 | 2 => cash?.settleBadges ?? 1;
