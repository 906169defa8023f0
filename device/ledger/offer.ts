import { type Clock, pause } from '../../drivers/clock.ts';
import type { Issue, IssueDecision } from '../../drivers/payment-terminal/contract.ts';
import type { BackOffice, RegistrationTrouble } from '../back-office/contract.ts';
import { applicationIn, type Ledger } from './ledger.ts';
import { approvalRecordOf, cardProof } from './proof.ts';

/** Why a sale that the bank approved was not registered. `code`: the office's reason, or the trouble code. */
export interface RegistrationFailure {
  readonly kind: RegistrationTrouble['kind'];
  readonly code: string;
}

export interface OfferOptions {
  readonly ledger: Ledger;
  readonly backOffice: Pick<BackOffice, 'register'>;
  readonly clock: Clock;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
}

const ASK_AGAIN_MS = 1_000;

/**
 * Registers an application between the bank's approval and the final sale, so that a refusal costs nothing. The offer is in the ledger
 * before the back office is asked. If the recovery finds an offer, it asks the terminal whether the sale is valid; if not, it withdraws the
 * registration. `notIssued` returns the latest reason why the registration failed; `null`: none.
 */
export function createRegistrationOffer(id: string, { ledger, backOffice, clock, timestamp }: OfferOptions) {
  let why: RegistrationFailure | null = null;

  async function decide(proof: ReturnType<typeof cardProof>, tooLate: AbortSignal): Promise<IssueDecision> {
    for (;;) {
      const answer = await backOffice.register(id, proof, tooLate, 'offered');
      why = null;
      if (answer.ok) return { issued: 'whole' };
      const { error } = answer;
      why = { kind: error.kind, code: error.kind === 'refused' ? error.reason : error.code };
      if (error.kind === 'refused') return { issued: 'nothing' };
      await pause(clock, error.kind === 'in-progress' ? error.retryAfterMs : ASK_AGAIN_MS, tooLate);
      if (tooLate.aborted) return { issued: 'nothing' };
    }
  }

  const issue: Issue = (approval, tooLate) => {
    const record = approvalRecordOf(approval);
    const at = timestamp();
    ledger.append(id, { kind: 'offered', approval: record, at });
    return decide(cardProof(record, at, applicationIn(ledger, id).reserved), tooLate);
  };

  return {
    issue,
    notIssued: () => why,
  };
}
