import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { restartCommand } from './start-anew.ts';

export type AcceptanceCode =
  | `ACC-10${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `ACC-11${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

export const ACCEPTANCE_TEXTS: Readonly<Record<AcceptanceCode, TechnicianText>> = {
  'ACC-101': {
    title: 'Touch screen is turned',
    means: 'Touches arrive a quarter or half a turn away from the finger: the panel is mounted turned.',
    todo: [
      'Write the udev rule that the test prints, with its LIBINPUT_CALIBRATION_MATRIX, and restart the glass.',
      'Try this step alone with `asan-kiosk accept --only touch`; its report accepts nothing. Then run `asan-kiosk accept` again.',
    ],
  },
  'ACC-102': {
    title: 'Touch screen is mirrored',
    means:
      'Touches arrive on the other side of the middle: one axis of the panel is reversed, or the axes are exchanged.',
    todo: [
      'Write the udev rule that the test prints, with its LIBINPUT_CALIBRATION_MATRIX, and restart the glass.',
      'Try this step alone with `asan-kiosk accept --only touch`; its report accepts nothing. Then run `asan-kiosk accept` again.',
    ],
  },
  'ACC-103': {
    title: 'Touches arrive beside the finger',
    means: 'Touches are shifted or scaled by more than half a finger.',
    todo: [
      'Write the udev rule that the test prints, with its LIBINPUT_CALIBRATION_MATRIX, and restart the glass.',
      'If the fault comes back, look whether the panel is firmly in its frame.',
    ],
  },
  'ACC-104': {
    title: 'Touches do not fit together',
    means: 'No turn, mirroring or shift explains the positions of the four touches.',
    todo: [
      'Touch the middle of each target once more, with one finger.',
      'If the fault stays, change the touch controller.',
    ],
  },
  'ACC-105': {
    title: 'No touch arrived',
    means: 'The page waited for a touch, and no touch of the panel reached it in time.',
    todo: [
      'If you did not touch within a minute, start the step again, and watch the screen.',
      'Look at the USB cable of the touch panel; `libinput list-devices` shows whether the system has it.',
      'Look whether a udev rule has LIBINPUT_IGNORE_DEVICE for it.',
    ],
  },
  'ACC-106': {
    title: 'Glass does not show the page',
    means: 'The browser of the kiosk did not open the page of the acceptance test.',
    todo: [
      'Repeat the step, with Enter or `--only touch`: the first start of the browser takes longer on a slow or busy machine.',
      'Read the reason in `journalctl -b -u asan-glass`.',
      `Run \`${restartCommand('asan-glass.service')}\`, or run the test as root. As the kiosk’s user, the test starts no screen.`,
    ],
  },
  'ACC-107': {
    title: 'Letters on the paper are wrong',
    means:
      'Letters of Azerbaijani or Russian are printed as other letters: the model in the profile is not the model of the printer.',
    todo: [
      'Compare devices.printer.model of the profile with the label of the printer.',
      'Print `asan-kiosk printer test-page --model NAME` with other models, and choose the model with the right letters.',
    ],
  },
  'ACC-108': {
    title: 'Wrong code was read',
    means: 'The code that the scanner read, or that was typed, is not the code that was just printed.',
    todo: [
      'Hold the newest paper to the scanner.',
      'If it is that paper, clean the print head, and look at the window of the scanner.',
    ],
  },
  'ACC-109': {
    title: 'Code was not read',
    means: 'The scanner is connected, and read nothing from the paper.',
    todo: [
      'Hold the code flat before the window of the scanner, about 10 cm away.',
      'Look whether the scanner lights. Scan the code in its manual that allows QR codes.',
    ],
  },
  'ACC-110': {
    title: 'Light was not seen',
    means: 'The line of a light was switched, and the technician did not see it blink.',
    todo: [
      'Look at the cable and the supply of the light.',
      'Compare chip and offset of the line in the profile with the wiring. `asan-kiosk lines set NAME blink` makes it blink.',
    ],
  },
  'ACC-111': {
    title: 'Key did not arrive',
    means: 'A key of the keypad did not arrive, or arrived as a key that no table has. Or no keypad was chosen.',
    todo: [
      'Watch the keys with `asan-kiosk keypad watch`.',
      'Choose the default table with the utility of its maker, or change the keypad.',
    ],
  },
  'ACC-112': {
    title: 'Contact did not change',
    means: 'The line of a door or of the presence did not change and change back in the time of the step.',
    todo: [
      'Look at the switch and its cable.',
      'Compare chip, offset and activeLow of the line in the profile. `asan-kiosk lines watch` shows every change.',
    ],
  },
  'ACC-113': {
    title: 'Sheet was not legible',
    means: 'The printer reports that the sheet came out, but the technician could not read it or typed other letters.',
    todo: ['Look whether the sheet came out at all, and where.', "Print the printer's own test page from its menu."],
  },
  'ACC-114': {
    title: 'No document arrived',
    means: 'No document was put into the reader in time, or its chip was not read although the cabinet reads chips.',
    todo: [
      'Put a specimen in with its zone (the lines of < letters) towards the glass of the reader, and leave it there.',
      'Take a specimen with a chip.',
    ],
  },
  'ACC-115': {
    title: 'No note arrived, or it was not given back',
    means: 'The validator accepted no note in time, refused it, or did not report that it went back.',
    todo: [
      'Put in a clean note, flat and straight; `asan-kiosk bill-validator status` lists the notes of the validator.',
      'Look into the mouth and the cassette before the cabinet is used.',
    ],
  },
  'ACC-116': {
    title: 'Tone was not heard',
    means: 'The page played a tone, and the technician did not hear it.',
    todo: ['Look at plug and volume (`alsamixer`).', 'Look which output is used: `aplay -l`.'],
  },
  'ACC-117': {
    title: 'Money is open',
    means:
      'A sale or a bank note of this kiosk is in doubt or owed, or the outcome of a payment by hand is unknown. A trial would become the last transaction of the terminal and hide it, so there is no trial.',
    todo: [
      'Run `asan-kiosk ledger open` to see what is open. Run the kiosk until it is settled.',
      'If the message names a payment by hand, run `asan-kiosk terminal inquire`.',
      'Settle with `asan-kiosk ledger settle` what the kiosk can never settle.',
    ],
  },
  'ACC-118': {
    title: 'Trial was not paid',
    means: 'The bank declined the trial sale, or it was cancelled at the terminal. No money moved.',
    todo: [
      'Try again with another card.',
      "Ask the bank whether the terminal's contract is active and accepts sales of 0.01. The result is in the detail.",
    ],
  },
  'ACC-119': {
    title: 'Terminal is where the screen appears',
    means:
      'The acceptance test was started on the first console. The screen takes this console, and the test would end.',
    todo: [
      'Go on with `sudo asan-kiosk accept --resume` at the second console (Alt+F2) where you are logged in, or by `ssh`. A locked machine takes no new login at a console.',
    ],
  },
};
