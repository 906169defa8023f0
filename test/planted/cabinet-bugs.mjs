// @ts-check

const CELLS = 'test/matrix/laws.test.ts';
const KEYPAD = 'drivers/keypad/hid-keys/driver.ts';
const PHONE = 'device/session/steps/identify/phone-identity.ts';
const PHONE_ACTORS = 'device/actors/phone-identity.ts';

/** @type {readonly import('./judge.mjs').Bug[]} */
export const CABINET_BUGS = [
  {
    name: 'volume-without-keypad',
    what: 'the page shows a volume that no key changes',
    file: 'device/words/sound.ts',
    find: "keypad?.device === 'online' ?",
    replace: 'keypad ?',
    caughtBy: CELLS,
  },
  {
    name: 'jammed-key-not-told',
    what: 'a key is down for days, and staff hear nothing of it',
    file: KEYPAD,
    find: 'stuck = first;',
    replace: 'stuck = null && first;',
    caughtBy: CELLS,
  },
  {
    name: 'headphones-not-heard',
    what: 'the speech of a person with headphones is loud in the hall',
    file: KEYPAD,
    find: "if (event.type === 'headphones.plugged') headphones = 'in';",
    replace: '',
    caughtBy: CELLS,
  },
  {
    name: 'headphones-stay-in',
    what: 'the next person without headphones hears nothing',
    file: KEYPAD,
    find: "headphones = 'out';",
    replace: "headphones = 'in';",
    caughtBy: CELLS,
  },
  {
    name: 'badge-reader-always-there',
    what: 'the badge reader was stolen, and the kiosk says that it works',
    file: 'drivers/badge/desfire/driver.ts',
    find: '({ device: cards.status().device, blockedBy })',
    replace: "({ device: 'online', blockedBy })",
    caughtBy: CELLS,
  },
  {
    name: 'copied-badge-not-logged',
    what: 'a thief tries copied badges all night, and the log has nothing',
    file: 'device/main-staff.ts',
    find: 'if (!event.result.ok) return refuse(event.result.error.code);',
    replace: 'if (!event.result.ok) return;',
    caughtBy: CELLS,
  },
  {
    name: 'staff-never-come',
    what: 'a technician presents the badge, and citizen after citizen comes first',
    file: 'device/session/kiosk.open.ts',
    find: "    { guard: 'staffWait', target: '#kiosk.maintenance' },\n",
    replace: '',
    caughtBy: CELLS,
  },
  {
    name: 'notes-into-an-open-cabinet',
    what: 'a note of a citizen goes in while a stranger has the cassette',
    file: 'device/session/cash.machine.ts',
    find: "{ guard: 'doorOpens', target: 'pausing', actions: ['noteDoor', 'stop'] }",
    replace: "{ guard: 'doorOpens', actions: 'noteDoor' }",
    caughtBy: CELLS,
  },
  {
    name: 'phone-ends-without-a-word',
    what: 'the time of the code runs out, and the page does not say why it is gone',
    file: PHONE,
    find: 'return { phone: null, phoneProblem: news.state };',
    replace: "return { phone: null, phoneProblem: news.state === 'over' ? null : news.state };",
    caughtBy: CELLS,
  },
  {
    name: 'phone-of-another-visit',
    what: 'a confirmation for another visit identifies the person who stands here',
    file: 'device/back-office/phone-identity.ts',
    find: 'return nonce === question.nonce ? ok(its) : ask.foreign(key);',
    replace: 'return ok(its);',
    caughtBy: CELLS,
  },
  {
    name: 'phone-with-the-old-key',
    what: 'a person who left the page confirms late, and is taken for the next one',
    file: PHONE_ACTORS,
    find: 'const attempt = { key: newKey(), nonce: newKey() };',
    replace: "const attempt = { key: 'identity', nonce: 'nonce' };",
    caughtBy: CELLS,
  },
  {
    name: 'phone-waits-for-ever',
    what: 'the office is away, and the page waits for a confirmation that cannot come',
    file: PHONE_ACTORS,
    find: 'unanswered >= MOST_UNANSWERED',
    replace: 'unanswered < 0',
    caughtBy: CELLS,
  },
  {
    name: 'phone-mismatch-called-late',
    what: 'another person chose another number, and the page says that the time is up',
    file: PHONE,
    find: 'return { phone: null, phoneProblem: news.state };',
    replace: "return { phone: null, phoneProblem: news.state === 'mismatch' ? 'over' : news.state };",
    caughtBy: CELLS,
  },
  {
    name: 'card-ignored-beside-phone',
    what: 'the citizen finds the card after all, and the kiosk waits for the phone',
    file: 'device/session/steps/identify/identify.machine.ts',
    find: "  'document.inserted': { target: 'asking', actions: 'dropPhone' },\n",
    replace: '',
    caughtBy: CELLS,
  },
];
