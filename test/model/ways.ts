import { type Devices, readerTrouble } from '../../device/session/visit/devices.ts';
import { type RunningMachine, sameTree, type TreeEvent } from './composed.ts';

/* `ways.json` has the next pages, so that no transition disappears unnoticed. */

export interface MoveListener<Edge> {
  readonly before: () => void;
  readonly after: (edge: Edge) => void;
}

export const NO_LISTENER: MoveListener<unknown> = { before: () => undefined, after: () => undefined };

/** `leads`: the next page; `null`: no effect. */
export interface PageMove {
  readonly page: string;
  readonly by: string;
  readonly leads: string | null;
}

/** Page, event, next page. A move without effect has no line. */
export type PageMoves = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function pageMovesOf(all: Iterable<PageMove>): PageMoves {
  const pages = new Map<string, Map<string, Set<string>>>();
  for (const { page, by, leads } of all) {
    if (leads === null) continue;
    const moves = pages.get(page) ?? new Map<string, Set<string>>();
    pages.set(page, moves);
    const targets = moves.get(by) ?? new Set();
    moves.set(by, targets.add(leads));
  }
  const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted(pages).map(([page, moves]) => [
      page,
      Object.fromEntries(sorted(moves).map(([by, targets]) => [by, [...targets].sort().join('; ')])),
    ]),
  );
}

export interface DrawnPage {
  readonly page: string;
  readonly view: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly root: RunningMachine;
}

/** Name of the states of a machine tree, such as `asking, identification.waiting`. */
export const stateOf = ({ snapshot, machines }: RunningMachine): string =>
  [
    typeof snapshot.value === 'string' ? snapshot.value : JSON.stringify(snapshot.value),
    ...Object.entries(machines).map(([id, child]) => `${id}.${stateOf(child)}`),
  ].join(', ');

/** What a move changed: the other page, the change of the same page, or `null`. */
export function pageChange(before: DrawnPage, after: DrawnPage): string | null {
  if (after.page !== before.page) return after.page;
  if (after.text === before.text) return sameTree(before.root, after.root) ? null : 'the same page';
  const names = [...new Set([...Object.keys(before.view), ...Object.keys(after.view)])];
  const changed = names.filter((name) => JSON.stringify(before.view[name]) !== JSON.stringify(after.view[name]));
  return `another ${changed.sort().join(' + ')}`;
}

const machineAt = (root: RunningMachine, path: readonly string[]): RunningMachine | undefined =>
  path.reduce<RunningMachine | undefined>((at, id) => at?.machines[id], root);

/** Answers and times that the machine ignores, so it would wait forever. */
export function unheardMoves(
  before: RunningMachine,
  happenings: readonly TreeEvent[],
  after: RunningMachine,
): readonly string[] {
  return happenings.flatMap(({ path, event, leaf, timer }) => {
    if (leaf === undefined && timer === undefined) return [];
    const [from, to] = [machineAt(before, path), machineAt(after, path)];
    if (!from || !to) return [];
    const began = leaf === undefined ? to.timers[timer!] : to.leaves[leaf];
    const isDeaf =
      began === undefined &&
      from.snapshot.context === to.snapshot.context &&
      JSON.stringify(from.snapshot.value) === JSON.stringify(to.snapshot.value);
    return isDeaf ? [`${from.machine.id} does not hear ${event.type}`] : [];
  });
}

/** Machines that missed a change of the devices. A nested step keeps the devices of its start. */
export function machinesUnawareOfDevices(
  devices: Devices,
  { machine, snapshot, machines }: RunningMachine,
  isRoom = false,
): readonly string[] {
  const { devices: known, away } = snapshot.context as { readonly devices?: Devices; readonly away?: boolean };
  const isUnaware =
    (!isRoom && known !== undefined && known !== devices) ||
    (away !== undefined && away !== (readerTrouble(devices) !== null));
  return [
    ...(isUnaware ? [`${machine.id} does not know what was told of the devices`] : []),
    ...Object.values(machines).flatMap((child) => machinesUnawareOfDevices(devices, child, true)),
  ];
}

/** States that the machine should have left at once. */
export const stuckStates = ({ machine, snapshot, machines }: RunningMachine): readonly string[] => [
  ...snapshot._nodes
    .filter(({ config }) => isPassing(config as { readonly always?: unknown }))
    .map(({ path }) => `${machine.id} stays in ${path.join('.')}`),
  ...Object.values(machines).flatMap(stuckStates),
];

function isPassing({ always }: { readonly always?: unknown }): boolean {
  const last: unknown = Array.isArray(always) ? always.at(-1) : always;
  return last !== undefined && (typeof last === 'string' || (last as { readonly guard?: unknown }).guard === undefined);
}

/** Places from which no path leads to an end of the step. */
export function strandedPlaces(leads: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const left = new Set(leads.keys());
  const isOut = (key: string): boolean => [...(leads.get(key) ?? [])].some((next) => !left.has(next));
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const key of left) if (isOut(key)) left.delete(key);
  }
  return [...left];
}
