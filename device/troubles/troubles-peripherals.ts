import type { KeypadTrouble } from '../../drivers/keypad/contract.ts';
import type { LineTrouble } from '../../drivers/lines/contract.ts';
import type { ScannerTrouble } from '../../drivers/scanner/contract.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

export type PeripheralCode =
  | 'LNK-121'
  | 'SCN-101'
  | 'KPD-101'
  | LineTrouble['code']
  | ScannerTrouble['code']
  | KeypadTrouble['code'];

export const PERIPHERAL_TEXTS: Readonly<Record<PeripheralCode, TechnicianText>> = {
  'LNK-121': {
    title: 'File is not a trace',
    means:
      'A recorded trace cannot be read: the file is no trace, or it was edited. A last line that was cut short is no fault.',
    todo: ['Look at the line that the message names.', 'Record again with `--record`.'],
  },
  'SCN-101': {
    title: 'Scanner is not connected',
    means:
      'The profile names a scanner, and no USB device with its ids answers, or several have these ids. Citizens type their codes.',
    todo: [
      'Plug in the USB cable of the scanner; the scanner lights up.',
      'Compare `devices.scanner.link` of the profile with `asan-kiosk find`.',
      'Run `asan-kiosk scanner watch`, which names the reason.',
    ],
  },
  'SCN-102': {
    title: 'Scanner types like a keyboard',
    means: 'The scanner is in keyboard mode: it types what it reads into the program with the focus.',
    todo: ['Scan the code for HID POS mode in its manual.', 'Run `asan-kiosk doctor` again.'],
  },
  'SCN-103': {
    title: 'Code was cut short',
    means: 'A code takes several reports, and one of them did not arrive.',
    todo: ['Hold the code there again if it happens once.', 'Change the cable or the hub if it is frequent.'],
  },
  'SCN-104': {
    title: 'Reports of the scanner are not understood',
    means: 'The reports of the scanner do not have the layout of the model in the profile.',
    todo: ['Compare the model with the label.', 'Watch the reports with `asan-kiosk scanner watch`.'],
  },
  'KPD-101': {
    title: 'Keypad is not connected',
    means:
      'The profile names a keypad, and no USB device with its ids answers, or several have these ids. Citizens touch the screen.',
    todo: [
      'Plug in the USB cable of the keypad.',
      'Compare `devices.keypad.link` of the profile with `asan-kiosk find`.',
      'Run `asan-kiosk keypad watch`, which names the reason.',
    ],
  },
  'KPD-102': {
    title: 'Key is stuck',
    means: 'A key of the keypad has been down for longer than a person presses it. The other keys work.',
    todo: ['Free the key.', 'Change the keypad if the fault stays.'],
  },
  'LIN-101': {
    title: 'No such line',
    means: 'The chip or the offset in the profile does not exist on this board.',
    todo: ['Compare chip and offset in the profile with `gpiodetect` and `gpioinfo`.'],
  },
  'LIN-102': {
    title: 'Line may not be opened',
    means: 'The user of the service may not open the GPIO chip, or cannot run the tool of libgpiod.',
    todo: [
      'Run `sudo udevadm trigger --subsystem-match=gpio` on an installed kiosk; the rule is in `71-asan-kiosk-devices.rules`.',
      'Look at the group of /dev/gpiochip* for another user, and put the user into this group.',
    ],
  },
  'LIN-103': {
    title: 'Line disappeared',
    means:
      'An open line has disappeared, or its tool ended with an unknown error. For a door this counts as tampering.',
    todo: ['Look for tampering first.', 'Look at the cable of the line.'],
  },
  'LIN-104': {
    title: 'No GPIO here',
    means:
      'This kernel lacks the GPIO interface of the adapter, or the tools of libgpiod 2 are missing. Or the lines of the profile are simulated.',
    todo: [
      'Install the tools with `apt-get install gpiod`.',
      'Set `adapter: libgpiod` if the kernel has no sysfs GPIO.',
    ],
  },
  'LIN-105': {
    title: 'Line is taken',
    means: 'Another program uses the line.',
    todo: ['Look for its name in `gpioinfo`.', 'Stop the kiosk before you use the hand tool.'],
  },
  'LIN-106': {
    title: 'Line does not answer',
    means: 'The state of the line was not known in time.',
    todo: ['Try again.', 'Restart the machine and look at `dmesg` if the line stays silent.'],
  },
};
