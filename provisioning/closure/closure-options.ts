import { InvalidArgumentError } from 'commander';
import { CLOSURE_REASONS, type ClosureReason } from '../../device/words/opening.ts';

const HOW = 'Write the return time as 14:30 or 2026-12-04T09:00.';

/** Reads the option; throws commander's `InvalidArgumentError`, exit code 2. */
export function parseReturnTime(text: string): string {
  const moment = /^(\d{4}-\d\d-\d\d)T(.+)$/.exec(text);
  const day = moment?.[1] ?? '2026-01-01';
  const isDay = new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
  if (!isDay || !/^([01]\d|2[0-3]):[0-5]\d$/.test(moment?.[2] ?? text)) throw new InvalidArgumentError(HOW);
  return text;
}

export function parseClosureReason(text: string): ClosureReason {
  const reason = CLOSURE_REASONS.find((each) => each === text);
  if (reason === undefined) throw new InvalidArgumentError(`Write one of ${CLOSURE_REASONS.join(', ')}.`);
  return reason;
}
