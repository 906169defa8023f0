import type { AnyStateMachine } from 'xstate';
import type { SessionContext } from '../../device/session/context.ts';
import { isDataShown, isDeviceRead, MONEY_DOUBTS, machinesKey, worldKey } from './canonical.ts';
import { applyEvents, type MachineEffect, namesEvent, sameTree, type TreeEvent } from './composed.ts';
import { type Move, possibleMoves, type WalkOptions } from './moves.ts';
import { edgeFaults, screenOf } from './properties.ts';
import { type MoveListener, NO_LISTENER } from './ways.ts';
import { beginning, contextOf, DEVICE_NAMES, journeyOf, NO_NOTES, type OuterWorld, type World } from './world.ts';

export interface WalkPlace extends World {
  readonly key: string;
  readonly from: { readonly place: WalkPlace; readonly move: Move } | null;
  readonly depth: number;
}

export interface Edge {
  readonly from: WalkPlace;
  readonly move: Move;
  readonly to: WalkPlace;
}

export interface Graph {
  readonly start: WalkPlace;
  readonly places: readonly WalkPlace[];
  readonly moves: number;
  readonly edges: readonly Edge[];
  readonly depth: number;
  readonly problems: readonly string[];
}

export interface WalkMove {
  readonly from: World;
  readonly move: Move;
  readonly to: World;
  readonly problems: readonly string[];
}

export function walk(
  options: WalkOptions,
  machine?: AnyStateMachine,
  ear: MoveListener<WalkMove> = NO_LISTENER,
): Graph {
  const seen = new Map<string, WalkPlace>();
  const problems = new Map<string, string>();
  const put = (world: World, from: WalkPlace['from']): WalkPlace => {
    const key = worldKey(world);
    const known = seen.get(key);
    if (known) return known;
    const depth = from ? from.place.depth + 1 : 0;
    const place: WalkPlace = { ...world, key, from, depth };
    seen.set(key, place);
    return place;
  };
  const start = put(beginning(machine).world, null);
  const edges: Edge[] = [];
  // Breadth first, so each place has the fewest moves. `xstate/graph` took four times as long.
  let visited = 0;
  let moves = 0;
  const keep = (edge: Edge, heard: boolean) => {
    moves += 1;
    if (heard || edge.to !== edge.from) edges.push(edge);
  };
  for (const from of seen.values()) {
    visited += 1;
    const unheard = new Map<string, WalkPlace>();
    for (const move of possibleMoves(from, options)) {
      const heard = isHeard(from, move);
      const noun = heard ? '' : nounOf(move);
      const alike = heard ? undefined : unheard.get(noun);
      if (alike && visited % PLACES_PER_FULL_TRIAL > 0) {
        keep({ from, move, to: alike }, heard);
        continue;
      }
      ear.before();
      const next = makeCheckedMove(from, move, options);
      ear.after({ from, move, to: next.world, problems: next.problems });
      for (const problem of next.problems)
        if (!problems.has(problem)) problems.set(problem, `${problem}\n  ${pathTo(from, move)}`);
      const to = sameWorld(next.world, from) ? from : put(next.world, { place: from, move });
      if (alike && alike !== to)
        problems.set(move.type, `nothing names ${move.type}, and it is heard\n  ${pathTo(from, move)}`);
      if (!heard) unheard.set(noun, to);
      keep({ from, move, to }, heard);
    }
    if (visited % PLACES_PER_FULL_TRIAL === 0)
      for (const problem of askedAnyhow(from, options))
        if (!problems.has(problem)) problems.set(problem, `${problem}\n  ${pathTo(from)}`);
  }
  const places = [...seen.values()];
  const depth = places.reduce((most, place) => Math.max(most, place.depth), 0);
  return { start, places, moves, edges, depth, problems: [...problems.values()] };
}

/** At a wildcard such as `staff.*`, all its unnamed events have the same effect: one is tried for each noun and place. */
const nounOf = ({ happenings }: Move): string => happenings[0]?.event.type.split('.')[0] ?? '';

