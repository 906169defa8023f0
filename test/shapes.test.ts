import { describe, expect, it } from 'vitest';
import { CANARY_CATALOGUE } from './canary/catalogue.ts';
import { CANARY_VISITS } from './canary/visits.ts';
import { SCENARIOS } from './prove/scenarios.ts';
import {
  catalogue,
  oneOfEachPaper,
  type ServiceShape,
  type ShapeFields,
  serviceKindKey,
  serviceShapeOf,
  WALKED_SHAPE_FIELDS,
} from './support/catalogue.ts';

/* Each proof must try a service of every shape that matters to it. */

const CANARY: ShapeFields = {
  steps: true,
  paper: true,
  at: true,
  money: true,
  others: true,
  repeats: true,
  address: true,
  decides: 'what is asked is kept and forgotten in the same way, whatever asked for it',
  expiredCard: 'a card is read and forgotten in the same way',
  centres: 'it says where to go, and knows nobody',
};

const CRASHED: ShapeFields = {
  paper: true,
  money: true,
  steps: 'nothing is durable before an application is handed over',
  at: 'what is done at a window is known by its money',
  others: 'answers are handed over as one',
  repeats: 'answers are handed over as one',
  address: 'answers are handed over as one',
  decides: 'answers are handed over as one',
  expiredCard: 'nothing is durable before an application is handed over',
  centres: 'nothing is handed over where it is not offered',
};

const PROOFS = [
  [
    'the model and the matrix',
    WALKED_SHAPE_FIELDS,
    oneOfEachPaper().services.map(({ id }) => id),
    catalogue(),
    'test/support/catalogue.ts',
  ],
  ['the canary', CANARY, CANARY_VISITS.map(({ service }) => service), CANARY_CATALOGUE, 'test/canary/visits.ts'],
  ['the crash proof', CRASHED, SCENARIOS.map(({ plan }) => plan.service), catalogue(), 'test/prove/scenarios.ts'],
] as const;

describe('the shapes', () => {
  it('when services are counted by shape, then each service is counted once', () => {
    // In its own centre a service of few centres is like all others.
    const { services } = catalogue(0);
    const shapes = new Map<string, string[]>();
    for (const each of services) {
      const shape = told(serviceShapeOf(each));
      shapes.set(shape, [...(shapes.get(shape) ?? []), each.id]);
    }
    const lines = [...shapes].map(([shape, all]) => `${String(all.length).padStart(3)}  ${shape}: ${all[0]}`);
    process.stdout.write(`${services.length} services of ${shapes.size} shapes\n${lines.join('\n')}\n`);
    expect([...shapes.values()].flat().length).toBe(services.length);
  });

  it.each(PROOFS)(
    'when a proof tries services, then it has each shape in %s',
    (_, matters, tried, { services }, place) => {
      const kinds = new Set(
        services.filter(({ id }) => tried.includes(id)).map((each) => serviceKindKey(matters, each)),
      );
      expect(tried.filter((id) => !services.some((each) => each.id === id))).toEqual([]);
      const untried = services.filter((each) => !kinds.has(serviceKindKey(matters, each))).map(({ id }) => id);
      expect(untried, `add one of these services to ${place}`).toEqual([]);
    },
  );
});

function told({ steps, paper, at, money, ...rest }: ServiceShape): string {
  const traits = Object.entries(rest).flatMap(([name, has]) => (has ? [name] : []));
  return [steps.replaceAll(' ', ' > '), paper, `at the ${at}`, money, ...traits].join(', ');
}
