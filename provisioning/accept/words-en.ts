import { restartCommand } from '../../device/troubles/start-anew.ts';
import type { AcceptWords } from './words.ts';

export const EN_ACCEPT_WORDS: AcceptWords = {
  yes: ['y', 'yes'],
  no: ['n', 'no'],
  sayYesOrNo: 'Type y (yes) or n (no).',
  begun: (kiosk, steps, handsS) =>
    `Acceptance test of ${kiosk}, ${steps === 1 ? '1 step' : `${steps} steps`}. Ctrl-C stops the test; --resume continues it later.\nA step that waits for you ends after ${handsS} s. Then you can skip it.`,
  goesOn: (done, steps) => `The test continues: ${done} of ${steps} steps are done.`,
  steps: {
    receipt: {
      title: 'Receipt printer and scanner',
      does: 'A receipt is printed. The scanner reads it, or you type its letters.',
    },
    sheet: { title: 'Document printer', does: 'A sheet is printed. You type its letters.' },
    document: { title: 'Document reader', does: 'A specimen is read. Its data is not shown or kept.' },
    payment: { title: 'Payment terminal', does: '0.01 ₼ is paid by card, and the money is given back at once.' },
    note: { title: 'Bill validator', does: 'You put a note in. The validator recognises it and gives it back.' },
    keypad: { title: 'Keypad', does: 'You press each key once.' },
    badge: { title: 'Badge reader', does: 'You lay a staff badge on the reader. Its key is checked.' },
    contacts: { title: 'Door and presence', does: 'Each contact must change and change back.' },
    lights: { title: 'Lights', does: 'Each light blinks.' },
    touch: { title: 'Touch screen', does: 'You touch four targets, one in each corner.' },
    sound: { title: 'Sound', does: 'The page plays a tone.' },
  },
  outcome: { ok: 'ok', failed: 'FAILED', skipped: 'skipped' },
  seen: {
    'code-scanned': 'the scanner read the receipt',
    'letters-typed': 'the receipt is legible; no scanner is plugged in',
    'sheet-came': 'the sheet came out and is legible',
    'zone-read': 'the zone (MRZ) was read',
    'chip-read': 'the zone (MRZ) and the chip were read',
    'paid-and-back': 'paid, and given back',
    'note-given-back': 'the note was recognised and given back',
    'keys-came': 'every key was received',
    'badge-read': 'the badge was read',
    'contacts-changed': 'every contact changed and changed back',
    'lights-seen': 'every light was seen to blink',
    'touches-fit': 'touches arrive where the finger is',
    'tone-heard': 'the tone was heard',
    'not-fitted': 'not fitted in this cabinet',
    simulated: 'simulated in this profile',
    'not-asked': 'not done',
    trouble: 'something is wrong',
  },
  fixes: {
    'ACC-101': 'write the udev rule above into its file, run the command above, and repeat this step',
    'ACC-102': 'write the udev rule above into its file, run the command above, and repeat this step',
    'ACC-103': 'write the udev rule above into its file, run the command above, and repeat this step',
    'ACC-104': 'touch the middle of each target with one finger; if this fails again, replace the touch controller',
    'ACC-105':
      'check the USB cable of the touch panel; `sudo libinput list-devices` shows whether the system finds the panel',
    'ACC-106':
      'repeat the step: a busy machine needs longer; if no page opens, `sudo journalctl -b -u asan-glass` shows the reason',
    'ACC-107': 'compare the printer model of the profile with the label of the printer',
    'ACC-108': 'hold the receipt that came out last to the scanner, or type its letters; clean the print head',
    'ACC-109':
      'hold the code flat before the window of the scanner, about 10 cm away; check that the scanner lights up',
    'ACC-110': 'check the cable of the light; compare its GPIO line in the profile with the wiring',
    'ACC-111':
      'watch the keys with `sudo asan-kiosk keypad watch`; choose the default table with the utility of the maker, or replace the keypad',
    'ACC-112': 'check the contact and its cable; compare its GPIO line in the profile with the wiring',
    'ACC-113': 'check whether the sheet came out, and where it went',
    'ACC-114': 'put in a specimen with a chip, its zone (MRZ) towards the glass of the reader, and leave it there',
    'ACC-115': 'put in a clean note, flat and straight; check the mouth of the validator for dirt',
    'ACC-116': 'check the plug of the loudspeaker and the volume (`alsamixer`, `aplay -l`)',
    'ACC-117':
      'start the kiosk without its screen, and wait until it settles the payment: `asan-kiosk explain ACC-117` has the commands',
    'ACC-118': 'try another card; ask the bank whether the contract of the terminal is active',
    'ACC-119':
      'continue at the second console (Alt+F2) where you are logged in, or by `ssh`: `sudo asan-kiosk accept --lang en --resume`',
  },
  fix: 'Fix',
  againOrOn: 'Enter: repeat · s: go to the next step: ',
  on: ['s'],
  stopped: 'stopped; continue with --resume',
  strip: {
    title: 'Acceptance test',
    kiosk: 'Kiosk',
    software: 'Software version',
    date: 'Date',
    number: 'Report No',
    fingerprint: 'Fingerprint of the report',
    accepted: 'ACCEPTED',
    notAccepted: 'NOT ACCEPTED',
  },
  receipt: {
    letters: (letters) => `Are exactly these letters on the receipt?  ${letters}`,
    holdIt: 'Hold the code on the receipt to the scanner.',
    typeLetters: 'No scanner is plugged in. Type the six large letters below the code: ',
  },
  sheet: { typeLetters: 'Type the six large letters on the sheet: ' },
  document: {
    putIn: 'Put a specimen into the reader, and leave it there.',
    reading: 'Reading …',
    takeOut: 'Take the specimen out.',
  },
  payment: {
    earlier: 'An earlier trial payment is not settled. The test continues it and makes no new payment.',
    sure: 'Pay 0.01 ₼ with your own card? The money is given back at once.',
    stage: {
      paying: 'The payment begins.',
      asking: 'The test asks the terminal for the outcome of the payment.',
      'giving-back': 'The money is given back.',
    },
    prompt: {
      'present-card': 'Terminal: present the card.',
      'enter-pin': 'Terminal: enter the PIN.',
      processing: 'Terminal: please wait.',
      'remove-card': 'Terminal: take the card.',
      wait: 'Terminal: please wait.',
    },
  },
  note: {
    putIn: 'Put one note into the bill validator.',
    held: (value) => `The validator recognised the note: ${value}. It gives the note back.`,
    take: 'Take the note that comes back.',
  },
  keypad: {
    press: 'Press each key of the keypad once. Each key is shown here.',
    keys: (names) => `The keys of this model: ${names}`,
    came: (key) => `received: ${key}`,
    allCame: 'Was every key shown?',
    which: 'Which device is the keypad? Type its number. If there is no keypad, only press Enter: ',
    noSuchNumber: (most) =>
      most === 1 ? 'Type 1, or only press Enter.' : `Type a number from 1 to ${most}, or only press Enter.`,
  },
  badge: { lay: 'Lay a staff badge on the badge reader, and leave it there.', take: 'Take the badge.' },
  contacts: {
    move: (names) => `Open and close the door. Step up to the kiosk and away again. Contacts: ${names}.`,
    nowBack: (name) => `changed: ${name}; now change it back`,
    changed: (name) => `changed and changed back: ${name}`,
  },
  lights: { didYouSee: (name) => `Does the light “${name}” blink?` },
  glass: {
    waiting: `The screen does not show the page yet. Restart the screen: ${restartCommand('asan-glass.service')}`,
    comes:
      'Within a minute, the screen shows the page of the test. Do what the page says. Then this console comes back.',
    rest: ['Acceptance test', 'Continue at the console where you started the test.'],
    target: (nth, of) => [`${nth} / ${of}`, 'Touch the middle of the target.'],
    tone: ['Touch the page to hear a tone.'],
    heard: 'Did you hear the tone?',
    rule: (file) =>
      `If this is your only console, first press Ctrl-C, and at the end continue with --resume. Write the next line into ${file}, then run: sudo udevadm control --reload && sudo udevadm trigger -s input -c change && sudo asan-kiosk settings keep ${file}`,
  },
};
