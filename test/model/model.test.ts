import { beforeAll, describe, expect, it } from 'vitest';
import { identificationMachine } from '../../device/session/steps/identify/identification.machine.ts';
import { STEP_KINDS, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import { samplesIn } from '../../ui/gallery/samples.ts';
import { compare } from './live.ts';
import type { WalkOptions } from './moves.ts';
import { testWalk } from './promises.ts';
import { CORE_MACHINES } from './states.ts';
import { type Graph, movesTo, walk } from './walk.ts';

/* Walks the real machines with the real steps (docs/decisions/0016). `MODEL_AWAY`: devices that may be away at once. */

const MOST_AWAY = Number(process.env['MODEL_AWAY'] ?? 1);
const OPTIONS: WalkOptions = { mostAway: MOST_AWAY };
const LIMIT_MS = 1_200_000 * 4 ** (MOST_AWAY - 1);

/** The cards of this walk have only a zone; the step's own walk covers chips and codes. */
const WITHOUT_CHIP = { pages: ['prefilling'], states: ['session visit.journey.prefill', 'prefill asking'] };

let graph: Graph;

beforeAll(() => {
  graph = walk(OPTIONS);
}, LIMIT_MS);

describe('the core with its real steps', { timeout: LIMIT_MS }, () => {
  testWalk({
    name: `with steps, ${MOST_AWAY} away`,
    graph: () => graph,
    machines: [...CORE_MACHINES, ...STEP_KINDS.map((kind) => VISIT_STEPS[kind].machine), identificationMachine],
    pages: Object.keys(samplesIn('az')).filter((page) => !WITHOUT_CHIP.pages.includes(page)),
    unvisited: WITHOUT_CHIP.states,
  });

  it('when running actors repeat one path in 1,000, then they do the same as the model', async () => {
    const parted: string[] = [];
    for (const place of graph.places.filter((_, index) => index % 1_000 === 999)) {
      const difference = await compare(movesTo(place), OPTIONS);
      if (difference) parted.push(difference);
    }
    expect(parted).toEqual([]);
  });
});
