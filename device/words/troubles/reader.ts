import type { TechnicianText } from './technician-text.ts';

export const READER = {
  'RDR-101': {
    title: 'Document could not be read',
    citizenSees: 'The card could not be read; take it out and put it in again.',
    means: 'Something was put into the reader, but the data are no machine-readable zone.',
    todo: [
      'Turn the card round, wipe it, and put it in again, if it happens once in a while.',
      'Clean the glass of the reader with a dry lens cloth if it happens often with different cards.',
      'Run `asan-kiosk reader read` and put in a good card, if the fault stays. It shows the lines that the reader saw.',
    ],
  },
  'RDR-102': {
    title: 'Check digit is wrong',
    citizenSees: 'The card was read, but something on it does not add up; try again or go to a window.',
    means:
      'A whole zone was read, and a check digit does not fit its field. A letter was misread, or the zone is not genuine.',
    todo: [
      'Leave the decision about this card to an officer if other cards read well.',
      'Clean the glass of the reader if every card fails. Then look at its firmware version.',
      'Send the person to a window if month or day of birth are missing in the document. A program that uses the driver gets `birthDateUnknown` for it.',
    ],
  },
  'RDR-103': {
    title: 'Card was taken away too early',
    citizenSees: 'The card was taken out too early; leave it in until the screen says so.',
    means: 'The zone stopped in the middle.',
    todo: [
      'Do nothing if it is rare.',
      'Run `asan-kiosk reader read` if it is frequent: the baud rates of profile and reader differ, or the cable is loose.',
    ],
  },
  'RDR-104': {
    title: 'Document reader is away',
    citizenSees: 'Services that need a card are not available now.',
    means: 'The port of the reader cannot be opened, or it disappeared. The log line `device.changed` says since when.',
    todo: [
      'Look at the USB plug of the reader.',
      'Run `asan-kiosk doctor`; it names the port, the group and the rule.',
    ],
  },
  'RDR-105': {
    title: 'Document has expired',
    citizenSees: 'This document has expired; only some services can be used with it.',
    means: 'The expiry date in the zone is before today.',
    todo: [
      'Do nothing: nothing is broken.',
      'Run `timedatectl` if the document is valid: the date of this machine is wrong.',
    ],
  },
  'RDR-106': {
    title: 'Too young for the service',
    citizenSees: 'This service is for older applicants; a parent can apply at a window.',
    means: 'The birth date in the zone gives an age below `minimumAge` of the service in the catalogue.',
    todo: [
      'Do nothing: nothing is broken.',
      'Look at the date of this machine and at the catalogue file, if the age is wrong.',
    ],
  },
  'RDR-107': {
    title: 'Document could not be confirmed',
    citizenSees: 'This document could not be confirmed; take it along and ask a member of staff.',
    means:
      'The chip was read, but the kiosk cannot confirm that its country issued these data. The log line `document.refused` has the cause.',
    todo: [
      'Look the cause (RDR-240 to RDR-249) up below. For most causes an officer has to look at the document.',
      'Update the trust directory, or correct the date of this machine, if every document has this.',
    ],
  },
  'RDR-108': {
    title: 'Document is of a kind that the service does not accept',
    citizenSees: 'This document cannot be used for this service; another kind is needed.',
    means:
      'The document was read well. But it is a passport and the service needs an identity card, or it is of another country. The service names the accepted kinds (`takes` in its file).',
    todo: [
      'Send a citizen without such a document to an officer.',
      'Look at `takes` in the file of the service if every card has this.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
