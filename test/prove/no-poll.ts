import { PLAIN_COMMANDS, PLAIN_STATES } from '../../drivers/bill-validator/ccnet/tables.ts';

/** Codes that are no points: the number of polls and acknowledgements depends on a visit's duration. */
const PLAIN: ReadonlySet<number> = new Set([
  PLAIN_COMMANDS.poll,
  PLAIN_COMMANDS.ack,
  ...(['initialising', 'disabled', 'idling', 'accepting', 'stacking', 'returning'] as const).map(
    (it) => PLAIN_STATES[it],
  ),
]);
const CODE_AT = 3;

/** Whether a CCNET frame says more than a poll without news. */
export const isFrameWithNews = (bytes: Uint8Array): boolean => !PLAIN.has(bytes[CODE_AT] ?? 0);
