import { PLAIN_COMMANDS, PLAIN_STATES } from '../../drivers/bill-validator/ccnet/tables.ts';

/** Polls, what they bring when nothing is new, and acknowledgements: how many there are depends on how long a visit takes. */
const PLAIN: ReadonlySet<number> = new Set([
  PLAIN_COMMANDS.poll,
  PLAIN_COMMANDS.ack,
  ...(['initialising', 'disabled', 'idling', 'accepting', 'stacking', 'returning'] as const).map(
    (it) => PLAIN_STATES[it],
  ),
]);
/** Where in a frame of CCNET its command or state is. */
const CODE_AT = 3;

/** Whether a frame of CCNET says anything beyond that it is asked and nothing is new. */
export const isNoPoll = (bytes: Uint8Array): boolean => !PLAIN.has(bytes[CODE_AT] ?? 0);
