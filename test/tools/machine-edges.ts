import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';

export interface MachineEdge {
  readonly source: AnyStateNode;
  /** `null`: the transition stays in its state. */
  readonly target: AnyStateNode | null;
  /** Event in words, such as `after 60 s`. Empty: the transition needs no event. */
  readonly event: string;
  readonly condition: string;
  readonly actions: readonly string[];
}

/** Every transition of one state, in the order in which the machine tries them. */
export function edgesOf(node: AnyStateNode): readonly MachineEdge[] {
  const lists: (readonly AnyTransitionDefinition[])[] = [node.always ?? [], ...node.transitions.values()];
  return lists.flatMap((list) => list.flatMap((transition, nth) => edgesOfTransition(node, transition, nth > 0)));
}

function edgesOfTransition(
  source: AnyStateNode,
  transition: AnyTransitionDefinition,
  isLater: boolean,
): readonly MachineEdge[] {
  const targets: readonly (AnyStateNode | null)[] = transition.target ?? [null];
  return targets.map((target) => ({
    source,
    target,
    event: eventText(source, transition),
    condition: conditionText(source, target, transition) || (isLater ? 'otherwise' : ''),
    actions: transition.actions.map(nameOf).filter((name) => name !== '' && !name.startsWith('xstate.')),
  }));
}

const nameOf = (action: unknown): string =>
  typeof action === 'string' ? action : ((action as { readonly type?: string }).type ?? '');

const INVOKED: Readonly<Record<string, string>> = { done: 'done', error: 'failure', snapshot: 'news' };

function eventText(source: AnyStateNode, { eventType }: AnyTransitionDefinition): string {
  const after = source.after.find((delayed) => delayed.eventType === eventType);
  if (after) return `after ${secondsOf(source.machine, after.delay).join(' or ')} s`;
  const [, word = ''] = /^xstate\.(\w+)/.exec(eventType) ?? [];
  return INVOKED[word] ?? eventType.replace('.*', ' (any)');
}

/** Contexts of which a delay may depend: a citizen wants more time, or not. */
const CONTEXTS = [false, true].map((moreTime) => ({ moreTime, display: { ...PLAIN_DISPLAY, moreTime } }));

/** Seconds of a delay, in rising order. If the delay is a function, it is called with every event and every context of `CONTEXTS`. */
function secondsOf(machine: AnyStateMachine, delay: unknown): readonly number[] {
  const value = typeof delay === 'string' ? machine.implementations.delays[delay] : delay;
  if (typeof value === 'number') return [value / 1_000];
  if (typeof value !== 'function') throw new Error(`${machine.id} has no delay ${String(delay)}`);
  const values: readonly number[] = machine.events.flatMap((type: string) =>
    CONTEXTS.map((context) => value({ context, event: { type } }, undefined)),
  );
  return [...new Set(values)].sort((a, b) => a - b).map((ms) => ms / 1_000);
}

function conditionText(
  source: AnyStateNode,
  target: AnyStateNode | null,
  { guard, description, eventType }: AnyTransitionDefinition,
): string {
  if (guard === undefined) return '';
  const text = guardText(guard, new Set([source.key, target?.key]));
  if (text === null && !description) throw new Error(`${source.id}: the guard of ${eventType} needs a description`);
  return text ?? description ?? '';
}

/** A guard in XState: a name, a name with parameters, or a function that may join others. */
type Guard =
  | string
  | { readonly type: string; readonly params?: unknown }
  | ({ readonly guards?: readonly Guard[]; readonly stateValue?: unknown } & ((...args: never) => unknown));

/** `null`: the guard is a function without a name. `shown`: states that the arrow shows, left out of the text. */
function guardText(guard: Guard, shown: ReadonlySet<string | undefined>): string | null {
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'object') {
    const { type, params } = guard;
    return params === undefined || shown.has(params as string) ? type : `${type} ${String(params)}`;
  }
  if (guard.stateValue !== undefined) return `in ${leafOf(guard.stateValue)}`;
  const parts = guard.guards?.map((part) => guardText(part, shown));
  if (!parts || parts.includes(null)) return null;
  return guard.name === 'not' ? `not ${parts.join()}` : parts.join(` ${guard.name} `);
}

const leafOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? leafOf(Object.values(value)[0]) : String(value);
