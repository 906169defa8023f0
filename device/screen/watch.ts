import type { AnyActorRef, InspectionEvent, StateValue } from 'xstate';
import { emitter } from '../../drivers/emitter.ts';
import type { KioskSnapshot } from './to-screen.ts';

/**
 * Tells once after each batch of changes anywhere in the machines, children included.
 *
 * A child's step is a change of the screen as much as a parent's. Several machines move in one turn of
 * the event loop; a microtask later all of them have, and one screen tells it.
 */
export function watchMachines() {
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

export type MachineWatch = ReturnType<typeof watchMachines>;

const CHILDREN = ['session', 'step', 'identification', 'payment', 'cash', 'credit', 'printing', 'document'];

/** Where the machines are, outermost first, as `open.visiting`, `visit.journey.paying`, `selling`. */
export function placesOf(kiosk: KioskSnapshot): readonly string[] {
  const places: string[] = [];
  let snapshot: { readonly value?: StateValue; readonly children?: Record<string, AnyActorRef | undefined> } = kiosk;
  for (;;) {
    if (snapshot.value !== undefined) places.push(placeOf(snapshot.value));
    const child: AnyActorRef | undefined = CHILDREN.map((id) => snapshot.children?.[id]).find(
      (ref) => ref !== undefined,
    );
    if (!child) return places;
    snapshot = child.getSnapshot();
  }
}

/** Of a parallel state only the first region is followed: the others (attention, patience) are not places. */
function placeOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [region, inner] = Object.entries(value)[0] ?? [];
  return inner === undefined ? (region ?? '') : `${region}.${placeOf(inner)}`;
}
