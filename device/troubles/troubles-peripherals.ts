import type { KeypadTrouble } from '../../drivers/keypad/contract.ts';
import type { LineTrouble } from '../../drivers/lines/contract.ts';
import type { ScannerTrouble } from '../../drivers/scanner/contract.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Codes of devices besides reader, terminal and printer, from the hand tools and the doctor. */
export type PeripheralCode = 'LNK-121' | LineTrouble['code'] | ScannerTrouble['code'] | KeypadTrouble['code'];

export const PERIPHERALS: Readonly<Record<PeripheralCode, TechnicianText>> = {
  'LNK-121': {
    title: 'File is not a trace',
    means:
      'A recorded wire can not be read: it is no trace, or it was edited. A last line that was cut short is no fault.',
    todo: ['The message names the line.', 'Record again with `--record`.'],
  },
  'SCN-102': {
    title: 'Scanner types like a keyboard',
    means: 'The scanner is set to keyboard mode: what it reads is typed into whatever has the focus.',
    todo: ['Scan the code for HID POS mode in its manual.', 'Run `asan-kiosk doctor` again.'],
  },
  'SCN-103': {
    title: 'Code was cut short',
    means: 'A code takes several reports, and one of them never came.',
    todo: ['Once: hold the code there again.', 'Often: change the cable or the hub.'],
  },
  'SCN-104': {
    title: 'Scanner makes no sense',
    means: 'Its reports do not have the layout of the model in the profile.',
    todo: ['Compare the model with the label.', 'Watch what comes with `asan-kiosk scanner watch`.'],
  },
  'KPD-102': {
    title: 'Key is stuck',
    means: 'A key of the keypad has been down for longer than anybody presses one. The other keys go on working.',
    todo: ['Free the key.', 'If it stays, change the keypad.'],
  },
  'LIN-101': {
    title: 'No such line',
    means: 'The chip or the offset in the profile does not exist on this board.',
    todo: ['Compare chip and offset in the profile with `gpiodetect` and `gpioinfo`.'],
  },
  'LIN-102': {
    title: 'Line may not be opened',
    means: 'The user of the service may not open the GPIO chip.',
    todo: [
      'Of an installed kiosk: `sudo udevadm trigger --subsystem-match=gpio`; the rule is in `71-asan-kiosk-devices.rules`.',
      'Of another user: look at the group of /dev/gpiochip*, and put the user into it.',
    ],
  },
  'LIN-103': {
    title: 'Line went away',
    means: 'A line that was open is gone. On a door this is treated as tampering.',
    todo: ['Look for tampering first.', 'Look at the cable of the line.'],
  },
  'LIN-104': {
    title: 'No GPIO here',
    means: 'This kernel has no GPIO of the kind the adapter needs, or the tools of libgpiod are missing.',
    todo: ['Install them with `apt-get install gpiod`.', 'Set `adapter: libgpiod` where the kernel has no sysfs GPIO.'],
  },
  'LIN-105': {
    title: 'Line is taken',
    means: 'Another program holds the line.',
    todo: ['See its name in `gpioinfo`.', 'The hand tool works while the kiosk is stopped.'],
  },
  'LIN-106': {
    title: 'Line does not answer',
    means: 'The line was not known within its time.',
    todo: ['Try again.', 'If it stays silent, restart the machine and look at `dmesg`.'],
  },
};
