import type { MachineFeed } from './machine-feed.ts';
import { SIDE_STAGES, STAGES } from './stages.ts';
import type { MachinePart } from './state.ts';

const KNOWN: ReadonlySet<string> = new Set([...STAGES, ...SIDE_STAGES]);
/** The state below which the stages of a visit are. */
const VISIT = 'journey';
/** Here the visit of before is over. */
const START = 'attract';

/** Where a visit is; outside of one the innermost place that a person has a word for, and one we have none for as it is. */
export function stageOf(places: readonly string[]): string {
  const segments = places.flatMap((place) => place.split('.'));
  if (segments.includes(VISIT)) return segments[segments.indexOf(VISIT) + 1] ?? '';
  return segments.findLast((segment) => KNOWN.has(segment)) ?? segments.at(-1) ?? '';
}

/** Follows the machines, and remembers the stages of the visit under way. */
export function followJourney(machine: MachineFeed): { now(): MachinePart; stop(): void } {
  const visited = new Set<string>();
  function look(): string {
    const stage = stageOf(machine.current());
    if (stage === START) visited.clear();
    visited.add(stage);
    return stage;
  }
  look();
  return {
    now: () => ({ places: machine.current(), stage: look(), visited: [...visited] }),
    stop: machine.onChange(look),
  };
}
