import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node';

/** About what a file takes, in seconds: of a core, and beyond that of waiting. */
export interface Cost {
  readonly busy: number;
  readonly waits: number;
}

/**
 * The order in which files start, so that those that wait run beside those that compute. There are two lines, of files that wait and of
 * files that compute, and both come to their end together: files stand beside each other in the order that begin at the same share of
 * their lines.
 * Within a project vitest's own order holds: what failed last first, then what took longest.
 *
 * @param costs by project, of one file of it
 * @param long by how the name of a file ends, of one that takes much more than others of its project: begun last, it would end alone
 */
export function sequencerOf(
  costs: Readonly<Record<string, Cost>>,
  long: Readonly<Record<string, Cost>> = {},
): TestSequencerConstructor {
  const costOf = ({ project, moduleId }: TestSpecification): Cost =>
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
