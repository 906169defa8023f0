import { err } from '../../drivers/result.ts';
import type { BackOffice } from '../back-office/contract.ts';
import type { PaymentProof } from '../back-office/payment-proof.ts';
import type { Ledger } from './ledger.ts';
import { officeKeyOfDueLine } from './lines.ts';

const FOREIGN = err({ code: 'BKO-110', kind: 'foreign' } as const);

/**
 * Checks the references in the office's answers. A continued application must keep its reference; a registration must name the reference in
 * the ledger. A foreign answer is refused as a whole. The client checks the key of each answer.
 */
export function withCheckedReferences(office: BackOffice, ledger: Pick<Ledger, 'find'>) {
  return {
    withdraw: office.withdraw,
    duplicate: office.duplicate,
    tellCredit: office.tellCredit,
    reserveCredit: office.reserveCredit,
    async lodge(...[key, request, signal]: Parameters<BackOffice['lodge']>): ReturnType<BackOffice['lodge']> {
      const answer = await office.lodge(key, request, signal);
      const { continues } = request;
      return answer.ok && continues !== null && answer.value.reference !== continues ? FOREIGN : answer;
    },
    async register(
      ...[key, payment, signal, standing]: Parameters<BackOffice['register']>
    ): ReturnType<BackOffice['register']> {
      const answer = await office.register(key, payment, signal, standing);
      return answer.ok && answer.value.reference !== ledger.find(key)?.reference ? FOREIGN : answer;
    },
    async registerLine(
      id: string,
      line: number,
      payment: PaymentProof | null,
      signal: AbortSignal,
    ): ReturnType<BackOffice['register']> {
      const answer = await office.register(officeKeyOfDueLine(id, line), payment, signal);
      return answer.ok && answer.value.reference !== ledger.find(id)?.lines[line - 1]?.reference ? FOREIGN : answer;
    },
  };
}