const isHeard = ({ root }: World, { by, happenings, outside }: Move): boolean => {
  const [only, ...more] = happenings;
  const isTold = (by === 'citizen' || by === 'device') && only !== undefined && more.length === 0 && !outside;
  return !isTold || namesEvent(root, only.event.type);
};

/** At one of this many places the walk tries every event, and every device comes or goes. */
const PLACES_PER_FULL_TRIAL = Number(process.env['TRIED_ANYHOW'] ?? 200);

/** Faults: facts that `canonical.ts` leaves out, but that change the page or a move's effect. */
export function askedAnyhow(from: World, options: WalkOptions): readonly string[] {
  const all = { mostAway: DEVICE_NAMES.length };
  return [...unaskedDeviceFaults(from, all), ...callsOfStaff(from, all)].flatMap(({ name, turn, shown = false }) => {
    const { world } = makeCheckedMove(from, turn, all);
    const wrong = (what: string) => `${journeyOf(from)} asks for the ${name}: ${what}`;
    if (machinesKey(world) !== machinesKey(from)) return shown ? [] : [wrong(turn.type)];
    const drawn = screenOf(world);
    const before = screenOf(from);
    const isAsBefore = shown ? drawn.problem === before.problem : JSON.stringify(drawn) === JSON.stringify(before);
    const differs = isAsBefore ? [] : [wrong('its page')];
    const moves = possibleMoves(from, options).filter((move) => isHeard(from, move) && !move.outside);
    const there = new Set(possibleMoves(world, options).map(({ type }) => type));
    return [
      ...differs,
      ...moves
        .filter((move) => there.has(move.type))
        .flatMap((move) => {
          const after = makeCheckedMove(world, move, options);
          const alike = isAlike(from, makeCheckedMove(from, move, options).world, after.world);
          return [...(alike ? [] : [wrong(move.type)]), ...(shown ? after.problems : [])];
        }),
    ];
  });
}

interface Turn {
  readonly name: string;
  readonly turn: Move;
  readonly shown?: true;
}

function callsOfStaff(from: World, all: WalkOptions): readonly Turn[] {
  const turn = possibleMoves(from, all).find(({ type }) => type === 'call-staff');
  return turn ? [{ name: 'call of staff', turn, shown: true }] : [];
}

/** Whether a touch changes the page, at a place that it does not leave. */
export function changesPage(from: World, touch: string): boolean {
  const move = possibleMoves(from, { mostAway: 1 }).find(({ type }) => type === touch);
  return move !== undefined && JSON.stringify(screenOf(makeMove(from, move).world)) !== JSON.stringify(screenOf(from));
}

/** Devices that the place does not read come or go, or their money changes. */
function unaskedDeviceFaults(from: World, all: WalkOptions): readonly Turn[] {
  const unasked = DEVICE_NAMES.filter((name) => !isDeviceRead(from, name));
  const moves = possibleMoves(from, all);
  const { devices } = from.outside;
  return unasked.flatMap((name) => {
    const turn = moves.find(({ type }) => [`${name} goes`, `${name} comes`].includes(type));
    if (!turn) throw new Error(`${name} neither comes nor goes`);
    const doubt = name === 'terminal' || name === 'billValidator' ? MONEY_DOUBTS[name] : null;
    const flipped = doubt && { outside: { devices: { ...devices, [doubt]: !devices[doubt] } } };
    return [
      { name, turn },
      ...(flipped
        ? [{ name: `${doubt}`, turn: { type: `${doubt} turns`, by: 'device', happenings: [], ...flipped } } as const]
        : []),
    ];
  });
}

export function makeCheckedMove(
  from: World,
  move: Move,
  options: WalkOptions,
): { readonly world: World; readonly problems: readonly string[] } {
  if (move.plays) return makeMovesByName(from, move.plays, options);
  const { world, deeds } = makeMove(from, move);
  const problems = deeds.length === 0 && sameWorld(world, from) ? [] : edgeFaults(from, move, world, deeds);
  return { world, problems };
}

