import type { KeypadTrouble } from '../../drivers/keypad/contract.ts';
import type { LineTrouble } from '../../drivers/lines/contract.ts';
import type { ScannerTrouble } from '../../drivers/scanner/contract.ts';
import type { SpeechTrouble } from '../speech/voice.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

export type PeripheralCode =
  | 'LNK-121'
  | 'SCN-101'
  | 'KPD-101'
  | LineTrouble['code']
  | ScannerTrouble['code']
  | KeypadTrouble['code']
  | SpeechTrouble['code'];

export const PERIPHERAL_TEXTS: Readonly<Record<PeripheralCode, TechnicianText>> = {
  'LNK-121': {
    title: 'File is not a trace',
    means:
      'A recorded trace cannot be read: the file is no trace, or it was edited. If only its last line was cut short, the trace can be read.',
    todo: ['Look at the line that the message names.', 'Record the trace again with `--record`.'],
  },
  'SCN-101': {
    title: 'Scanner is not connected',
    means:
      'The profile names a scanner, but no USB device with its ids is connected, or several devices have these ids. Citizens type their codes.',
    todo: [
      'Plug in the USB cable of the scanner: its light must come on.',
      'Compare `devices.scanner.link` of the profile with `sudo asan-kiosk find`.',
      'Run `sudo asan-kiosk scanner watch`, which names the reason.',
    ],
  },
  'SCN-102': {
    title: 'Scanner types like a keyboard',
    means: 'The scanner is in keyboard mode: it types what it reads into the program with the focus.',
    todo: ['Scan the code for HID POS mode in the manual of the scanner.', 'Run `sudo asan-kiosk doctor` again.'],
  },
  'SCN-103': {
    title: 'Code was cut short',
    means: 'The scanner sends a code in several reports, and one of them did not arrive or the scanner was unplugged.',
    todo: [
      'If it happens once, hold the code to the scanner again.',
      'If it is frequent, exchange the USB cable or the hub.',
    ],
  },
  'SCN-104': {
    title: 'Reports of the scanner are not understood',
    means:
      'The reports of the scanner do not have the layout that the scanner declares, or that its model in the profile has.',
    todo: [
      'Compare the model in the profile with the label of the scanner.',
      'Watch the reports with `sudo asan-kiosk scanner watch`.',
    ],
  },
  'KPD-101': {
    title: 'Keypad is not connected',
    means:
      'The profile names a keypad, but no USB device with its ids is connected, or several devices have these ids. Citizens touch the screen.',
    todo: [
      'Plug in the USB cable of the keypad.',
      'Compare `devices.keypad.link` of the profile with `sudo asan-kiosk find`.',
      'Run `sudo asan-kiosk keypad watch`, which names the reason.',
    ],
  },
  'KPD-102': {
    title: 'Key is stuck',
    means:
      'A key of the keypad has been down for 30 s, longer than a person presses a key. The kiosk ignores this key; the other keys work.',
    todo: ['Free the key.', 'If the fault stays, exchange the keypad.'],
  },
  'SPK-101': {
    title: 'Voice is not installed',
    means: 'The program `espeak-ng` is missing. The keypad works, but a citizen with headphones hears no words.',
    todo: ['Install the package: `sudo apt-get install espeak-ng`.', 'Run `sudo asan-kiosk doctor` again.'],
  },
  'SPK-102': {
    title: 'Voice gave no sound',
    means:
      'The program `espeak-ng` ended with an error, or needed more than 5 s for one text. The page says the next text.',
    todo: [
      'Run `espeak-ng -v en --stdout hello | wc -c`: it must print a number over 44.',
      'If it prints an error, install the package again: `sudo apt-get install --reinstall espeak-ng espeak-ng-data`.',
    ],
  },
  'SPK-103': {
    title: 'Too many texts wait for the voice',
    means:
      'The page asked for more texts at once than the voice can make. The kiosk dropped the oldest text that waited.',
    todo: ['If it is frequent, look at the load of the board with `top`.'],
  },
  'LIN-101': {
    title: 'No such line',
    means: 'The chip or the offset in the profile does not exist on this board.',
    todo: ['Compare chip and offset in the profile with `gpiodetect` and `gpioinfo`.'],
  },
  'LIN-102': {
    title: 'Line may not be opened',
    means: 'The user of the kiosk may not open the GPIO chip, or cannot run the tools of libgpiod.',
    todo: [
      'On an installed kiosk, run `sudo udevadm trigger --subsystem-match=gpio`; the udev rule is in `71-asan-kiosk-devices.rules`.',
      'For another user, look at the group of /dev/gpiochip*, and put the user into this group.',
    ],
  },
  'LIN-103': {
    title: 'Line disappeared',
    means:
      'A line disappeared while the kiosk used it, or its tool ended with an unknown error. If it is the line of the door, the kiosk takes the door for open: it may be tampering.',
    todo: ['Look for tampering first.', 'Look at the cable of the line, and at the GPIO adapter.'],
  },
  'LIN-104': {
    title: 'No GPIO here',
    means:
      'The kernel lacks the GPIO interface that `lines.adapter` of the profile needs. Or the tools of libgpiod 2 are missing or of another version. Or the lines of the profile are simulated.',
    todo: [
      'Install the tools with `sudo apt-get install gpiod`.',
      'If the kernel has no sysfs GPIO, write `adapter: libgpiod` into the profile.',
    ],
  },
  'LIN-105': {
    title: 'Line is taken',
    means: 'Another program uses the line.',
    todo: [
      'Run `gpioinfo`: it shows the name of the program that uses the line.',
      'If it is the kiosk, stop the kiosk before you use `sudo asan-kiosk lines`.',
    ],
  },
  'LIN-106': {
    title: 'Line does not answer',
    means: 'The kiosk could not open or read the line in time.',
    todo: ['Try again.', 'If the line stays silent, restart the machine and look at `sudo dmesg`.'],
  },
};
