import type { TechnicianText } from './technician-text.ts';

export const READER_TEXTS = {
  'RDR-101': {
    title: 'Document could not be read',
    citizenSees: 'The card could not be read; take it out and put it in again.',
    means:
      'A card or another object was put into the reader, but the kiosk found no machine-readable zone. Or the chip could not be read: `cause` in the log line `document.refused` then says why.',
    todo: [
      'If it happens once in a while, turn the card round, wipe it, and put it in again.',
      'If the log line has a `cause`, look it up below (RDR-202 to RDR-232).',
      'If it happens often with different cards, clean the glass of the reader with a dry lens cloth.',
      'If the fault stays, run `sudo asan-kiosk reader read` and put in a good card. It shows the lines that the reader saw.',
    ],
  },
  'RDR-102': {
    title: 'Check digit is wrong',
    citizenSees: 'The card was read, but something on it does not add up; try again or go to a window.',
    means:
      'A whole zone was read, but a check digit does not fit its field, or a date is impossible or blank in part. A letter was misread, or the zone is not genuine.',
    todo: [
      'If other cards read well, leave the decision about this card to an officer.',
      'If every card fails, clean the glass of the reader. Then look at its firmware version.',
      'If month or day of birth are blank in the document, send the person to a window. A program that uses the driver gets `birthDateUnknown` for such a document.',
    ],
  },
  'RDR-103': {
    title: 'Card was taken away too early',
    citizenSees: 'The card was taken out too early; leave it in until the screen says so.',
    means: 'The reader sent only the beginning of the zone, or the card left the chip reader while its chip was read.',
    todo: [
      'If it is rare, do nothing: the citizen took the card out too early.',
      'If it is frequent, run `sudo asan-kiosk reader read`: the baud rates of profile and reader may differ, or the cable may be loose.',
    ],
  },
  'RDR-104': {
    title: 'Document reader is away',
    citizenSees: 'Services that need a card are not available now.',
    means:
      'The port of the document reader or chip reader cannot be opened, the port disappeared, or the reader does not answer. The log line `device.changed` says since when.',
    todo: [
      'Look at the plug of the document reader and of the chip reader.',
      'Run `sudo asan-kiosk doctor`; it names the port, its group and its udev rule.',
    ],
  },
  'RDR-105': {
    title: 'Document has expired',
    citizenSees: 'This document has expired; only some services can be used with it.',
    means: 'The expiry date in the zone is before today.',
    todo: [
      'Do nothing: nothing is broken.',
      'If the document is valid, run `timedatectl`: the date of this machine may be wrong.',
    ],
  },
  'RDR-106': {
    title: 'Too young for the service',
    citizenSees: 'This service is for older applicants; a parent can apply at a window.',
    means: 'The birth date in the zone gives an age below `minimumAge` of the service in the catalogue.',
    todo: [
      'Do nothing: nothing is broken.',
      'If the age is wrong, look at the date of this machine and at the catalogue file.',
    ],
  },
  'RDR-107': {
    title: 'Document could not be confirmed',
    citizenSees: 'This document could not be confirmed; take it along and ask a member of staff.',
    means:
      'The chip was read, but the kiosk cannot confirm that its country issued these data. The log line `document.refused` has the cause.',
    todo: [
      'Look the cause (RDR-240 to RDR-249) up below. For most causes an officer has to look at the document.',
      'If every document has this, update the trust directory, or correct the date of this machine.',
    ],
  },
  'RDR-108': {
    title: 'Document is of a kind that the service does not accept',
    citizenSees: 'This document cannot be used for this service; another kind is needed.',
    means:
      'The document was read well, but the service does not accept its kind. For example, it is a passport and the service needs an identity card, or it is of another country. The file of the service lists the accepted kinds (`takes`).',
    todo: [
      'Send a citizen without such a document to an officer.',
      'If every card has this, look at `takes` in the file of the service.',
    ],
  },
  'RDR-109': {
    title: 'Document reader fails for several people',
    citizenSees: 'Services that need a card are not available now.',
    means:
      'The reader is connected, but could not read the document of too many people. The kiosk compares their number with the usual share of worn cards and wrong insertions. The log line `device.degraded` has the numbers. In the state `withdrawn` the kiosk offers no service with a card; in the state `degraded` it only tells staff.',
    todo: [
      'Clean the glass of the reader with a dry lens cloth, and look for a foreign object in the slot.',
      'Stop the kiosk and run `sudo asan-kiosk reader read --profile /etc/asan-kiosk/profile.yaml` with a good card. If the test passes, the kiosk offers services with a card again when it starts.',
      "If you cannot stop the kiosk, press *Cleaned* on the technician's page. The next person without success withdraws the reader again.",
      'If the test fails with good cards, exchange the reader.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
