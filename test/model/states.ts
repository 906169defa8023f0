import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { cashMachine } from '../../device/session/cash.machine.ts';
import { creditMachine } from '../../device/session/credit.machine.ts';
import { printDocumentMachine } from '../../device/session/document.machine.ts';
import { paymentMachine } from '../../device/session/payment.machine.ts';
import { printingMachine } from '../../device/session/printing.machine.ts';
import { isStepKind } from '../../device/session/steps/registry.ts';
import { childrenOf, withInner } from './nodes.ts';
import { EVENTS, IGNORED } from './tables.ts';
import { kioskMachine, sessionMachine } from './world.ts';

export const CORE_MACHINES: readonly AnyStateMachine[] = [
  kioskMachine,
  sessionMachine,
  paymentMachine,
  cashMachine,
  creditMachine,
  printingMachine,
  printDocumentMachine,
];

/** `passing`: the machine leaves it at once, so no citizen sees it. */
export interface StateRow {
  readonly path: string;
  readonly node: AnyStateNode;
  readonly passing: boolean;
}

export const statesOf = ({ root }: AnyStateMachine): readonly StateRow[] =>
  childrenOf(root)
    .flatMap(withInner)
    .filter(({ type }) => type !== 'final')
    .map((node) => ({ path: node.path.join('.'), node, passing: isPassing(node) }));

const isPassing = ({ always }: AnyStateNode): boolean => always?.at(-1)?.guard === undefined && always !== undefined;

/** Regions beside the journey. They act alike on every step. */
const JOURNEY = 'visit.journey.';
const BESIDE: Readonly<Record<string, readonly string[]>> = { session: ['visit', 'frame'] };

/** `row`: name of the state in tables. */
function atomsOf(machine: AnyStateMachine): readonly (StateRow & { readonly row: string })[] {
  const beside = BESIDE[machine.id];
  return statesOf(machine)
    .filter(({ node, path }) => node.type === 'atomic' && (!beside || path.startsWith(JOURNEY)))
    .map((state) => ({ ...state, row: beside ? state.path.slice(JOURNEY.length) : state.path }));
}

export const stateRows = (machine: AnyStateMachine): readonly (StateRow & { readonly row: string })[] =>
  atomsOf(machine).filter(({ passing }) => !passing);

/** Differences between a machine and its rows in `tables.ts`. */
export function stateRowFaults(machine: AnyStateMachine): readonly string[] {
  const rows = IGNORED[machine.id] ?? {};
  const beside = BESIDE[machine.id];
  const frame = beside ? (machine.root.states[beside[0]!] as AnyStateNode).states[beside[1]!] : undefined;
  const atoms = atomsOf(machine);
  const names = new Set(atoms.map(({ row }) => row));
  return [
    ...Object.keys(rows)
      .filter((row) => !names.has(row))
      .map((row) => `${row} has a row and is no state`),
    ...atoms.flatMap(({ row, node }) => problemsOfRow(machine, row, handledBy(node, frame))),
  ];
}

function problemsOfRow(machine: AnyStateMachine, row: string, handles: (event: string) => boolean): readonly string[] {
  const ignored = IGNORED[machine.id]?.[row];
  // A step acts on each event that it takes, so it needs no row. With several states it may have rows.
  if (!ignored) return isStepKind(machine.id) ? [] : [`${row} has no row: which events does it ignore, and why?`];
  const events = EVENTS[machine.id] ?? [];
  const written = new Set(ignored.flatMap((each) => each.events));
  return [
    ...events
      .filter((event) => !handles(event) && !written.has(event))
      .map((event) => `${row} neither handles ${event} nor says why it is ignored`),
    ...ignored
      .filter((each) => each.events.every(handles))
      .map(({ because }) => `${row} handles all that it says it ignores because ${because}`),
  ];
}

/** `citizen.*` handles every `citizen.…`; `*` does not count. */
function handledBy(node: AnyStateNode, frame: AnyStateNode | undefined): (event: string) => boolean {
  const around: AnyStateNode[] = frame ? [frame] : [];
  for (let at: AnyStateNode | undefined = node; at; at = at.parent) around.push(at);
  const descriptors = new Set(around.flatMap(({ ownEvents }) => ownEvents));
  return (event) => descriptors.has(event) || descriptors.has(`${event.split('.')[0]}.*`);
}