export function makeMovesByName(
  from: World,
  types: readonly string[],
  options: WalkOptions,
): { readonly world: World; readonly problems: readonly string[] } {
  const problems: string[] = [];
  let world = from;
  for (const type of types) {
    const moves = possibleMoves(world, options);
    const move = moves.find((each) => each.type === type);
    if (!move) throw new Error(`there is no "${type}" here, only ${moves.map((each) => each.type).join(', ')}`);
    const next = makeCheckedMove(world, move, options);
    problems.push(...next.problems);
    world = next.world;
  }
  return { world, problems };
}

export function movesTo(place: WalkPlace): readonly string[] {
  const types: string[] = [];
  for (let at = place; at.from; at = at.from.place) types.unshift(...(at.from.move.plays ?? [at.from.move.type]));
  return types;
}

export const pathTo = (place: WalkPlace, last?: Move): string =>
  [...movesTo(place), ...(last ? [last.type] : [])].join(' → ');

/** Any two ends of the visit count as one place. */
function isAlike(from: World, a: World, b: World): boolean {
  const visit = contextOf(from)?.visit;
  const isOver = contextOf(a)?.visit !== visit && contextOf(b)?.visit !== visit;
  return isOver || machinesKey(a) === machinesKey(b);
}

/** Whether nothing changed that the key contains: most moves do not concern most worlds. */
export const sameWorld = (a: World, b: World): boolean => a.outside === b.outside && sameTree(a.root, b.root);

/** Makes one move, with the effect of the machines on the world outside. */
export function makeMove(
  world: World,
  move: Move,
): { readonly world: World; readonly deeds: readonly MachineEffect[] } {
  const before: OuterWorld = move.outside ? { ...world.outside, ...move.outside } : world.outside;
  const told = before.devices === world.outside.devices ? [] : [devicesChanged(before)];
  const { root, deeds } = applyEvents(world.root, [...told, ...move.happenings]);
  const next = { root, outside: follow(world, before, root, deeds) };
  if (next.outside.devices === before.devices) return { world: next, deeds };
  const more = applyEvents(root, [devicesChanged(next.outside)]);
  return { world: { ...next, root: more.root }, deeds: [...deeds, ...more.deeds] };
}

const devicesChanged = ({ devices }: OuterWorld): TreeEvent => ({
  path: [],
  event: { type: 'devices.changed', devices },
});

const NOTHING_MOVES = { sale: 'none', notes: NO_NOTES, taking: false, shown: null } as const;

function follow(from: World, before: OuterWorld, root: World['root'], deeds: readonly MachineEffect[]): OuterWorld {
  let outside = before;
  for (const deed of deeds) {
    if (deed.did === 'start' && deed.src === 'sell') outside = { ...outside, sale: 'running' };
    if (deed.did === 'tell' && deed.src === 'till' && deed.event.type === 'take')
      outside = { ...outside, taking: true };
  }
  const context = contextOf({ root, outside });
  const had = contextOf(from)?.applicationId ?? null;
  if (had !== null && (context?.applicationId ?? null) === null) {
    const noteInDoubt = outside.devices.noteInDoubt || outside.notes.holds;
    const devices = noteInDoubt === outside.devices.noteInDoubt ? outside.devices : { ...outside.devices, noteInDoubt };
    const shown = context?.facts.service ? outside.shown : null;
    outside = { ...outside, ...NOTHING_MOVES, shown, devices };
  }
  if (!context) return outside.shown ? { ...outside, shown: null } : outside;
  if (outside.shown && isDataShown(context, outside.shown)) return outside;
  return journeyOf({ root, outside }) === 'checking' ? { ...outside, shown: shownOf(context) } : outside;
}

const shownOf = ({
  facts: { service, tier, quote, person, slot, due, answers },
}: SessionContext): OuterWorld['shown'] =>
  ({ service, tier, quote, person, slot, due, answers }) as OuterWorld['shown'];
