import { z } from 'zod';
import type { Receipt, ReceiptLine } from '../../drivers/receipt-printer/contract.ts';
import { fitsCode128 } from '../../drivers/receipt-printer/paper/code128.ts';
import { decodePngBase64 } from '../../drivers/receipt-printer/paper/png-read.ts';
import { MOST_QR_BYTES } from '../../drivers/receipt-printer/paper/qr.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, misused } from '../command/outcome.ts';

const style = z.exactOptional(z.literal(['normal', 'bold', 'large', 'title']));

/** By the line's own key: an error then names the right line. */
const LINES = {
  text: z.strictObject({ text: z.string(), style, align: z.exactOptional(z.literal(['left', 'center', 'right'])) }),
  columns: z.strictObject({ columns: z.array(z.string()).min(1).readonly(), style }),
  qr: z.strictObject({ qr: z.string().min(1).max(MOST_QR_BYTES) }),
  barcode: z.strictObject({ barcode: z.string().max(80).refine(fitsCode128, 'ASCII letters and digits') }),
  image: z.strictObject({
    image: z
      .string()
      .refine((value) => decodePngBase64(value) !== undefined, 'a black-and-white PNG (1 bit) in base64'),
  }),
  rule: z.strictObject({ rule: z.literal(true) }),
  feed: z.strictObject({ feed: z.number().min(0).max(200) }),
} satisfies Record<string, z.ZodType<ReceiptLine>>;

const KINDS = Object.keys(LINES) as (keyof typeof LINES)[];

const line = z.unknown().transform((value, context): ReceiptLine => {
  const kind = KINDS.find((key) => typeof value === 'object' && value !== null && Object.hasOwn(value, key));
  if (kind === undefined) {
    context.addIssue({ code: 'custom', message: `a line with one of ${KINDS.join(', ')}` });
    return z.NEVER;
  }
  const parsed = LINES[kind].safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    context.addIssue({ ...issue, code: 'custom', path: [...issue.path], message: wordsOf(issue) });
  return z.NEVER;
});

const receipt = z.strictObject({
  lines: z.array(line).min(1),
  cut: z.union([z.boolean(), z.literal('full')], { error: 'true, false or full' }),
});

/** Parses a receipt from JSON text. An error names `file`, the place and the expected value. */
export function parseReceipt(text: string, file: string): Result<Receipt, CliTrouble> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return misused(`${file}: expected JSON; a receipt is {"lines":[{"text":"…"}],"cut":true}, see drivers/README.md`);
  }
  const parsed = receipt.safeParse(data);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0]!;
  const place = issue.path.map(String).join('.');
  return misused(`${file}: ${place === '' ? 'the receipt' : place}: expected ${wordsOf(issue)}; see drivers/README.md`);
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'unrecognized_keys':
      return `no key ${issue.keys.join(', ')}`;
    case 'too_small':
      return `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
