// @ts-check

/**
 * What somebody owes.
 *
 * @type {readonly import('./judge.mjs').Bug[]}
 */
export const DUE_BUGS = [
  {
    name: 'paid-due-lodged',
    what: 'what was paid at a bank after it was quoted is paid once more',
    file: 'simulators/back-office/quotes.ts',
    find: 'return asked.due ? this.#refuseDue(tables, asked, quote) : null;',
    replace: 'return null;',
    caughtBy: 'simulators/back-office/dues.test.ts',
  },
  {
    name: 'paid-due-is-a-trouble',
    what: 'whoever owes nothing any more is told that something went wrong, and not that it is paid and when',
    file: 'device/session/visit/due-gone.ts',
    find: "    case 'already-paid':\n      return dues.length > 1 ? changed : { because: 'paid', on: paidOn ?? null };\n",
    replace: '',
    caughtBy: 'test/due.test.ts',
  },
  {
    name: 'one-due-two-kiosks',
    what: 'two kiosks take money for one fine',
    file: 'simulators/back-office/dues.ts',
    find: "if (its.state === 'held') return err(HELD);",
    replace: '',
    caughtBy: 'simulators/back-office/dues.test.ts',
  },
  {
    name: 'owner-shown-to-anybody',
    what: 'whoever types the plate of a car learns whose it is',
    file: 'device/back-office/due-answers.ts',
    find: 'owner === null || MASKED_NAME.test(owner)',
    replace: 'owner === null || owner.length > 0',
    caughtBy: 'test/contract/back-office-dues.wires.test.ts',
  },
  {
    name: 'owner-not-masked',
    what: 'the office says to anybody who owes what',
    file: 'simulators/back-office/dues.ts',
    find: "owner: maskedOwner(due.owner ?? '')",
    replace: 'owner: due.owner',
    caughtBy: 'simulators/back-office/dues.test.ts',
  },
  {
    name: 'fourth-number-looked-up',
    what: 'plates are guessed at a kiosk for as long as somebody likes to',
    file: 'device/session/steps/due/owing.ts',
    find: "service.due === 'person' || unknownDues < MOST_UNKNOWN",
    replace: "service.due === 'person' || unknownDues <= MOST_UNKNOWN",
    caughtBy: 'test/due.test.ts',
  },
  {
    name: 'tries-forgotten-with-the-service',
    what: 'whoever may try no more numbers chooses the service once more, and may',
    file: 'device/session/routing.ts',
    find: "only(context.facts, ['known', 'unknownDues'])",
    replace: "only(context.facts, ['known'])",
    caughtBy: 'test/due.test.ts',
  },
  {
    name: 'discount-after-its-last-day',
    what: 'a fine is paid with a discount that is over, and the payee asks for the rest later',
    file: 'simulators/back-office/due-samples.ts',
    find: 'day <= discountUntil',
    replace: 'day <= plusDays(discountUntil, 1)',
    caughtBy: 'simulators/back-office/dues.test.ts',
  },
  {
    name: 'discount-ends-a-day-early',
    what: 'on the last day of a discount the whole is taken',
    file: 'simulators/back-office/due-samples.ts',
    find: 'day <= discountUntil',
    replace: 'day < discountUntil',
    caughtBy: 'simulators/back-office/dues.test.ts',
  },
  {
    name: 'other-due-old-quote',
    what: 'one due is shown and another is paid',
    file: 'device/session/steps/quote/step.ts',
    find: 'isDeepStrictEqual(its ? duesIn(its) : [], partsOf({ ...(due && { due }) }))',
    replace: '(its !== undefined || due === undefined)',
    caughtBy: 'test/due.test.ts',
  },
];
