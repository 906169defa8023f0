import type { TechnicianText } from './technician-text.ts';

export const READER = {
  'RDR-101': {
    title: 'Document could not be read',
    citizenSees: 'The card could not be read; take it out and put it in again.',
    means: 'Something was put into the reader, but what it sent is no machine-readable zone.',
    todo: [
      'Once in a while: turn the card round, wipe it, and put it in again.',
      'Often, with different cards: clean the glass of the reader with a dry lens cloth.',
      'Still: run `asan-kiosk reader read` and put in a known good card; the lines it shows are what the reader saw.',
    ],
  },
  'RDR-102': {
    title: 'Check digit is wrong',
    citizenSees: 'The card was read, but something on it does not add up; try again or go to a window.',
    means:
      'A whole zone was read and a check digit does not fit its field: one letter was misread, or the zone is not genuine.',
    todo: [
      'Another card reads well: leave the decision about this card to an officer.',
      'Every card fails: clean the glass of the reader, then look at its firmware version.',
      'A program that uses the driver gets `birthDateUnknown` for a document that leaves month or day of birth open. This person needs a window.',
    ],
  },
  'RDR-103': {
    title: 'Card was taken away too early',
    citizenSees: 'The card was taken out too early; leave it in until the screen says so.',
    means: 'The zone stopped in the middle.',
    todo: [
      'Nothing to do when it is rare.',
      'Often: the baud rate of the profile and of the reader differ, or the cable is loose; run `asan-kiosk reader read`.',
    ],
  },
  'RDR-104': {
    title: 'Document reader is away',
    citizenSees: 'Services that need a card are not available now.',
    means: 'The port of the reader cannot be opened, or it vanished. The log line `device.changed` says since when.',
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
      'Nothing is broken.',
      'A valid document is called expired: the date of this machine is wrong; see `timedatectl`.',
    ],
  },
  'RDR-106': {
    title: 'Too young for the service',
    citizenSees: 'This service is for older applicants; a parent can apply at a window.',
    means: 'The birth date in the zone gives an age below `minimumAge` of the service in the catalogue.',
    todo: ['Nothing is broken.', 'The age is wrong: look at the date of this machine and at the catalogue file.'],
  },
  'RDR-107': {
    title: 'Document could not be confirmed',
    citizenSees: 'This document could not be confirmed; take it along and ask a member of staff.',
    means:
      'The chip was read and it is not certain that it is what its country issued. The log line `document.refused` has the cause.',
    todo: [
      'Look the cause (RDR-240 to RDR-249) up below; most of them mean that an officer has to look at the document.',
      'Every document: the trust directory or the date of this machine is out of date.',
    ],
  },
  'RDR-108': {
    title: 'Document is of another kind than the service takes',
    citizenSees: 'This document cannot be used for this service; another kind is needed.',
    means:
      'The document was read well. It is a passport where an identity card is needed, or of another country: the service names what it takes (`takes` in its file).',
    todo: [
      'Nothing to do: who has no such document sees an officer.',
      'Every card: look at `takes` in the file of the service.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
