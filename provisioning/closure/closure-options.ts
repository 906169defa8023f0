import { InvalidArgumentError } from 'commander';
import { CLOSURE_REASONS, type ClosureReason } from '../../device/words/opening.ts';
import { isMoment, isTimeOfDay } from '../command/options.ts';

const HOW = 'Write the return time as 14:30 or 2026-12-04T09:00.';

/** Parses `--until`; throws commander's `InvalidArgumentError`, exit code 2. */
export function parseReturnTime(text: string): string {
  if (!isTimeOfDay(text) && !isMoment(text)) throw new InvalidArgumentError(HOW);
  return text;
}

export function parseClosureReason(text: string): ClosureReason {
  const reason = CLOSURE_REASONS.find((each) => each === text);
  if (reason === undefined) throw new InvalidArgumentError(`Write one of ${CLOSURE_REASONS.join(', ')}.`);
  return reason;
}
