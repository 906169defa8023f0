import type { RegistrationTrouble } from '../back-office/contract.ts';
import { codeOfUnreachable } from '../back-office/not-accepted.ts';
import { parseDistrustDetail } from '../back-office/tls-trouble.ts';
import type { ApplicationActions } from './dealings.ts';
import type { Ledger } from './ledger.ts';

export interface FailedRequest {
  readonly times: number;
  readonly at: string;
  readonly code: string;
}

export type FailedRequests = Readonly<Record<string, FailedRequest>>;

/** Failed requests to the terminal and the office: they change no application, so they are no ledger entries. */
export const FAILED_REQUESTS_MEMO = 'attempts';

/**
 * Counts an application's failed requests since its last ledger entry. The count only tells staff whether the application is late or stuck.
 * If the office is unreachable and the cause is known, the code of the cause is stored.
 */
export function withFailedRequestCount(
  dealings: ApplicationActions,
  ledger: Ledger,
  timestamp: () => string,
): ApplicationActions {
  const memo = ledger.memo<FailedRequests>(FAILED_REQUESTS_MEMO);
  const counts = new Map(Object.entries(memo.load() ?? {}));
  const save = () => memo.save(Object.fromEntries(counts));
  const noteFailure = (id: string, code: string) => {
    counts.set(id, { times: (counts.get(id)?.times ?? 0) + 1, at: timestamp(), code });
    save();
  };
  ledger.onAppend(({ applicationId }) => {
    if (counts.delete(applicationId)) save();
  });
  return {
    ...dealings,
    async ask(id, signal) {
      const outcome = await dealings.ask(id, signal);
      if (outcome.known === 'nothing') noteFailure(id, outcome.trouble.code);
      return outcome;
    },
    async register(id, signal) {
      const answer = await dealings.register(id, signal);
      if (!answer.ok && answer.error.kind !== 'refused') noteFailure(id, codeOf(answer.error));
      return answer;
    },
    async tellCredits(id, signal) {
      const told = await dealings.tellCredits(id, signal);
      if (!told.ok) noteFailure(id, codeOf(told.error));
      return told;
    },
    async reverse(id, signal) {
      const answer = await dealings.reverse(id, signal);
      if (!answer.ok) noteFailure(id, answer.error);
      return answer;
    },
    async withdraw(id, reason, signal) {
      const answer = await dealings.withdraw(id, reason, signal);
      if (!answer.ok) noteFailure(id, codeOf(answer.error));
      return answer;
    },
  };
}

/** Forgets the failed requests of an application that staff settled. */
export function forgetFailedRequests(ledger: Ledger, id: string): void {
  const memo = ledger.memo<FailedRequests>(FAILED_REQUESTS_MEMO);
  const { [id]: gone, ...others } = memo.load() ?? {};
  if (gone) memo.save(others);
}

const codeOf = (error: RegistrationTrouble): string =>
  error.kind === 'unreachable' ? (parseDistrustDetail(error.detail)?.code ?? codeOfUnreachable(error)) : error.code;
