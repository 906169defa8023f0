// @ts-check

/**
 * Bugs that the whole test command once missed. Each has a law now that finds its kind.
 *
 * @type {readonly import('./judge.mjs').Bug[]}
 */
export const ONCE_MISSED_BUGS = [
  {
    name: 'fee-doubled-on-paper',
    what: 'the receipt names a fee that nobody paid, and its rows do not make the sum',
    file: 'device/receipt/paper.ts',
    find: 'words.lines[kind], plainMoney(amount)]',
    replace: "words.lines[kind], plainMoney(kind === 'fee' ? amount * 2 : amount)]",
    caughtBy: 'test/papers/every-paper.test.ts',
  },
  {
    name: 'fees-of-several-doubled',
    what: 'the receipt of several dues names twice the fee that was paid',
    file: 'device/receipt/paper.ts',
    find: "(kind === 'duty' ? sum : sum + amount)",
    replace: "(kind === 'duty' ? sum : sum + 2 * amount)",
    caughtBy: 'test/papers/every-paper.test.ts',
  },
  {
    name: 'next-steps-in-another-language',
    what: 'the citizen cannot read on the receipt to which window to go',
    file: 'device/session/paper-content.ts',
    find: 'next: stepsAfter(context, language)',
    replace: "next: stepsAfter(context, 'az')",
    caughtBy: 'test/papers/every-paper.test.ts',
  },
  {
    name: 'withdrawn-registered-again',
    what: 'an application that the citizen withdrew, or that the office refused, is handed over once more',
    file: 'device/offline/outbox.ts',
    find: "WHERE key = ? AND state = 'lodged'",
    replace: 'WHERE key = ?',
    caughtBy: 'device/offline/outbox.test.ts',
  },
  {
    name: 'withdrawn-said-to-be-registered',
    what: 'the citizen gets a paper for an application that is withdrawn',
    file: 'device/offline/offline-office.ts',
    find: "      if (known.state === 'withdrawn') return WITHDRAWN;\n",
    replace: '',
    caughtBy: 'test/offline-day.wires.test.ts',
  },
  {
    name: 'one-error-of-a-disk',
    what: 'doctor finds a disk well that has begun to fail',
    file: 'provisioning/doctor/disk-checks.ts',
    find: '({ count }) => count > 0',
    replace: '({ count }) => count > 1',
    caughtBy: 'test/doctor/bounds.wires.test.ts',
  },
  {
    name: 'news-under-the-warning',
    what: 'whoever waits for the office under the idle warning loses the visit although the answer has come',
    file: 'device/session/session.regions.ts',
    find: "        'journey.*': 'attentive',\n",
    replace: '',
    caughtBy: 'test/model/bites.test.ts',
  },
  {
    name: 'row-in-another-language',
    what: 'an Azerbaijani slip has a row in English',
    file: 'device/receipt/words.ts',
    find: "stuckValue: 'Qalan əskinas'",
    replace: "stuckValue: 'Value of the banknote'",
    caughtBy: 'test/words/tables.test.ts',
  },
  {
    name: 'credit-not-on-the-second-receipt',
    what: 'a receipt that is printed again leaves out what the credit paid beside the notes, and its rows do not make the sum',
    file: 'device/session/routing.ts',
    find: 'return { at, reserved, paidCash:',
    replace: 'return { at, paidCash:',
    caughtBy: 'test/papers/every-paper.test.ts',
  },
  {
    name: 'largest-part-forgotten',
    what: 'the citizen typed the largest part of a due that is allowed, and the next page asks for the whole due',
    file: 'device/session/steps/due/owing.ts',
    find: 'amount <= part.max;',
    replace: 'amount < part.max;',
    caughtBy: 'device/session/steps/due/owing.test.ts',
  },
  {
    name: 'completed-with-errors-printed',
    what: 'a document that did not come out whole counts as printed when the printer is asked about it',
    file: 'drivers/document-printer/ipp/outcome.ts',
    find: "job.state === 'completed' && isWhole(job, wanted)",
    replace: "job.state === 'completed'",
    caughtBy: 'drivers/document-printer/ipp/outcome.test.ts',
  },
  {
    name: 'time-for-one-copy',
    what: 'several copies on a slow printer are taken back while they print',
    file: 'drivers/document-printer/ipp/job.ts',
    find: 'const all = sheets * copies;',
    replace: 'const all = copies > 0 ? sheets : 0;',
    caughtBy: 'test/slow-printer.test.ts',
  },
  {
    name: 'terminal-back-unheard',
    what: 'a terminal that is back is not asked at once about the sale in doubt',
    file: 'device/actors/watch-devices.ts',
    find: 'terminal.onStatus(back)',
    replace: 'terminal.onStatus(tell)',
    caughtBy: 'device/actors/watch-devices.test.ts',
  },
];
