import type { PaperKind } from './paper-kind.ts';

/** What a visit consists of, in the words of the line of progress; the last is the paper that it ends with. */
export type ProgressStep = 'card' | 'questions' | 'appointment' | 'due' | 'check' | 'payment' | PaperKind;

/** One step of the line. `done`: before the present step. `ahead`: after it. */
export interface Progress {
  readonly step: ProgressStep;
  readonly state: 'done' | 'present' | 'ahead';
}
