import { z } from 'zod';
import { err, ok, type Result } from '../../drivers/result.ts';
import { offsetDateTime, paymentProofSchema } from './answers.ts';
import { createOfficeRequester, type OfficeRequesterOptions } from './ask.ts';
import type { BackOfficeTrouble } from './contract.ts';
import { shortTextSchema } from './due-answers.ts';
import type { PaymentProof } from './payment-proof.ts';

export interface OfficeRegisterRow {
  readonly key: string;
  readonly reference: string;
  readonly state: 'lodged' | 'registered' | 'withdrawn';
  /** ISO date-time. */
  readonly lodgedAt: string;
  readonly payment: PaymentProof | null;
}

const row = z.object({
  key: shortTextSchema,
  reference: shortTextSchema,
  state: z.enum(['lodged', 'registered', 'withdrawn']),
  lodgedAt: offsetDateTime,
  payment: paymentProofSchema.nullable(),
}) satisfies z.ZodType<OfficeRegisterRow>;

const page = z.object({ applications: z.array(row), next: shortTextSchema.nullable() });

/** Most pages to read: more mean a loop in the server. */
const MOST_PAGES = 1_000;

/**
 * Lists the applications of one kiosk, lodged from `from` until before `to` (ISO date-times), over all pages. The rows have no personal
 * data.
 */
export async function listOfficeRegister(
  options: OfficeRequesterOptions,
  which: { readonly kiosk: string; readonly from: string; readonly to: string },
  signal: AbortSignal,
): Promise<Result<readonly OfficeRegisterRow[], BackOfficeTrouble>> {
  const ask = createOfficeRequester(options);
  const rows: OfficeRegisterRow[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const query: URLSearchParams = new URLSearchParams({
      from: which.from,
      to: which.to,
      ...(after !== null && { after }),
    });
    const path: string = `/v1/kiosks/${encodeURIComponent(which.kiosk)}/applications?${query}`;
    const answer: Result<z.infer<typeof page>, BackOfficeTrouble> = await ask.for(page, { path }, [200], signal);
    if (!answer.ok) return answer;
    rows.push(...answer.value.applications);
    after = answer.value.next;
    if (after === null) return ok(rows);
  }
  return err({ code: 'BKO-101', kind: 'unreachable', detail: 'pages without end' });
}
