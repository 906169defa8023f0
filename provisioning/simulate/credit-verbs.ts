import { readCreditCode } from '../../device/ledger/credit-code.ts';
import { formatAmount } from '../../drivers/money.ts';
import type { ReferenceBackOffice } from '../../simulators/back-office/server.ts';
import type { EventOutput } from './event-output.ts';
import type { SimulatorVerb } from './verbs.ts';

/** Code and sum of a slip, such as `K5-7QF2-9XKD-96 5.00`. */
const SLIP = /^(\S+) (\d{1,5})\.(\d\d)$/;

const REFUSED = { 'spent-credit': 'nothing is left on it', 'credit-in-use': 'all of it is reserved by a kiosk' };

/** Verb of the office's desk that pays out a credit slip. */
export function creditVerbs({ payOutCredit }: Pick<ReferenceBackOffice, 'payOutCredit'>, say: EventOutput['say']) {
  const verb: SimulatorVerb = {
    name: 'pay out',
    takes: '<code> <sum>',
    does: 'pay out the rest of a credit, once: code and sum of the slip, such as K5-7QF2-9XKD-96 5.00',
    async run(rest) {
      const [, typed, manats, qepik] = SLIP.exec(rest.toUpperCase()) ?? [];
      if (typed === undefined) return 'which credit? code and sum of the slip, such as K5-7QF2-9XKD-96 5.00';
      const read = readCreditCode(typed);
      // A mistyped code would be a new credit, beside the right one.
      if (typeof read === 'string') return `${typed} is not a credit code: compare it with the slip`;
      const { code } = read;
      const paid = await payOutCredit(code, Number(manats) * 100 + Number(qepik));
      if (!paid.ok) {
        const why = REFUSED[paid.error.code as keyof typeof REFUSED] ?? paid.error.code;
        return `${code} is not paid out: ${why}`;
      }
      say('paid-out', { code, amount: paid.value }, `${code}: ${formatAmount(paid.value)} paid out`);
      return undefined;
    },
  };
  return [verb];
}
