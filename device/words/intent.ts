import * as z from 'zod/mini';
import { COLOUR_SETS, TEXT_SIZES } from './display.ts';
import { LANGUAGE_CODES } from './language.ts';
import { MAX_VOLUME } from './sound.ts';
import { SPEECH_SPEEDS } from './speech.ts';

const MAX_ID = 64;
const id = z.string().check(z.minLength(1), z.maxLength(MAX_ID));
const language = z.enum(LANGUAGE_CODES);
const plain = <const K extends string>(what: K) => z.strictObject({ do: z.literal(what) });

/** A value and not a toggle: a touch that arrives twice changes nothing. */
const displayChange = z.union([
  z.strictObject({ text: z.literal(TEXT_SIZES) }),
  z.strictObject({ colours: z.enum(COLOUR_SETS) }),
  z.strictObject({ lower: z.boolean() }),
  z.strictObject({ moreTime: z.boolean() }),
  z.strictObject({ calmTouch: z.boolean() }),
  z.strictObject({ easyWords: z.boolean() }),
  z.strictObject({ covered: z.boolean() }),
  z.strictObject({ typedShown: z.boolean() }),
  z.strictObject({ volume: z.int().check(z.gte(0), z.lte(MAX_VOLUME)) }),
  z.strictObject({ speed: z.literal(SPEECH_SPEEDS) }),
  z.strictObject({ dark: z.boolean() }),
]);

/** Intents of the citizen. Strict: an unknown key makes the message malformed. */
export const intentSchema = z.discriminatedUnion('do', [
  // `door`: a button of the first page, which opens its page at once.
  z.strictObject({ do: z.literal('start'), language, door: z.optional(id) }),
  z.strictObject({ do: z.literal('language'), language }),
  z.strictObject({ do: z.literal('display'), set: displayChange }),
  z.strictObject({ do: z.literal('choose'), service: id }),
  // A touch of a group also ends the search.
  z.strictObject({ do: z.literal('group'), group: id }),
  plain('search'),
  z.strictObject({ do: z.literal('tier'), tier: id }),
  plain('what-is-read'),
  plain('next'),
  plain('back'),
  // The machine keeps the typed text, the browser nothing. A letter may have several code units: a base letter with its combining mark.
  z.strictObject({ do: z.literal('key'), key: z.string().check(z.minLength(1), z.maxLength(8)) }),
  plain('erase'),
  // `goOn`: a finger on the only answer of a question, which also opens the next page.
  z.strictObject({
    do: z.literal('answer'),
    value: z.string().check(z.maxLength(MAX_ID)),
    goOn: z.optional(z.literal(true)),
  }),
  z.strictObject({ do: z.literal('edit'), what: id }),
  plain('pay'),
  z.strictObject({ do: z.literal('method'), method: z.enum(['card', 'cash', 'credit']) }),
  plain('cancel'),
  plain('retry'),
  plain('show-qr'),
  plain('call-staff'),
  plain('reprint'),
  z.strictObject({ do: z.literal('survey'), score: z.literal([1, 2, 3, 4, 5]) }),
  // Sends a message to the phone in the register.
  plain('send-message'),
  plain('another'),
  // Begins the same service again, for other dues.
  plain('again'),
  // Continues an earlier application of any kiosk.
  plain('continue'),
  // The office stores the sealed visit, before any payment.
  plain('park'),
  // Any page may send `finish`.
  plain('finish'),
  plain('stay'),
]);

/** Message of the page: an intent, with the newest heartbeat that the page had. */
export const intentMessageSchema = z.strictObject({
  step: id,
  beat: z.int().check(z.nonnegative()),
  intent: intentSchema,
});

export type Intent = Readonly<z.infer<typeof intentSchema>>;
export type IntentMessage = Readonly<z.infer<typeof intentMessageSchema>>;
