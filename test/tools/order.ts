import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node';

/** Seconds of a core, and of waiting beyond that. */
export interface TestFileCost {
  readonly busy: number;
  readonly waits: number;
}

/**
 * The order in which test files start, so that waiting files run beside computing files. Each kind has a queue, and both queues end
 * together: two files at the same share of their queues start side by side. Within a project vitest's own order holds: last failed first,
 * then longest first.
 *
 * @param costs by project, of one of its files
 * @param long by the end of a file's name: files that take much longer than others of their project. Started last, they would end alone.
 */
export function sequencerOf(
  costs: Readonly<Record<string, TestFileCost>>,
  long: Readonly<Record<string, TestFileCost>> = {},
): TestSequencerConstructor {
  const costOf = ({ project, moduleId }: TestSpecification): TestFileCost =>
    Object.entries(long).find(([name]) => moduleId.endsWith(name))?.[1] ?? costs[project.name] ?? { busy: 1, waits: 0 };
  const total = (spec: TestSpecification) => costOf(spec).busy + costOf(spec).waits;
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const own = await super.sort(files);
      const longestFirst = own.toSorted((a, b) => total(b) - total(a));
      const begins = new Map<TestSpecification, number>();
      for (const waits of [true, false]) {
        const line = longestFirst.filter((one) => costOf(one).waits > costOf(one).busy === waits);
        const whole = line.reduce((sum, spec) => sum + total(spec), 0);
        let at = 0;
        for (const spec of line) {
          begins.set(spec, at / whole);
          at += total(spec);
        }
      }
      return longestFirst.sort((a, b) => (begins.get(a) ?? 0) - (begins.get(b) ?? 0));
    }
  };
}
