import type { TechnicianText } from '../words/troubles/technician-text.ts';

export type AcceptanceCode =
  | `ACC-10${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `ACC-11${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

const RULE =
  'Press Ctrl-C. Write the udev rule that the test printed, with its LIBINPUT_CALIBRATION_MATRIX, into the file that the test named. Then run the printed command.';
const REPEAT =
  'Run `sudo asan-kiosk accept --resume`. The test starts the screen with the new rule. Do not restart `asan-glass` at a new cabinet: the screen takes your console.';

export const ACCEPTANCE_TEXTS: Readonly<Record<AcceptanceCode, TechnicianText>> = {
  'ACC-101': {
    title: 'Touch screen is turned',
    means: 'Touches arrive a quarter or half a turn away from the finger: the panel is mounted turned.',
    todo: [RULE, REPEAT],
  },
  'ACC-102': {
    title: 'Touch screen is mirrored',
    means:
      'Touches arrive on the other side of the middle: one axis of the panel is reversed, or the axes are exchanged.',
    todo: [RULE, REPEAT],
  },
  'ACC-103': {
    title: 'Touches arrive beside the finger',
    means:
      'Touches arrive more than 10 mm beside their targets, and all of them are shifted or scaled in the same way.',
    todo: [RULE, REPEAT, 'If the fault comes back, look whether the panel is firmly in its frame.'],
  },
  'ACC-104': {
    title: 'Touches do not fit together',
    means:
      'The four touches are not on their targets, and no turn, mirroring, shift or scale of the panel explains all four.',
    todo: [
      'Touch the middle of each target once more, with one finger.',
      'If the fault stays, exchange the touch controller.',
    ],
  },
  'ACC-105': {
    title: 'No touch arrived',
    means: 'The page of the test waited 90 s for a touch, and no touch of the panel reached it.',
    todo: [
      'If you did not touch the target within 90 s, repeat the step, and watch the screen.',
      'Look at the USB cable of the touch panel; `sudo libinput list-devices` shows whether the system finds the panel.',
      'Look whether a udev rule has LIBINPUT_IGNORE_DEVICE for the panel.',
    ],
  },
  'ACC-106': {
    title: 'Screen does not show the page of the test',
    means: 'The browser of the kiosk did not open the page of the acceptance test within 90 s.',
    todo: [
      'Repeat the step, with Enter or `--only touch`: the first start of the browser takes longer on a slow or busy machine.',
      'Read the reason in `sudo journalctl -b -u asan-glass`.',
      'Run the test with `sudo`: as the kiosk’s user, the test starts no screen.',
    ],
  },
  'ACC-107': {
    title: 'Letters on the paper are wrong',
    means:
      'The technician says that the letters on the test paper are wrong or hard to read, or that no paper came out. If letters of Azerbaijani or Russian became other letters, the profile names another model than the printer.',
    todo: [
      'Compare devices.printer.model of the profile with the label of the printer.',
      'Run `sudo asan-kiosk printer test-page --model NAME` with other models, and choose the model with the right letters.',
      'If no paper came out or the print is pale, look at the roll, and clean the print head.',
    ],
  },
  'ACC-108': {
    title: 'Wrong code was read',
    means: 'The code that the scanner read, or that was typed, is not the code that was just printed.',
    todo: [
      'Hold the newest test paper to the scanner, or type its letters again.',
      'If it fails again with this paper, clean the print head and the window of the scanner.',
    ],
  },
  'ACC-109': {
    title: 'Code was not read',
    means: 'The scanner is connected, but sent no code within 90 s.',
    todo: [
      'Hold the code flat before the window of the scanner, about 10 cm away.',
      'Look whether the light of the scanner is on. Scan the code in the manual of the scanner that switches QR codes on.',
    ],
  },
  'ACC-110': {
    title: 'Light was not seen',
    means: 'The kiosk switched the line of a light on and off, and the technician did not see the light blink.',
    todo: [
      'Look at the cable and the power supply of the light.',
      'Compare chip and offset of the line in the profile with the wiring. `sudo asan-kiosk lines set NAME blink` lets the light blink.',
    ],
  },
  'ACC-111': {
    title: 'Key did not arrive',
    means:
      'The kiosk did not get the signal of every key within 90 s, or the technician says so. Or a key sent a code that no key table of the program has. Or the technician chose no keypad.',
    todo: [
      'Watch the keys with `sudo asan-kiosk keypad watch`.',
      'Choose the default key table with the utility of the keypad’s maker, or exchange the keypad.',
    ],
  },
  'ACC-112': {
    title: 'Contact did not change',
    means:
      'An input line, such as the contact of the door or the presence sensor, did not change and change back within 90 s.',
    todo: [
      'Look at the contact or sensor and its cable.',
      'Compare chip, offset and activeLow of the line in the profile. `sudo asan-kiosk lines watch` shows every change.',
    ],
  },
  'ACC-113': {
    title: 'Sheet was not legible',
    means:
      'The printer reports that the sheet came out. But the technician says that it did not come out or is hard to read, or typed other letters than the sheet has.',
    todo: ['Look whether the sheet came out at all, and where.', "Print the printer's own test page from its menu."],
  },
  'ACC-114': {
    title: 'No document arrived, or its chip was not read',
    means:
      'The technician put no document into the reader within 90 s. Or the reader read only the printed zone, although the profile has a chip reader.',
    todo: [
      'Put a specimen in, and leave it there. Its zone (the lines with `<`) must lie on the glass of the reader.',
      'If only the zone was read, take a specimen with a chip.',
    ],
  },
  'ACC-115': {
    title: 'No note arrived, or it was not given back',
    means:
      'The technician put in no note within 90 s, or the validator refused the note. Or the validator did not report that it gave the note back: the note may be in the cassette.',
    todo: [
      'Put in a clean note, flat and straight; `sudo asan-kiosk bill-validator status` lists the notes of the validator.',
      'If a note went in and did not come back, look into the mouth and the cassette, and at `sudo asan-kiosk ledger cash`.',
    ],
  },
  'ACC-116': {
    title: 'Tone was not heard',
    means: 'The page played a tone, and the technician did not hear it.',
    todo: [
      'Look at the plug of the loudspeaker and at the volume (`alsamixer`).',
      'Look which sound output the machine has: `aplay -l`.',
    ],
  },
  'ACC-117': {
    title: 'Money is open',
    means:
      'A card sale or a bank note of this kiosk is not settled yet. Or staff must settle an application, or the outcome of a payment by hand is unknown. The kiosk tests neither terminal nor validator meanwhile. A trial sale would hide the last transaction of the terminal.',
    todo: [
      'Start the kiosk without its screen, which would take your console: `sudo systemctl mask --runtime asan-glass`, then `sudo systemctl start asan-kiosk`.',
      'Wait until `sudo asan-kiosk ledger open` says `nothing is open`. Then run `sudo systemctl stop asan-kiosk.service asan-kiosk.socket`, `sudo systemctl unmask --runtime asan-glass` and `sudo asan-kiosk accept --resume`.',
      'If the message names a payment by hand, run `sudo asan-kiosk terminal inquire`.',
      'Settle the payments that the kiosk leaves to staff, with the kiosk stopped: `sudo asan-kiosk ledger settle REFERENCE --as RESULT --by INITIALS`, with `not-paid`, `returned` or `paid`.',
    ],
  },
  'ACC-118': {
    title: 'Trial was not paid',
    means:
      'The bank declined the trial sale, or it was cancelled at the terminal. Or its answer was lost, and the terminal has no such sale. No money moved.',
    todo: [
      'Try again with another card.',
      "Ask the bank whether the terminal's contract is active and accepts sales of 0.01 ₼. A declined sale has the result code in the message.",
    ],
  },
  'ACC-119': {
    title: 'Acceptance test was started on the console of the screen',
    means:
      'The acceptance test was started on the first console (`/dev/tty1`). The kiosk’s browser takes this console for the screen. This would end the test.',
    todo: [
      'Run `sudo asan-kiosk accept --resume` at the second console (Alt+F2) where you are logged in, or by `ssh`. A locked machine takes no new login at a console.',
    ],
  },
};
