import { type IntentMessage, intentMessageSchema } from '../words/intent.ts';
import { jsonIn } from '../words/json.ts';

/** One text frame of the socket to an intent, or `undefined` if it is anything else. Never throws. */
export function parseIntentMessage(text: string): IntentMessage | undefined {
  const parsed = intentMessageSchema.safeParse(jsonIn(text));
  return parsed.success ? parsed.data : undefined;
}

/** One text frame of the socket to the number of the heartbeat that it answers, or `undefined` if it is anything else. */
export function parseHeard(text: string): number | undefined {
  const number = /^\{"heard":(\d{1,15})\}$/.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}
