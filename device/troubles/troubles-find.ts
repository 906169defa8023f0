import type { TechnicianText } from '../words/troubles/technician-text.ts';

export type FindCode = `FND-10${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

export const FIND_TEXTS: Readonly<Record<FindCode, TechnicianText>> = {
  'FND-101': {
    title: 'Unknown device sends data',
    means:
      'A device at a serial port sends bytes that fit no protocol that the kiosk knows, or sends them at an unusual speed.',
    todo: [
      'Look whether the device at this port belongs to the cabinet.',
      'Set a document reader to 9600 baud and plain lines with the tool of its maker.',
    ],
  },
  'FND-102': {
    title: 'Port echoes what is sent',
    means:
      'The port returns the bytes that the kiosk sends: two pins of the plug are joined, or the echo of the device is on.',
    todo: ['Take the test plug out.', 'Switch the echo of the device off.'],
  },
  'FND-103': {
    title: 'Port belongs to the running kiosk',
    means:
      "The running kiosk uses the device at this port, so the search leaves the port alone: two programs would take each other's answers.",
    todo: [
      "Look at the state of the device on the technician's page.",
      'If a device was replaced, run `sudo asan-kiosk provision --devices`: it stops the kiosk for the search and starts it again.',
      'Before `sudo asan-kiosk find`, run `sudo systemctl stop asan-kiosk`: the kiosk then ends after the current visit.',
    ],
  },
  'FND-104': {
    title: 'A sale is in doubt',
    means:
      'The outcome of a card sale of the kiosk or of a payment by hand is not known yet. Or the record of a payment by hand cannot be read. The search sends nothing to any port: only the last transaction of the terminal can show the outcome.',
    todo: [
      'Run the kiosk until `sudo asan-kiosk ledger open` no longer lists the sale.',
      'If the message names a payment by hand, run `sudo asan-kiosk terminal inquire`.',
      'Then search again.',
    ],
  },
  'FND-105': {
    title: 'Port is the console of the machine',
    means:
      'The operating system writes its messages to this port and takes commands from it, so no device can be there.',
    todo: [
      'Remove `console=` for this port from the command line of the kernel.',
      'Or plug the device into another port.',
    ],
  },
  'FND-106': {
    title: 'Speed differs',
    means:
      'The device is at this port and speaks its protocol, but at another speed (baud rate) than the profile says.',
    todo: [
      'Set the device to the speed of the profile. Or ask the office for an order with the found speed; without an order, write this speed into the profile.',
    ],
  },
  'FND-107': {
    title: 'Device is at another port',
    means:
      'Another device than the named one answers at this port. Or nothing answers here, and the named device answers at another port. `provision` then changes nothing.',
    todo: [
      'Exchange the two plugs. If the named port is empty, move the plug of the device to it.',
      'If the plugs are right, exchange the two ports in the profile, or ask the office for an order with the ports of the message.',
    ],
  },
  'FND-108': {
    title: 'Nothing answers',
    means:
      'The port opens, but no device answers: the device is off, its cable is wrong, or no device is there. Or no document was put into the document reader.',
    todo: [
      'Look at the power of the device.',
      'Look at the cable of the device: some devices need crossed lines (null modem), some straight lines.',
    ],
  },
  'FND-109': {
    title: 'Protocol differs',
    means: 'The device answers, but in another protocol or with another table than in the profile.',
    todo: [
      'Write the driver and model that the label of the device says into the profile.',
      'Or set the device to the protocol of the profile with the tool of its maker.',
    ],
  },
};
