import { type IntentMessage, intentMessageSchema } from '../words/intent.ts';

/** One text frame of the socket to an intent, or `undefined` where it is anything else. Never throws. */
export function parseIntentMessage(text: string): IntentMessage | undefined {
  const parsed = intentMessageSchema.safeParse(parseJson(text));
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
