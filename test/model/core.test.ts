import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { identificationMachine } from '../../device/session/steps/identify/identification.machine.ts';
import { STEP_KINDS, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import { samplesIn, stepPages } from '../../ui/gallery/samples.ts';
import { partByCommit } from '../support/commit.ts';
import { compare } from './live.ts';
import type { WalkOptions } from './moves.ts';
import { testWalk } from './promises.ts';
import { CORE_MACHINES, stateRowFaults } from './states.ts';
import { stubSteps } from './stub-step.ts';
import { type Edge, type Graph, movesTo, pathTo, walk } from './walk.ts';
import { kioskWith, sessionMachine } from './world.ts';

/* The core of a visit with a stub for the steps. A step that keeps its contract (`device/session/steps/steps.test.ts`) adds nothing. */

const MOST_AWAY = Number(process.env['MODEL_AWAY'] ?? 1);
const OPTIONS: WalkOptions = { mostAway: MOST_AWAY };
/** Milliseconds: a busy machine takes many times as long. */
const LIMIT_MS = 1_200_000 * 4 ** (MOST_AWAY - 1);

const core = kioskWith(sessionMachine.provide({ actors: stubSteps })) as unknown as AnyStateMachine;

let graph: Graph;

beforeAll(() => {
  graph = walk(OPTIONS, core);
}, LIMIT_MS);

describe('the core with a stub for the steps', { timeout: LIMIT_MS }, () => {
  const ofSteps = stepPages();
  testWalk({
    name: `with a stub, ${MOST_AWAY} away`,
    graph: () => graph,
    machines: [...CORE_MACHINES],
    pages: Object.keys(samplesIn('az')).filter((page) => !ofSteps.includes(page)),
  });

  it('when the core is walked, then the walk comes to every step, and goes on from each end of a step', () => {
    const ends = new Map<string, Edge[]>(STEP_KINDS.map((kind) => [kind, []]));
    for (const edge of graph.edges) ends.get(edge.move.type.split(': ', 1)[0] ?? '')?.push(edge);
    for (const [kind, edges] of ends) {
      const whats = new Set(edges.map(({ move }) => move.type));
      expect(whats.has(`${kind}: done`) || kind === 'choose' || kind === 'find' || kind === 'resume', kind).toBe(true);
      const stuck = edges.filter(({ from, to }) => from === to);
      expect(stuck.map(({ from, move }) => pathTo(from, move))).toEqual([]);
    }
  });

  it('when the service key is turned at rest, then maintenance opens from each page without a visit', () => {
    const turned = graph.edges.filter(({ move }) => move.type === 'service key on');
    const pages = [{ open: 'attract' }, 'outOfService', 'closed'] as const;
    for (const page of pages) {
      const from = turned.filter((edge) => edge.from.root.snapshot.matches(page));
      expect(from.length).toBe(graph.places.filter(({ root }) => root.snapshot.matches(page)).length);
      expect(
        from.filter(({ to }) => !to.root.snapshot.matches('maintenance')).map(({ from: at }) => pathTo(at)),
      ).toEqual([]);
    }
  });

  it('when running actors repeat one path in 800, then they do the same as the model', async () => {
    const parted: string[] = [];
    for (const place of partByCommit(graph.places, 800)) {
      const difference = await compare(movesTo(place), OPTIONS, core);
      if (difference) parted.push(difference);
    }
    expect(parted).toEqual([]);
  });
});

const MACHINES: readonly AnyStateMachine[] = [
  ...CORE_MACHINES,
  ...STEP_KINDS.map((kind) => VISIT_STEPS[kind].machine as unknown as AnyStateMachine),
  identificationMachine,
];

describe('every state handles every event, or ignores it on purpose', () => {
  it.each(MACHINES.map((machine) => [machine.id, machine] as const))(
    'when a state gets an event, then the state handles the event or has a reason to ignore it: %s',
    (_, machine) => {
      expect(stateRowFaults(machine)).toEqual([]);
    },
  );
});
