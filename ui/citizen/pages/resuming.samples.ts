import { LARGEST_TEXT, type PageSample } from '../../samples/sample.ts';

const PROBLEMS = ['wrong-card', 'no-more-cards', 'unknown', 'changed', 'elsewhere', 'BKO-101'] as const;

const resuming = (): readonly PageSample<'resuming'>[] => [
  { name: 'asking', view: { show: 'resuming', problem: null, canGoBack: true } },
  { name: 'opening', view: { show: 'resuming', problem: null, canGoBack: false } },
  ...PROBLEMS.map((problem) => ({
    name: problem.toLowerCase(),
    view: { show: 'resuming', problem, canGoBack: true } as const,
  })),
  { name: 'text-200', view: { show: 'resuming', problem: 'wrong-card', canGoBack: true }, frame: LARGEST_TEXT },
];

export const samples = () => ({ resuming: resuming() });
