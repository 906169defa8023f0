// @ts-check

/*
 * Bugs about credits that are spent by their code. Each costs a citizen or the centre money.
 *
 * @type {readonly import('./judge.mjs').Bug[]}
 */
export const CREDIT_BUGS = [
  {
    name: 'credit-and-whole-price',
    what: 'the card pays the whole price although a credit pays a part of it',
    file: 'device/ledger/card-dealings.ts',
    find: 'const sale = { ...intent, amount: toPay(application) };',
    replace: 'const sale = { ...intent, amount: application.amount };',
    caughtBy: 'device/ledger/credit-dealings.test.ts',
  },
  {
    name: 'credit-spent-for-ever',
    what: 'a credit that paid is free again, and pays for the next citizen too',
    file: 'simulators/back-office/registering.ts',
    find: 'await (credit > 0 ? spendCredit : freeCredit)(tables, key);',
    replace: 'await freeCredit(tables, key);',
    caughtBy: 'simulators/back-office/credits.test.ts',
  },
  {
    name: 'credit-asked-for-another-code',
    what: 'after a lost answer the page takes another code, and the kiosk does not know which code is reserved',
    file: 'device/session/credit.machine.ts',
    find: 'mayTry(context) && context.asked === null',
    replace: 'mayTry(context)',
    caughtBy: 'test/credit.test.ts',
  },
];
