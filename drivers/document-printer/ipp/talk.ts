import { err, ok, type Result } from '../../result.ts';
import { isSuccess, type JobReport, jobReports, type PrinterReport, printerReport, statusWords } from './answers.ts';
import type { IppExchange, IppExchangeTrouble } from './exchange.ts';
import type { IppMessage } from './message.ts';
import {
  cancelJob,
  createJob,
  getJobAttributes,
  getJobs,
  getPrinterAttributes,
  type IppJobTicket,
  type IppRequest,
  type JobFilter,
  type RequestAddress,
  sendDocument,
} from './requests.ts';

/** `why`: the printer's words. `code`: from `STATUS_CODES`. */
export type IppTrouble = IppExchangeTrouble | { readonly kind: 'refused'; readonly code: number; readonly why: string };

export type IppReply<T> = Promise<Result<T, IppTrouble>>;

export type IppRequester = ReturnType<typeof createIppRequester>;

export function createIppRequester(exchange: IppExchange, to: RequestAddress) {
  async function ask<T>(
    request: IppRequest,
    signal: AbortSignal,
    read: (answer: IppMessage) => T | undefined,
  ): IppReply<T> {
    const answer = await exchange(request, signal);
    if (!answer.ok) return answer;
    if (!isSuccess(answer.value))
      return err({ kind: 'refused', code: answer.value.code, why: statusWords(answer.value) });
    const value = read(answer.value);
    return value === undefined ? err({ kind: 'nonsense', why: 'an answer without the requested value' }) : ok(value);
  }
  const firstJob = (answer: IppMessage): JobReport | undefined => jobReports(answer)[0];

  return {
    report: (signal: AbortSignal): IppReply<PrinterReport> => ask(getPrinterAttributes(to), signal, printerReport),
    job: (id: number, signal: AbortSignal): IppReply<JobReport> => ask(getJobAttributes(to, id), signal, firstJob),
    jobs: (which: JobFilter, whose: 'mine' | 'all', signal: AbortSignal): IppReply<readonly JobReport[]> =>
      ask(getJobs(to, which, whose === 'mine'), signal, jobReports),
    /** Returns the new job number. */
    create: (ticket: IppJobTicket, signal: AbortSignal): IppReply<number> =>
      ask(createJob(to, ticket), signal, (answer) => firstJob(answer)?.id),
    send: (id: number, pdf: Uint8Array, signal: AbortSignal): IppReply<true> =>
      ask(sendDocument(to, id, pdf), signal, () => true),
    cancel: (id: number, signal: AbortSignal): IppReply<true> => ask(cancelJob(to, id), signal, () => true),
  };
}

/** The key is first: if a printer cuts long names, it cuts the part for people. */
export const jobNameOf = (key: string, jobName: string): string => `${key} ${jobName}`;

/**
 * The newest job of this key, unfinished jobs first; `null`: none. Some printers store no user, and have no jobs of ours: then all visible
 * jobs are searched.
 */
export async function findJob(talk: IppRequester, key: string, signal: AbortSignal): IppReply<JobReport | null> {
  for (const whose of ['mine', 'all'] as const) {
    for (const which of ['not-completed', 'completed'] as const) {
      const jobs = await talk.jobs(which, whose, signal);
      if (!jobs.ok) return whose === 'all' && jobs.error.kind === 'refused' ? ok(null) : jobs;
      const own = jobs.value.filter(({ name }) => name === key || name.startsWith(`${key} `));
      const newest = own.reduce<JobReport | null>((best, job) => (best && best.id > job.id ? best : job), null);
      if (newest) return ok(newest);
    }
  }
  return ok(null);
}
