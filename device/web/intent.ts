import * as z from 'zod/mini';
import type { IntentMessage } from '../words/intent.ts';
import { LANGUAGE_CODES } from '../words/language.ts';

const MAX_ID = 64;
const id = z.string().check(z.minLength(1), z.maxLength(MAX_ID));
const language = z.enum(LANGUAGE_CODES);
const plain = <const K extends string>(what: K) => z.strictObject({ do: z.literal(what) });

/**
 * What the glass may send, member for member the union of `device/words/intent.ts`. Strict: an unknown
 * key is a malformed message, never something to carry along.
 */
const intentSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start'), language }),
  z.strictObject({ do: z.literal('language'), language }),
  z.strictObject({ do: z.literal('display'), toggle: z.enum(['contrast', 'text', 'lower']) }),
  z.strictObject({ do: z.literal('choose'), service: id }),
  z.strictObject({ do: z.literal('tier'), tier: id }),
  plain('next'),
  plain('back'),
  // One letter may be several code units: a base letter and its combining mark.
  z.strictObject({ do: z.literal('key'), key: z.string().check(z.minLength(1), z.maxLength(8)) }),
  plain('erase'),
  z.strictObject({ do: z.literal('answer'), value: z.string().check(z.maxLength(MAX_ID)) }),
  z.strictObject({ do: z.literal('edit'), what: id }),
  plain('pay'),
  z.strictObject({ do: z.literal('method'), method: z.enum(['card', 'cash']) }),
  plain('cancel'),
  plain('retry'),
  plain('show-qr'),
  plain('call-staff'),
  plain('reprint'),
  z.strictObject({ do: z.literal('survey'), score: z.literal([1, 2, 3, 4, 5]) }),
  plain('another'),
  plain('continue'),
  plain('finish'),
  plain('stay'),
]);

const messageSchema = z.strictObject({ step: id, beat: z.int().check(z.nonnegative()), intent: intentSchema });

/** Both ways: a member that one side lacks, or has differently, does not compile. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const sameAsTheUnion: Same<z.infer<typeof messageSchema>, IntentMessage> = true;
void sameAsTheUnion;

/** One text frame of the socket to an intent, or `undefined` where it is anything else. Never throws. */
export function parseIntentMessage(text: string): IntentMessage | undefined {
  const parsed = messageSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is one more way of being malformed: `undefined` fails the schema.
    return undefined;
  }
}
