import { type AnyStateMachine, type AnyStateNode, and } from 'xstate';
import { withInner } from './nodes.ts';

type Transition = AnyStateNode['always'] extends readonly (infer T)[] | undefined ? T : never;

export interface RemovedTransition {
  readonly name: string;
  readonly transition: Transition;
}

/** Lists every transition of a machine: on events, after times, at the end of invoked actors, and at once. */
export function removableTransitions(machine: AnyStateMachine): readonly RemovedTransition[] {
  return withInner(machine.root).flatMap((node) => {
    const at = [machine.id, ...node.path].join('.');
    const drops = (event: string, its: readonly Transition[]) =>
      its.map((transition, nth) => ({
        name: `${at}: ${event}${its.length > 1 ? ` ${nth + 1} of ${its.length}` : ''}`,
        transition,
      }));
    return [
      ...[...node.transitions].flatMap(([event, its]) => drops(event, its)),
      ...drops('at once', node.always ?? []),
    ];
  });
}

/** Runs `run` while the transition is missing from its machine. */
export function withoutTransition<T>({ transition }: RemovedTransition, run: () => T): T {
  const { guard } = transition;
  transition.guard = () => false;
  try {
    return run();
  } finally {
    restore(transition, guard);
  }
}

/** Runs `run` and reports each transition that the machine takes meanwhile. */
export function withTransitionListener<T>(
  drops: readonly RemovedTransition[],
  heard: (drop: RemovedTransition) => void,
  run: () => T,
): T {
  const guards = drops.map(({ transition }) => transition.guard);
  for (const drop of drops) {
    const { transition } = drop;
    const { guard } = transition;
    const hear = () => {
      heard(drop);
      return true;
    };
    transition.guard = guard === undefined ? hear : (and([guard as never, hear]) as never);
  }
  try {
    return run();
  } finally {
    for (const [nth, { transition }] of drops.entries()) restore(transition, guards[nth]);
  }
}

function restore(transition: Transition, guard: Transition['guard']): void {
  if (guard === undefined) delete transition.guard;
  else transition.guard = guard;
}
