import type { InsertOptions } from '../id-reader/mrz.ts';

export type InsertionHow = 'whole' | NonNullable<InsertOptions['early']> | 'unreadable';

export const INSERTION_LABELS: Readonly<Record<InsertionHow, string>> = {
  whole: 'Whole',
  'after-line-1': 'Out after line 1',
  'in-line-2': 'Out in line 2',
  unreadable: 'Unreadable',
};
