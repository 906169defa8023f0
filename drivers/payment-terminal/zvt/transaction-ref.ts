import type { TransactionRef } from '../contract.ts';
import { isCounted } from '../transaction-order.ts';
import type { StatusInformationFields } from './messages.ts';

/** Terminals may leave out what they do not count; zeros then, which is also what some send. */
export function refOf(info: StatusInformationFields, terminalId: string): TransactionRef {
  const at = timeOf(info);
  return {
    terminalId: info.terminalId ?? terminalId,
    traceNumber: info.traceNumber ?? '000000',
    receiptNumber: info.receiptNumber ?? '0000',
    ...(at === undefined ? {} : { at }),
  };
}

/** Fields 0D and 0C [PA00P015 13.08, chapter 13]. There is no day 0000: a terminal without a clock sends zeros. */
function timeOf({ date, time }: StatusInformationFields): string | undefined {
  return date === undefined || time === undefined || !isCounted(date) ? undefined : date + time;
}
