import { type IntentMessage, intentMessageSchema } from '../words/intent.ts';
import { parseJson } from '../words/json.ts';

/** Parses an intent from a text frame; `undefined` for anything else. Never throws. */
export function parseIntentMessage(text: string): IntentMessage | undefined {
  const parsed = intentMessageSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

/** Parses the answer to a heartbeat: its number, or `undefined`. */
export function parseHeartbeatReply(text: string): number | undefined {
  const number = /^\{"heard":(\d{1,15})\}$/.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}
