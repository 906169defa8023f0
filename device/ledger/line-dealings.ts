import { err, ok, type Result } from '../../drivers/result.ts';
import type {
  BackOfficeTrouble,
  LodgeRequest,
  RegisteredApplication,
  RegistrationTrouble,
} from '../back-office/contract.ts';
import type { Application } from './application.ts';
import type { withCheckedReferences } from './bound-office.ts';
import { OTHER_PAYMENT_REASON } from './entries.ts';
import { applicationIn, type Ledger } from './ledger.ts';
import { officeKeyOfDueLine } from './lines.ts';
import { paymentProofOfDueLine } from './proof.ts';

/** The office's answer about one due; `null`: refused, and the kiosk owes the amount. */
export type DueLineAnswer = RegisteredApplication | null;

interface LineOptions {
  readonly ledger: Ledger;
  readonly backOffice: ReturnType<typeof withCheckedReferences>;
}

/** Lodges and registers the dues of one payment at the back office, each under its own key. */
export function createDueLineActions({ ledger, backOffice }: LineOptions) {
  return {
    /** Stops at the first due that is not lodged: nothing is paid yet. After a refusal, the caller withdraws the earlier dues. */
    async lodge(
      id: string,
      requests: readonly LodgeRequest[],
      signal: AbortSignal,
    ): Promise<Result<Application, BackOfficeTrouble>> {
      for (const [nth, request] of requests.entries()) {
        if (applicationIn(ledger, id).lines[nth]?.state !== 'quoted') continue;
        const lodged = await backOffice.lodge(officeKeyOfDueLine(id, nth + 1), request, signal);
        if (!lodged.ok) return lodged;
        ledger.append(id, { kind: 'lineLodged', line: nth + 1, reference: lodged.value.reference });
      }
      return ok(ledger.append(id, { kind: 'lodged', reference: applicationIn(ledger, id).lines[0]?.reference ?? '' }));
    },
    /** Registers each line and withdraws refused ones. Queries a line that was registered before: the receipt needs the answer. */
    async register(id: string, signal: AbortSignal): Promise<Result<readonly DueLineAnswer[], RegistrationTrouble>> {
      const answers: DueLineAnswer[] = [];
      let atWork: RegistrationTrouble | null = null;
      for (const nth of applicationIn(ledger, id).lines.keys()) {
        const answer = await registerLine({ ledger, backOffice }, id, nth + 1, signal);
        if (answer.ok) answers.push(answer.value);
        // One payee may be slow, and the last day of another due may be today.
        else if (answer.error.kind === 'in-progress') atWork ??= answer.error;
        else return answer;
      }
      return atWork ? err(atWork) : ok(answers);
    },
  };
}

/** The ledger stores only the reference of a registered due. */
const NOTHING_BESIDES = { registeredAt: '', appointment: null, document: null } as const;

async function registerLine(
  { ledger, backOffice }: LineOptions,
  id: string,
  line: number,
  signal: AbortSignal,
): Promise<Result<DueLineAnswer, RegistrationTrouble>> {
  const application = applicationIn(ledger, id);
  const { state, reference } = application.lines[line - 1] ?? {};
  if (state !== 'refused') {
    const answer = await backOffice.registerLine(id, line, paymentProofOfDueLine(application, line), signal);
    if (answer.ok && state === 'lodged') ledger.append(id, { kind: 'lineIssued', line });
    if (answer.ok || answer.error.kind !== 'refused') return answer;
    const { reason } = answer.error;
    if (reason === OTHER_PAYMENT_REASON) return answer;
    // Registered before, refused now: the comparison of the books shows this due.
    if (state === 'issued') return ok({ ...NOTHING_BESIDES, reference: reference ?? '' });
    ledger.append(id, { kind: 'lineRefused', line, reason });
  }
  const withdrawn = await backOffice.withdraw(officeKeyOfDueLine(id, line), 'refused', signal);
  return withdrawn.ok || withdrawn.error.kind === 'refused' ? ok(null) : err(withdrawn.error);
}
