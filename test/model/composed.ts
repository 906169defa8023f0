import {
  type AnyActorRef,
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  getNextTransitions,
  SimulatedClock,
  type StateValue,
} from 'xstate';

/*
 * XState steps one machine purely but leaves its children to running actors. Here effects (start, stop, send, wait) are applied to a tree
 * of snapshots, in an actor's order. Leaves (promises and callbacks) never run: the walk decides their answers.
 */

export interface ActorCall {
  readonly src: string;
  readonly input: unknown;
}

export interface RunningMachine {
  readonly id: string;
  readonly machine: AnyStateMachine;
  readonly snapshot: AnyMachineSnapshot;
  /** Whether the parent hears each step of the machine (`onSnapshot`). */
  readonly heard: boolean;
  readonly machines: Readonly<Record<string, RunningMachine>>;
  readonly leaves: Readonly<Record<string, ActorCall>>;
  readonly timers: Readonly<Record<string, { readonly event: AnyEventObject; readonly ms: number }>>;
}

export type MachineEffect =
  | { readonly did: 'start'; readonly leaf: boolean; readonly src: string; readonly input: unknown }
  | { readonly did: 'stop'; readonly src: string; readonly input: unknown }
  | { readonly did: 'tell'; readonly src: string; readonly event: AnyEventObject }
  | { readonly did: 'act'; readonly what: string; readonly params: unknown };

export interface TreeStep {
  readonly root: RunningMachine;
  readonly deeds: readonly MachineEffect[];
}

/** `path`: `[]` is the root. */
export interface TreeEvent {
  readonly path: readonly string[];
  readonly event: AnyEventObject;
  readonly timer?: string;
  readonly leaf?: string;
}

/** Event with which an ending actor reports its output to its parent. */
export const doneEvent = (id: string, output: unknown): AnyEventObject => ({
  type: `xstate.done.actor.${id}`,
  output,
  actorId: id,
});
export const errorEvent = (id: string, error: unknown): AnyEventObject => ({
  type: `xstate.error.actor.${id}`,
  error,
  actorId: id,
});

export function beginMachine(machine: AnyStateMachine, input: unknown): TreeStep {
  const deeds: MachineEffect[] = [];
  const root = start('root', machine, input, null, deeds, false);
  return { root: kept(root), deeds };
}

export function applyEvents(from: RunningMachine, happenings: readonly TreeEvent[]): TreeStep {
  const deeds: MachineEffect[] = [];
  const root = alive(from, null, deeds);
  for (const { path, event, timer, leaf } of happenings) {
    let at: Alive | undefined = root;
    for (const id of path) at = at?.machines.get(id);
    if (!at) throw new Error(`no machine ${path.join('.')}`);
    if (timer !== undefined) at.timers.delete(timer);
    if (leaf !== undefined) at.leaves.delete(leaf);
    at.deliver(event);
  }
  return { root: kept(root), deeds };
}

/** Snapshot with its children, for screens. */
export function snapshotWithChildren({ snapshot, machines }: RunningMachine): AnyMachineSnapshot {
  const children = Object.fromEntries(
    Object.entries(machines).map(([id, child]) => {
      const seen = snapshotWithChildren(child);
      return [id, { getSnapshot: () => seen } as unknown as AnyActorRef];
    }),
  );
  return Object.assign(Object.create(Object.getPrototypeOf(snapshot) as object), snapshot, { children });
}

interface Alive {
  readonly id: string;
  readonly machine: AnyStateMachine;
  snapshot: AnyMachineSnapshot;
  readonly heard: boolean;
  readonly machines: Map<string, Alive>;
  readonly leaves: Map<string, ActorCall>;
  readonly timers: Map<string, { event: AnyEventObject; ms: number }>;
  deliver(event: AnyEventObject): void;
}

type Scope = Parameters<AnyStateMachine['transition']>[2];
type Action = Parameters<Scope['actionExecutor']>[0];

/** Actors that never start: the code uses only their functions. */
const inert = new WeakMap<AnyStateMachine, Scope>();
const clock = new SimulatedClock();

