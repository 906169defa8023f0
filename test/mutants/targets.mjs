// @ts-check
/**
 * Mutated files, and their tests: the test beside the file, and `also`. Model and browsers would kill some more mutants, but hours later.
 *
 * @type {readonly { file: string, also?: readonly string[] }[]}
 */
export const TARGETS = [
  { file: 'drivers/payment-terminal/zvt/exchange.ts' },
  { file: 'drivers/payment-terminal/zvt/framer.ts' },
  { file: 'drivers/receipt-printer/paper/text.ts' },
  { file: 'drivers/receipt-printer/paper/encode.ts' },
  { file: 'drivers/id-reader/emrtd/bac.ts' },
  { file: 'drivers/id-reader/emrtd/pace.ts' },
  { file: 'drivers/id-reader/emrtd/secure-messaging.ts' },
  { file: 'device/session/payment.machine.ts' },
  { file: 'device/session/printing.machine.ts' },
  { file: 'device/session/steps/form/answering.ts' },
  { file: 'device/session/person.ts' },
  { file: 'device/catalogue/dates.ts' },
  { file: 'device/ledger/offer.ts' },
  { file: 'device/ledger/dealings.ts', also: ['device/ledger/offer.test.ts'] },
  {
    file: 'device/ledger/card-dealings.ts',
    also: ['device/ledger/offer.test.ts', 'device/ledger/touched-terminal.test.ts'],
  },
  { file: 'device/ledger/cash-dealings.ts' },
  { file: 'device/ledger/next-step.ts' },
  { file: 'device/ledger/till.ts' },
  { file: 'device/ledger/integrity.ts', also: ['device/ledger/mark.test.ts'] },
  { file: 'device/ledger/settlement.ts', also: ['device/ledger/touched-terminal.test.ts'] },
];

/** @param {{ file: string, also?: readonly string[] }} target */
export const testsOf = ({ file, also = [] }) => [file.replace(/\.ts$/, '.test.ts'), ...also];
