import type { Sms } from '../../simulators/back-office/sms.ts';

/** The six digits of the newest message, or of the newest message to this masked number; `null`: no message. */
export function newestCode(messages: readonly Sms[], number?: string): string | null {
  const message = messages.find(({ to }) => number === undefined || to === number);
  return message ? (/\b\d{6}\b/.exec(message.text)?.[0] ?? null) : null;
}
