import type { TechnicianText } from './citizen/technician-text.ts';

/** Codes of the search for the devices of a cabinet. */
export type FindCode = 'FND-101' | 'FND-102' | 'FND-103' | 'FND-104' | 'FND-105';

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
    todo: ['See its state on the page of the technician.', '`systemctl stop asan-kiosk` ends it after the visit.'],
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
};
