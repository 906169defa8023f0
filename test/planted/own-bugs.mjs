// @ts-check

/**
 * An appointment, and what somebody does about an application of their own.
 *
 * @type {readonly import('./judge.mjs').Bug[]}
 */
export const OWN_BUGS = [
  {
    name: 'last-time-given-twice',
    what: 'two people have the same appointment, and one of them came for nothing',
    file: 'simulators/back-office/slots.ts',
    find: 'roomAt(at) <= taken',
    replace: 'roomAt(at) < taken',
    caughtBy: 'simulators/back-office/slots.test.ts',
  },
  {
    name: 'two-offices-decide-at-once',
    what: 'two offices on one database give the same appointment, and the same number to two applications',
    file: 'simulators/database/postgres.ts',
    find: '; SELECT pg_advisory_xact_lock(${WRITERS})`',
    replace: '`',
    caughtBy: 'test/integration/office-postgres.test.ts',
  },
  {
    name: 'time-of-a-withdrawn-application',
    what: 'an appointment that was given back is had by nobody',
    file: 'simulators/back-office/applications-table.ts',
    find: '(isStanding(entry) && entry.slot)',
    replace: 'entry.slot',
    caughtBy: 'test/contract/office-store.test.ts',
  },
  {
    name: 'page-begins-with-the-last',
    what: 'a kiosk that compares its ledger with the register counts an application twice',
    file: 'simulators/back-office/applications-table.ts',
    find: '(lodged_at, number) > ($4, $5)',
    replace: '(lodged_at, number) >= ($4, $5)',
    caughtBy: 'test/contract/office-store.test.ts',
  },
  {
    name: 'lost-time-not-said',
    what: 'whoever has lost their appointment is told that the application was refused, and cannot choose another',
    file: 'device/session/session.paying.ts',
    find: "result.error.reason === 'slot-lost'",
    replace: "result.error.reason === 'slot-taken'",
    caughtBy: 'test/appointment.test.ts',
  },
  {
    name: 'time-kept-by-nobody',
    what: 'whoever leaves keeps an appointment from everybody else for ten minutes',
    file: 'device/session/session.machine.ts',
    find: "        exit: 'releaseSlot',",
    replace: '',
    caughtBy: 'test/appointment.test.ts',
  },
  {
    name: 'time-runs-out-unseen',
    what: 'whoever takes their time loses the appointment while they read',
    file: 'device/session/session.regions.ts',
    find: "reenter: true, actions: 'extendHold' }",
    replace: 'reenter: true }',
    caughtBy: 'test/appointment.test.ts',
  },

  {
    name: 'cancelled-again',
    what: 'whoever cancels and gets no answer cancels once more under another key, and is told that it cannot be cancelled',
    file: 'device/session/steps/find/dealing.ts',
    find: "return { dealKey: key, note: error.code, after: 'unanswered' };",
    replace: "return { dealKey: null, note: error.code, after: 'unanswered' };",
    caughtBy: 'test/my-application.test.ts',
  },
  {
    name: 'money-given-back-twice',
    what: 'an application that its applicant cancelled is refused to the kiosk that took the money, which gives it back besides the office',
    file: 'simulators/back-office/changes.ts',
    find: "if (entry.state === 'registered') return ok({ ...entry, later });",
    replace: '',
    caughtBy: 'test/contract/back-office-own.test.ts',
  },
  {
    name: 'time-given-up-first',
    what: 'whoever wants another time and is not fast enough has lost the one they had',
    file: 'simulators/back-office/changes.ts',
    find: "return held ? ok({ ...entry, slot: held }) : refusal(422, 'slot-lost');",
    replace:
      "return held ? ok({ ...entry, slot: held }) : ok({ ...entry, later: { ...laterOf(entry), cancelled: { at: '', money: 'none' } } });",
    caughtBy: 'test/contract/back-office-own.test.ts',
  },
  {
    name: 'new-time-lost-unsaid',
    what: 'whoever chose a time that is gone is shown the old one without a word, and comes at the new one',
    file: 'device/session/steps/find/dealing.ts',
    find: "slot: { ...slot, lost: true }, after: 'slot'",
    replace: "after: 'found', note: null",
    caughtBy: 'test/my-application.test.ts',
  },
  {
    name: 'late-at-the-end',
    what: 'whoever comes in the last minute is sent away',
    file: 'simulators/back-office/check-in.ts',
    find: "now.getTime() <= closes ? 'open' : 'late'",
    replace: "now.getTime() < closes ? 'open' : 'late'",
    caughtBy: 'simulators/back-office/check-in.test.ts',
  },
  {
    name: 'late-and-let-in',
    what: 'whoever comes after the last minute is told to wait for a call that does not come',
    file: 'simulators/back-office/check-in.ts',
    find: 'closes: over + LATEST_MS',
    replace: 'closes: over + LATEST_MS + 60_000',
    caughtBy: 'simulators/back-office/check-in.test.ts',
  },
  {
    name: 'midnight-ends-yesterday',
    what: 'an appointment that ends at midnight is over before it begins',
    file: 'simulators/back-office/check-in.ts',
    find: 'end > begin ? end : end + DAY_MS',
    replace: 'end',
    caughtBy: 'simulators/back-office/check-in.test.ts',
  },
  {
    name: 'answer-for-who-finds-a-card',
    what: 'whoever finds a card and a slip reads what an officer wrote to its owner',
    file: 'simulators/back-office/own-applications.ts',
    find: "if (assurance === 'chip') return null;",
    replace: "if (assurance === 'chip' || assurance === 'zone') return null;",
    caughtBy: 'test/contract/back-office-own.test.ts',
  },
  {
    name: 'booked-twice',
    what: 'one person takes two of the few times of a service',
    file: 'simulators/back-office/register.ts',
    find: 'request.slot ? await bookedBy(applications, request, at) : undefined',
    replace: 'false',
    caughtBy: 'test/contract/back-office-own.test.ts',
  },
];
