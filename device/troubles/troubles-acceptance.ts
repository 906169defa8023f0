import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { startAnew } from './start-anew.ts';

/** Findings of a cabinet's acceptance test that no device reports. */
export type AcceptanceCode =
  | `ACC-10${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `ACC-11${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

export const ACCEPTANCE: Readonly<Record<AcceptanceCode, TechnicianText>> = {
  'ACC-101': {
    title: 'Touch screen is turned',
    means: 'Touches come a quarter or half a turn away from where the finger is: the panel is mounted turned.',
    todo: [
      'Write the udev rule that the test prints, with its LIBINPUT_CALIBRATION_MATRIX, and start the glass again.',
      'Try this step alone with `asan-kiosk accept --only touch`, whose report accepts nothing; then run `asan-kiosk accept` again.',
    ],
  },
  'ACC-102': {
    title: 'Touch screen is mirrored',
    means: 'Touches come on the other side of the middle: one axis of the panel runs backwards, or both are exchanged.',
    todo: [
      'Write the udev rule that the test prints, with its LIBINPUT_CALIBRATION_MATRIX, and start the glass again.',
      'Try this step alone with `asan-kiosk accept --only touch`, whose report accepts nothing; then run `asan-kiosk accept` again.',
    ],
  },
  'ACC-103': {
    title: 'Touches come beside the finger',
    means: 'Touches are shifted or scaled by more than half a finger.',
    todo: [
      'Write the udev rule that the test prints, with its LIBINPUT_CALIBRATION_MATRIX, and start the glass again.',
      'If it comes back, look whether the panel sits firmly in its frame.',
    ],
  },
  'ACC-104': {
    title: 'Touches do not fit together',
    means: 'No turning, mirroring or shifting explains where the four touches came.',
    todo: ['Touch the middle of each target once more, with one finger.', 'If it stays, change the touch controller.'],
  },
  'ACC-105': {
    title: 'No touch came',
    means: 'The page showed a target, and no touch of the panel reached it.',
    todo: [
      'Not touched within a minute? Ask for the step once more, and watch the screen.',
      'Look at the USB cable of the touch panel; `libinput list-devices` shows whether the system has it.',
      'Look whether a udev rule has LIBINPUT_IGNORE_DEVICE for it.',
    ],
  },
  'ACC-106': {
    title: 'Glass does not show the page',
    means: 'The browser of the kiosk did not come to the page of the acceptance test.',
    todo: [
      'Take the step again, with Enter or `--only touch`: the first start of the browser takes longer on a slow or busy machine.',
      'See why it does not come: `journalctl -b -u asan-glass`.',
      `The test runs as the kiosk’s user, so it starts no screen: \`${startAnew('asan-glass.service')}\`, or run it as root.`,
    ],
  },
  'ACC-107': {
    title: 'Letters on the paper are wrong',
    means:
      'Letters of Azerbaijani or Russian came out as others: the model in the profile is not the printer that is there.',
    todo: [
      'Compare devices.printer.model of the profile with the label of the printer.',
      'Print `asan-kiosk printer test-page --model NAME` with another model, and take the one whose letters are right.',
    ],
  },
  'ACC-108': {
    title: 'Code was read as another',
    means: 'What the scanner read, or what was typed, is not what was printed just now.',
    todo: [
      'Hold the paper that came out last to the scanner.',
      'If it is that paper, clean the print head, and look at the window of the scanner.',
    ],
  },
  'ACC-109': {
    title: 'Code was not read',
    means: 'The scanner is there, and read nothing of the paper that was held to it.',
    todo: [
      'Hold the code flat before the window, a hand away from it.',
      'Look whether the scanner lights; scan the code in its manual that allows QR codes.',
    ],
  },
  'ACC-110': {
    title: 'Light was not seen',
    means: 'The line of a light was switched, and nobody saw it blink.',
    todo: [
      'Look at the cable and the supply of the light.',
      'Compare chip and offset of the line in the profile with where it is wired; `asan-kiosk lines set NAME blink` shows it.',
    ],
  },
  'ACC-111': {
    title: 'Key did not come',
    means: 'A key of the keypad was pressed and did not come, or came as one that no table has.',
    todo: [
      'Watch what comes with `asan-kiosk keypad watch`.',
      'Choose the default table with the utility of its maker, or change the keypad.',
    ],
  },
  'ACC-112': {
    title: 'Contact did not change',
    means: 'The door was opened and closed, or somebody came and went, and the line stayed as it was.',
    todo: [
      'Look at the switch and its cable.',
      'Compare chip, offset and activeLow of the line in the profile; `asan-kiosk lines watch` shows every change.',
    ],
  },
  'ACC-113': {
    title: 'Sheet was not legible',
    means: 'The printer says that the sheet came out, and its letters were not those that were printed.',
    todo: ['Look whether the sheet came out at all, and where.', "Print the printer's own test page from its menu."],
  },
  'ACC-114': {
    title: 'No document came',
    means: 'No document came into the reader in time, or its chip was not read although the cabinet reads chips.',
    todo: [
      'Put a specimen in with its zone (the lines of < letters) towards the glass, and leave it there.',
      'Take a specimen with a chip.',
    ],
  },
  'ACC-115': {
    title: 'No note came, or it was not given back',
    means: 'The validator took no note in time, refused it, or did not say that it went back.',
    todo: [
      'Put in a clean note, flat and straight; `asan-kiosk bill-validator status` lists those that it knows.',
      'Look into the mouth and the cassette before the cabinet is used.',
    ],
  },
  'ACC-116': {
    title: 'Tone was not heard',
    means: 'The page played a tone, and nobody heard it.',
    todo: ['Look at plug and volume (`alsamixer`).', 'See which output is used: `aplay -l`.'],
  },
  'ACC-117': {
    title: 'Money is open',
    means:
      'A sale or a note of this kiosk is in doubt or owed. A trial would become the last transaction of the terminal and hide it, so none is made.',
    todo: [
      'See what is open: `asan-kiosk ledger open`; start the kiosk until it is settled.',
      'What the kiosk can never settle is for `asan-kiosk ledger settle`.',
    ],
  },
  'ACC-118': {
    title: 'Trial was not paid',
    means: 'The bank declined the sale of the trial, or it was cancelled at the terminal. No money moved.',
    todo: [
      'Try again with another card.',
      "Ask the bank whether the terminal's contract is active and takes sales of 0.01; the result is in the detail.",
    ],
  },
  'ACC-119': {
    title: 'Terminal is where the screen comes',
    means: 'The acceptance test was begun on the first console, which the screen takes: the test would end with it.',
    todo: ['Press Alt+F2 and log in there, or log in by `ssh`; then go on with `sudo asan-kiosk accept --resume`.'],
  },
};
