import { expect, it } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import { sequencerOf } from './order.ts';

const Sequencer = sequencerOf(
  { computes: { busy: 10, waits: 0 }, waits: { busy: 1, waits: 19 } },
  { 'waits-long': { busy: 10, waits: 60 } },
);

const vitest = {
  config: { root: '/', sequence: {} },
  cache: { getFileTestResults: () => undefined, getFileStats: () => undefined },
};
const file = (project: string, nth: number | 'long') =>
  ({
    project: { name: project, config: { isolate: true, sequence: { groupOrder: 0 } } },
    moduleId: `/${project}-${nth}`,
  }) as unknown as TestSpecification;

it('when some files wait and others compute, then they start side by side until the end', async () => {
  const files = [1, 2, 3, 4, 5, 6].map((nth) => file('computes', nth)).concat([1, 2].map((nth) => file('waits', nth)));
  const sorted = await new Sequencer(vitest as unknown as Vitest).sort(files);
  const names = sorted.map(({ project }) => project.name);
  expect(names.slice(0, 2).sort()).toEqual(['computes', 'waits']);
  // The second waiting file starts when half of the computing files have started.
  expect([3, 4, 5]).toContain(names.lastIndexOf('waits'));
});

it('when a file takes much longer than other files of its project, then it starts before them', async () => {
  const files = [file('waits', 1), file('computes', 1), file('waits', 2), file('waits', 'long')];
  const sorted = await new Sequencer(vitest as unknown as Vitest).sort(files);
  const waiting = sorted.filter(({ project }) => project.name === 'waits').map(({ moduleId }) => moduleId);
  expect(waiting).toEqual(['/waits-long', '/waits-1', '/waits-2']);
});
