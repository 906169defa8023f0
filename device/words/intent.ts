import * as z from 'zod/mini';
import { LANGUAGE_CODES } from './language.ts';

const MAX_ID = 64;
const id = z.string().check(z.minLength(1), z.maxLength(MAX_ID));
const language = z.enum(LANGUAGE_CODES);
const plain = <const K extends string>(what: K) => z.strictObject({ do: z.literal(what) });

/**
 * Everything a citizen can do, as it comes from the glass. Strict: an unknown key is a malformed message, never something to carry
 * along.
 */
export const intentSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start'), language }),
  z.strictObject({ do: z.literal('language'), language }),
  z.strictObject({ do: z.literal('display'), toggle: z.enum(['contrast', 'text', 'lower']) }),
  z.strictObject({ do: z.literal('choose'), service: id }),
  // The services of one group, and the field in which one is looked for; touched again, the field is empty.
  z.strictObject({ do: z.literal('group'), group: id }),
  plain('search'),
  z.strictObject({ do: z.literal('tier'), tier: id }),
  // What is read about a person for this service, from where and by whom.
  plain('what-is-read'),
  plain('next'),
  plain('back'),
  // One key of the on-screen keyboard; the typed text is the machine's, the browser keeps nothing. One letter may be several code
  // units: a base letter and its combining mark.
  z.strictObject({ do: z.literal('key'), key: z.string().check(z.minLength(1), z.maxLength(8)) }),
  plain('erase'),
  z.strictObject({ do: z.literal('answer'), value: z.string().check(z.maxLength(MAX_ID)) }),
  z.strictObject({ do: z.literal('edit'), what: id }),
  plain('pay'),
  z.strictObject({ do: z.literal('method'), method: z.enum(['card', 'cash', 'credit']) }),
  plain('cancel'),
  plain('retry'),
  plain('show-qr'),
  plain('call-staff'),
  plain('reprint'),
  z.strictObject({ do: z.literal('survey'), score: z.literal([1, 2, 3, 4, 5]) }),
  // Sends the main facts of the application to the phone number in the register.
  plain('send-message'),
  plain('another'),
  // The same service once more, where one is paid at a time.
  plain('again'),
  // An application that was begun before, here or at another kiosk.
  plain('continue'),
  // Finish and clear: ends the visit from anywhere.
  plain('finish'),
  // Answers the idle warning.
  plain('stay'),
]);

/**
 * What comes up the socket: an intent, the step of the screen it was made on, and the newest heartbeat that the page had then.
 */
export const intentMessageSchema = z.strictObject({
  step: id,
  beat: z.int().check(z.nonnegative()),
  intent: intentSchema,
});

export type Intent = Readonly<z.infer<typeof intentSchema>>;
export type IntentMessage = Readonly<z.infer<typeof intentMessageSchema>>;
