import type { PaperKind } from './paper-kind.ts';

/** Steps in the progress line. The last is the visit's paper. */
export type ProgressStep = 'card' | 'questions' | 'appointment' | 'due' | 'check' | 'payment' | PaperKind;

export interface ProgressEntry {
  readonly step: ProgressStep;
  readonly state: 'done' | 'present' | 'ahead';
}