function scopeOf(machine: AnyStateMachine, actionExecutor: (action: Action) => void): Scope {
  let scope = inert.get(machine);
  if (!scope) {
    const self = createActor(machine, { clock });
    const nothing = () => undefined;
    scope = {
      self,
      id: self.id,
      sessionId: self.sessionId,
      logger: nothing,
      defer: nothing,
      emit: nothing,
      stopChild: nothing,
      system: self.system,
      actionExecutor,
    };
    inert.set(machine, scope);
  }
  return { ...scope, actionExecutor };
}

function alive(from: RunningMachine, parent: Alive | null, deeds: MachineEffect[]): Alive {
  const { id, machine, snapshot, heard, leaves, timers } = from;
  const self = node({ id, machine, snapshot, heard }, parent, deeds);
  for (const [name, leaf] of Object.entries(leaves)) self.leaves.set(name, leaf);
  for (const [name, timer] of Object.entries(timers)) self.timers.set(name, timer);
  for (const [name, child] of Object.entries(from.machines)) self.machines.set(name, alive(child, self, deeds));
  return self;
}

function kept(from: Alive): RunningMachine {
  const { id, machine, snapshot, heard } = from;
  return {
    id,
    machine,
    snapshot,
    heard,
    machines: Object.fromEntries([...from.machines].map(([name, child]) => [name, kept(child)])),
    leaves: Object.fromEntries(from.leaves),
    timers: Object.fromEntries(from.timers),
  };
}

function start(
  id: string,
  machine: AnyStateMachine,
  input: unknown,
  parent: Alive | null,
  deeds: MachineEffect[],
  heard: boolean,
): Alive {
  const actions: Action[] = [];
  const snapshot = machine.getInitialSnapshot(
    scopeOf(machine, (action) => actions.push(action)),
    input,
  );
  const self = node({ id, machine, snapshot, heard }, parent, deeds);
  parent?.machines.set(id, self);
  perform(self, actions, deeds);
  told(self, parent);
  ended(self, parent);
  return self;
}

function node(
  { id, machine, snapshot, heard }: Pick<Alive, 'id' | 'machine' | 'snapshot' | 'heard'>,
  parent: Alive | null,
  deeds: MachineEffect[],
): Alive {
  const mailbox: AnyEventObject[] = [];
  let busy = false;
  const self: Alive = {
    id,
    machine,
    snapshot,
    heard,
    machines: new Map(),
    leaves: new Map(),
    timers: new Map(),
    deliver(event) {
      mailbox.push(event);
      if (busy) return;
      busy = true;
      for (let next = mailbox.shift(); next && self.snapshot.status === 'active'; next = mailbox.shift()) {
        stepOne(self, next, deeds);
        told(self, parent);
        ended(self, parent);
      }
      busy = false;
    },
  };
  return self;
}

/** An exception ends the machine and its children, as in an actor. */
function stepOne(self: Alive, event: AnyEventObject, deeds: MachineEffect[]): void {
  const { machine, snapshot } = self;
  const actions: Action[] = [];
  const scope = scopeOf(machine, (action) => actions.push(action));
  try {
    self.snapshot = machine.transition(snapshot, event, scope) as AnyMachineSnapshot;
  } catch (error) {
    self.snapshot = Object.assign(Object.create(Object.getPrototypeOf(snapshot)), snapshot, { status: 'error', error });
    for (const id of [...self.leaves.keys(), ...self.machines.keys()]) stop(self, id, deeds);
    self.timers.clear();
    return;
  }
  perform(self, actions, deeds);
}

function told({ id, heard, snapshot }: Alive, parent: Alive | null): void {
  if (heard && snapshot.status === 'active') parent?.deliver({ type: `xstate.snapshot.${id}`, snapshot });
}

function ended({ id, snapshot }: Alive, parent: Alive | null): void {
  if (snapshot.status === 'done') parent?.deliver(doneEvent(id, snapshot.output));
  if (snapshot.status !== 'error') return;
  if (!parent) throw snapshot.error;
  parent.deliver(errorEvent(id, snapshot.error));
}

