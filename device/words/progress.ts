import type { PaperKind } from './paper-kind.ts';

/** Steps in the progress line; the last is the paper of the visit. */
export type ProgressStep = 'card' | 'questions' | 'appointment' | 'due' | 'check' | 'payment' | PaperKind;

/** Step of the line. `done`: before the present step. `ahead`: after it. */
export interface Progress {
  readonly step: ProgressStep;
  readonly state: 'done' | 'present' | 'ahead';
}
