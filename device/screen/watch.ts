import {
  type AnyActorRef,
  type AnyMachineSnapshot,
  type InspectionEvent,
  isMachineSnapshot,
  type StateValue,
} from 'xstate';
import { emitter } from '../../drivers/emitter.ts';

/**
 * Reports once after each batch of changes in the state machines, children included: a child's step changes the screen too. Several machines move
 * in one turn of the event loop; a microtask later all have moved, and one screen shows it.
 */
export function watchStateMachines() {
  const changed = emitter<void>();
  let due = false;
  return {
    inspect(event: InspectionEvent): void {
      if (event.type !== '@xstate.snapshot' || due) return;
      due = true;
      queueMicrotask(() => {
        due = false;
        changed.emit();
      });
    },
    onChange: changed.on,
  };
}

export type StateMachineWatch = ReturnType<typeof watchStateMachines>;

/** State of each running machine, outermost first, such as `open.visiting`, `visit.journey.paying`, `selling`. */
export function runningStatesOf({ value, children }: AnyMachineSnapshot): readonly string[] {
  const snapshots = Object.values<AnyActorRef | undefined>(children).map((child) => child?.getSnapshot());
  // Other children have no states: promises, device listeners.
  return [placeOf(value), ...snapshots.filter(isMachineSnapshot).flatMap(runningStatesOf)];
}

/** Only the first parallel region; others (attention, patience) are left out. */
function placeOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [region, inner] = Object.entries(value)[0] ?? [];
  return inner === undefined ? (region ?? '') : `${region}.${placeOf(inner)}`;
}
