import type { StateMachineFeed } from './machine-feed.ts';
import { SIDE_STAGES, VISIT_STAGES } from './stages.ts';
import type { VisitDockState } from './state.ts';

const KNOWN: ReadonlySet<string> = new Set([...VISIT_STAGES, ...SIDE_STAGES]);
const VISIT = 'journey';
const START = 'attract';

/** Stage of a visit. Outside of a visit: the innermost state with a label, or the innermost state unchanged. */
export function visitStageOf(places: readonly string[]): string {
  const segments = places.flatMap((place) => place.split('.'));
  if (segments.includes(VISIT)) return segments[segments.indexOf(VISIT) + 1] ?? '';
  return segments.findLast((segment) => KNOWN.has(segment)) ?? segments.at(-1) ?? '';
}

/** Follows the state machines, and remembers the stages of the current visit. */
export function followVisitStages(machine: StateMachineFeed): { now(): VisitDockState; stop(): void } {
  const visited = new Set<string>();
  function look(): string {
    const stage = visitStageOf(machine.current());
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
