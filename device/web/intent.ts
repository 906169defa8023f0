import { type IntentMessage, intentMessageSchema } from '../words/intent.ts';
import { jsonIn } from '../words/json.ts';

/** Reads an intent from one text frame of the socket; `undefined` if the frame is anything else. Never throws. */
export function parseIntentMessage(text: string): IntentMessage | undefined {
  const parsed = intentMessageSchema.safeParse(jsonIn(text));
  return parsed.success ? parsed.data : undefined;
}

/** Reads, from one text frame, the number of the heartbeat that the frame answers; `undefined` if it is anything else. */
export function parseHeard(text: string): number | undefined {
  const number = /^\{"heard":(\d{1,15})\}$/.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}