function perform(self: Alive, actions: readonly Action[], deeds: MachineEffect[]): void {
  for (const { type, params } of actions) {
    switch (type) {
      case 'xstate.spawnChild':
        spawn(self, params as Spawn, deeds);
        break;
      case 'xstate.stopChild':
        if (params) stop(self, (params as { readonly id: string }).id, deeds);
        break;
      case 'xstate.raise': {
        const { event, id, delay } = params as { event: AnyEventObject; id?: string; delay?: number };
        if (delay !== undefined) self.timers.set(id ?? event.type, { event, ms: delay });
        break;
      }
      case 'xstate.cancel':
        self.timers.delete((params as { readonly sendId: string }).sendId);
        break;
      case 'xstate.sendTo':
        tell(self, params as Telling, deeds);
        break;
      case 'xstate.assign':
        break;
      default:
        if (type.startsWith('xstate.')) throw new Error(`the composed model does not know ${type}`);
        deeds.push({ did: 'act', what: type, params });
    }
  }
}

interface Spawn {
  readonly id: string;
  readonly src: string;
  readonly input: unknown;
}

function spawn(self: Alive, { id, src, input }: Spawn, deeds: MachineEffect[]): void {
  const logic = (self.machine.implementations.actors as Record<string, object>)[src];
  const leaf = !(logic && 'implementations' in logic);
  deeds.push({ did: 'start', leaf, src, input });
  if (!leaf) start(id, logic as AnyStateMachine, input, self, deeds, names(self.snapshot, `xstate.snapshot.${id}`));
  else self.leaves.set(id, { src, input });
}

function stop(self: Alive, id: string, deeds: MachineEffect[]): void {
  const leaf = self.leaves.get(id);
  if (leaf) deeds.push({ did: 'stop', ...leaf });
  self.leaves.delete(id);
  const child = self.machines.get(id);
  if (!child) return;
  for (const inner of [...child.leaves.keys(), ...child.machines.keys()]) stop(child, inner, deeds);
  self.machines.delete(id);
}

interface Telling {
  readonly to: { readonly id: string };
  readonly event: AnyEventObject;
  readonly delay?: number;
}

function tell(self: Alive, { to, event, delay }: Telling, deeds: MachineEffect[]): void {
  if (delay !== undefined) throw new Error('the composed model does not know a delayed sendTo');
  const leaf = self.leaves.get(to.id);
  if (leaf) deeds.push({ did: 'tell', src: leaf.src, event });
  self.machines.get(to.id)?.deliver(event);
}

/** Whether two trees have the same states, contexts, timers, leaves and children. */
export function sameTree(a: RunningMachine, b: RunningMachine): boolean {
  return (
    a.snapshot.context === b.snapshot.context &&
    sameValue(a.snapshot.value, b.snapshot.value) &&
    sameKeys(a.timers, b.timers) &&
    sameKeys(a.leaves, b.leaves) &&
    sameKeys(a.machines, b.machines) &&
    Object.entries(a.machines).every(([id, child]) => sameTree(child, b.machines[id] as RunningMachine))
  );
}

function sameValue(a: StateValue, b: StateValue): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return sameKeys(a, b) && Object.keys(a).every((key) => sameValue(a[key] as StateValue, b[key] as StateValue));
}

const sameKeys = (a: object, b: object): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key));
};

/** Whether a machine of the tree names this event now. All events that no machine names have the same effect. */
export function namesEvent(root: RunningMachine, type: string): boolean {
  return names(root.snapshot, type) || Object.values(root.machines).some((child) => namesEvent(child, type));
}

const eventsNamed = new WeakMap<AnyMachineSnapshot, ReadonlySet<string>>();

/** Cached: called for each move of each snapshot. */
function names(snapshot: AnyMachineSnapshot, type: string): boolean {
  let events = eventsNamed.get(snapshot);
  if (!events) {
    events = new Set(getNextTransitions(snapshot).map(({ eventType }) => eventType));
    eventsNamed.set(snapshot, events);
  }
  return events.has(type);
}
