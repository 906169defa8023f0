import { LARGEST_TEXT, type PageSample } from '../../samples/sample.ts';

const PROBLEMS = ['wrong-card', 'no-more-cards', 'unknown', 'changed', 'elsewhere', 'BKO-101'] as const;

const resuming = (): readonly PageSample<'resuming'>[] => [
  { name: 'asking', view: { show: 'resuming', problem: null } },
  ...PROBLEMS.map((problem) => ({
    name: problem.toLowerCase(),
    view: { show: 'resuming', problem } as const,
  })),
  { name: 'text-200', view: { show: 'resuming', problem: 'wrong-card' }, frame: LARGEST_TEXT },
];

export const samples = () => ({ resuming: resuming() });
