import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { STEP_KINDS } from '../../device/session/steps/registry.ts';
import { stubSteps } from './stub-step.ts';
import { type Edge, type Graph, type Place, pathTo, walk } from './walk.ts';
import { journeyOf, kioskWith, sessionMachine } from './world.ts';

/*
 * The core of a visit (choosing, checking, money, paper) over all orders of touches, devices, answers and time, with a stub for the
 * steps that ends in every way that a step may. A step that keeps its promise adds nothing that was not walked here.
 */

const MOST_AWAY = Number(process.env['MODEL_AWAY'] ?? 1);
const LIMIT_MS = 300_000 * 4 ** (MOST_AWAY - 1);

const core = kioskWith(sessionMachine.provide({ actors: stubSteps })) as unknown as AnyStateMachine;

let graph: Graph;

beforeAll(() => {
  graph = walk({ mostAway: MOST_AWAY }, core);
  const { places, edges, depth } = graph;
  process.stdout.write(
    `core: ${places.length} places, ${edges.length} moves, walked to the end at depth ${depth}, ${MOST_AWAY} away\n`,
  );
}, LIMIT_MS);

describe('the core with a stub for the steps', { timeout: LIMIT_MS }, () => {
  it('does nothing on any edge that it must not', () => {
    expect(graph.problems).toEqual([]);
  });

  it('comes to every step, and from each of its ends goes on', () => {
    const ends = (kind: string) => graph.edges.filter(({ move }) => move.type.startsWith(`${kind}: `));
    for (const kind of STEP_KINDS) {
      expect(ends(kind).length, kind).toBeGreaterThan(0);
      const stuck = ends(kind).filter(({ from, to }) => from === to);
      expect(stuck.map(({ from, move }) => pathTo(from, move))).toEqual([]);
    }
  });

  it('leads to the first screen from everywhere when nobody is there', () => {
    const alone = ({ move }: Edge) => move.by === 'time' || (move.by === 'answer' && move.worst === true);
    const into = new Map<Place, Place[]>();
    for (const edge of graph.edges.filter(alone)) into.set(edge.to, [...(into.get(edge.to) ?? []), edge.from]);
    const home = ({ root }: Place) =>
      root.snapshot.matches({ open: 'attract' }) || root.snapshot.matches('outOfService');
    const reached = new Set(graph.places.filter(home));
    for (const place of reached) for (const source of into.get(place) ?? []) reached.add(source);
    const stranded = graph.places.filter((place) => !reached.has(place));
    expect(stranded.slice(0, 5).map((place) => `${journeyOf(place)} ${pathTo(place)}`)).toEqual([]);
  });
});
