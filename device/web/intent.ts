import { type IntentMessage, intentMessageSchema } from '../words/intent.ts';
import { jsonIn } from '../words/json.ts';

/** One text frame of the socket to an intent, or `undefined` where it is anything else. Never throws. */
export function parseIntentMessage(text: string): IntentMessage | undefined {
  const parsed = intentMessageSchema.safeParse(jsonIn(text));
  return parsed.success ? parsed.data : undefined;
}
