import { expect, it } from 'vitest';
import { sampleJob } from '../../../test/contract/document-printer.ts';
import { isJobFinal, type JobReport } from './answers.ts';
import { documentJobFateOf, finishedJobOutcome } from './outcome.ts';
import { JOB_STATES, type JobState } from './tags.ts';

const JOB = sampleJob('table', { copies: 2 });

/** Reasons of a finished job (RFC 8011, 5.3.8). */
const REASONS: readonly (readonly string[])[] = [
  [],
  ['job-completed-successfully'],
  ['job-completed-with-warnings'],
  ['job-completed-with-errors'],
  ['job-completed-successfully', 'job-completed-with-errors'],
  ['unsupported-document-format'],
  ['job-canceled-by-user'],
  ['aborted-by-system'],
];

const SHEETS: readonly JobReport['sheets'][] = ['not-measured', 1, 2, 3, 5, 6, 7];

const FINAL: readonly JobReport[] = (Object.keys(JOB_STATES) as JobState[])
  .flatMap((state) =>
    REASONS.flatMap((reasons) => SHEETS.map((sheets) => ({ id: 1, name: 'table', state, reasons, sheets }))),
  )
  .filter(isJobFinal);

it('when a job is over, then a later query says "printed" exactly if the print call succeeded', () => {
  const ends = FINAL.map((job) => {
    const followed = finishedJobOutcome(JOB, job);
    return { job, followed: followed.ok, asked: documentJobFateOf(JOB, job).known };
  });
  expect(ends.filter(({ followed, asked }) => asked !== (followed ? 'printed' : 'not-whole'))).toEqual([]);
  // Each case has three states. Printed: without errors, with six sheets or no count.
  expect(ends.length).toBe(3 * REASONS.length * SHEETS.length);
  expect(ends.filter(({ followed }) => followed).length).toBe(6 * 3);
});
