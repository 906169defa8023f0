import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Codes of the search for devices. */
export type FindCode = `FND-10${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

export const FIND: Readonly<Record<FindCode, TechnicianText>> = {
  'FND-101': {
    title: 'Something unknown speaks',
    means:
      'Bytes come from a serial port by themselves, and they are of no protocol that the kiosk knows, or of one at another speed.',
    todo: [
      'Compare what is plugged in there with the list of the cabinet.',
      'A reader of documents: set it to 9600 baud and plain lines with the tool of its maker.',
    ],
  },
  'FND-102': {
    title: 'Port gives back what is said to it',
    means: 'Two pins of the plug are joined, or the device has its echo switched on.',
    todo: ['Take the test plug out.', 'Switch the echo of the device off.'],
  },
  'FND-103': {
    title: 'Port is of the running kiosk',
    means: 'The kiosk that runs here has this device; two programs would each take the answers of the other.',
    todo: [
      'See the state of the device on the page of the technician.',
      'A device was replaced: `sudo asan-kiosk provision --devices` stops the kiosk for the search and starts it again.',
      'For `asan-kiosk find`: `sudo systemctl stop asan-kiosk` ends the kiosk after the visit.',
    ],
  },
  'FND-104': {
    title: 'A sale is in doubt',
    means: 'Nobody knows yet whether a citizen has paid, and the last transaction of the terminal has to say it.',
    todo: ['Start the kiosk until `asan-kiosk ledger open` no longer lists the sale.', 'Then search again.'],
  },
  'FND-105': {
    title: 'Port is the console',
    means: 'The system writes its messages to this port, and takes commands from it.',
    todo: ['Take `console=` for this port out of the command line of the kernel.', 'Use another port.'],
  },
  'FND-106': {
    title: 'Speed is another one',
    means: 'The device is at this port and speaks its protocol, at another speed than the profile says.',
    todo: [
      'Write the speed that was found into the profile or the order, or set the device to the speed that is named.',
    ],
  },
  'FND-107': {
    title: 'Another device is at this port',
    means:
      'The device that answers at this port is a device of the cabinet, but not the one that the profile or the order names here. `provision` changes nothing then.',
    todo: [
      'Exchange the two plugs.',
      'The plugs are right: exchange the two ports in the profile, or ask the office for an order with the ports of the message.',
    ],
  },
  'FND-108': {
    title: 'Nothing answers',
    means:
      'The port can be opened, and what is behind it says nothing: it is off, its cable is the wrong one, or it is not there.',
    todo: [
      'Look at the power of the device.',
      'Look at its cable: some need crossed lines (null modem), some straight ones.',
    ],
  },
  'FND-109': {
    title: 'Protocol is another one',
    means: 'The device is there and speaks, in another protocol or by another table than the profile says.',
    todo: [
      'Choose the driver and model in the profile that its label names.',
      'Set the device to the protocol of the profile with the tool of its maker.',
    ],
  },
};
