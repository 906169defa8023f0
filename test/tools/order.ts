import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node';

/** About what one file of a project takes, in seconds: of a core, and beyond that of waiting. */
export interface Cost {
  readonly busy: number;
  readonly waits: number;
}

/**
 * The order in which files start, so that those that wait run beside those that compute. One line of workers takes the files that
 * wait, the other those that compute; where the lines stand at the same time, their files stand beside each other in the order.
 * Within a project vitest's own order holds: what failed last first, then what took longest.
 */
export function sequencerOf(costs: Readonly<Record<string, Cost>>): TestSequencerConstructor {
  const costOf = ({ project }: TestSpecification): Cost => costs[project.name] ?? { busy: 1, waits: 0 };
  const total = (spec: TestSpecification) => costOf(spec).busy + costOf(spec).waits;
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const own = await super.sort(files);
      const longestFirst = own.toSorted((a, b) => total(b) - total(a));
      const begins = new Map<TestSpecification, number>();
      for (const waits of [true, false]) {
        let at = 0;
        for (const spec of longestFirst.filter((one) => costOf(one).waits > costOf(one).busy === waits)) {
          begins.set(spec, at);
          at += total(spec);
        }
      }
      return longestFirst.sort((a, b) => (begins.get(a) ?? 0) - (begins.get(b) ?? 0));
    }
  };
}
