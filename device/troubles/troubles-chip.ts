import type { ChipDoubt, ChipFailure } from '../../drivers/id-reader/contract.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

export type ChipReadingTroubleCode = ChipFailure | ChipDoubt | 'RDR-251';

const MOVED = 'If it is rare, do nothing: the card may have been moved while it was read.';
const ONE_KIND =
  'If one kind of document always has this, report it with country and year, and let an officer read the document.';
const FORGED = 'If it happens again with this card, treat the card as a forgery, and leave the decision to an officer.';
const NOBODY_SERVED = 'Call an officer: this may be a forgery. Do not serve a person with this document at the kiosk.';

function seenAs<Code extends string>(citizenSees: string, codes: Readonly<Record<Code, TechnicianText>>): typeof codes {
  const texts = Object.entries<TechnicianText>(codes).map(([code, text]) => [code, { citizenSees, ...text }]);
  return Object.fromEntries(texts) as typeof codes;
}

/** The screen shows RDR-101; the log has these codes as `cause`. */
const UNREADABLE = seenAs('The card could not be read; take it out and put it in again.', {
  'RDR-201': {
    title: 'Chip was taken away',
    citizenSees: 'The card was taken out too early; leave it in until the screen says so.',
    means: 'The card left the chip reader while its chip was being read.',
    todo: [
      'If it is rare, do nothing.',
      'If it is frequent, look at the antenna: it may not be under the place for cards.',
    ],
  },
  'RDR-202': {
    title: 'Chip does not answer',
    means: 'The card is there, and its chip did not answer a command.',
    todo: [
      MOVED,
      'If it is frequent with different cards, look for metal near the antenna, or another card in the same wallet.',
    ],
  },
  'RDR-203': {
    title: 'Reader of chips failed',
    means:
      'The reader, its cable or the PC/SC service does not answer, or failed during the reading of a chip. No card causes this.',
    todo: [
      'Run `sudo asan-kiosk doctor`; it asks the chip reader.',
      'Look at the cable and the power of the chip reader; a PN532 needs up to 150 mA.',
      'If it is a PC/SC reader, look at `systemctl status pcscd`.',
    ],
  },
  'RDR-204': {
    title: 'Reading of the chip was ended',
    means: 'The kiosk ended the reading, because the kiosk was ending or the citizen took the card out.',
    todo: ['Do nothing: nothing is broken.'],
  },
  'RDR-205': {
    title: 'Chip is too slow',
    means: 'The whole reading of a chip took longer than 45 s, so the kiosk ended it.',
    todo: [MOVED, 'If every card has this, compare the baud rate of the chip reader with the profile.'],
  },
  'RDR-211': {
    title: 'Answer of the chip is malformed',
    means: 'An answer is not a response APDU, or its protected form cannot be parsed. The kiosk retried once.',
    todo: [MOVED, ONE_KIND],
  },
  'RDR-212': {
    title: 'Chip sends too much',
    means: 'More bytes arrived than requested, or a file claims to be longer than its kind can be.',
    todo: [ONE_KIND],
  },
  'RDR-213': {
    title: 'Protected answer has no MAC',
    means:
      'Secure messaging was on, and an answer of the chip had no check value (MAC). So the kiosk does not believe it.',
    todo: [MOVED, FORGED],
  },
  'RDR-214': {
    title: 'MAC of an answer is wrong',
    means:
      'The check value (MAC) shows that an answer of the chip was changed on its way, or belongs to another command.',
    todo: [MOVED, FORGED],
  },
  'RDR-215': {
    title: 'Status outside and inside differ',
    means: 'The open status word of an answer differs from the protected status word in the same answer.',
    todo: [FORGED],
  },
  'RDR-216': {
    title: 'Chip answered without protection',
    means: 'Secure messaging was on, and the chip reported success without protection.',
    todo: [FORGED],
  },
  'RDR-217': {
    title: 'Chip ended the session',
    means: 'The chip lost the keys of this session: its power was weak for a moment, or it refused a command.',
    todo: [MOVED, 'If it is frequent with different cards, move the antenna nearer to the place for cards.'],
  },
  'RDR-218': {
    title: 'Answer of the chip never ends',
    means: 'The chip announces again and again that more data of one answer follow.',
    todo: [ONE_KIND],
  },
  'RDR-219': {
    title: 'Chip sends too little',
    means: 'A file is shorter than its own length says.',
    todo: [MOVED, ONE_KIND],
  },
  'RDR-220': {
    title: 'Chip refused a command',
    means: 'The chip refused a command that every document of ICAO 9303 accepts.',
    todo: [MOVED, ONE_KIND],
  },
  'RDR-221': {
    title: 'Zone does not open the chip',
    means:
      'The printed zone and the chip are from different documents. Or the zone was misread in a way that its check digits do not detect.',
    todo: ['If it happens once, put the card in alone: another card may have been beside it.', FORGED],
  },
  'RDR-222': {
    title: 'Way into the chip is not supported',
    means:
      'The chip offers only access protocols that this software does not know, or needs commands that are too long for the chip reader.',
    todo: [ONE_KIND],
  },
  'RDR-223': {
    title: 'Card without a travel document',
    means: 'The chip has no application of ICAO 9303: it may be a bank card or a pass.',
    todo: ['Do nothing: nothing is broken.'],
  },
  'RDR-224': {
    title: 'Chip broke the access protocol',
    means: 'Basic access control, PACE or chip authentication did not run as in ICAO 9303-11.',
    todo: [MOVED, ONE_KIND],
  },
  'RDR-231': {
    title: 'File of the chip is missing',
    means: 'The chip lacks a file that the country signed, or that every document has.',
    todo: [ONE_KIND],
  },
  'RDR-232': {
    title: 'File of the chip is malformed',
    means: 'A file cannot be parsed as in ICAO 9303-10.',
    todo: [ONE_KIND],
  },
});

/** The screen shows RDR-107. */
const UNCONFIRMED = seenAs('This document could not be confirmed; take it along and ask a member of staff.', {
  'RDR-240': {
    title: 'Signer of the chip is of another country',
    means:
      "A country in the trust directory signed the data, but not the country that issued the document. The issuing state in the zone, the signer's certificate and its CSCA do not all name the same country.",
    todo: [
      NOBODY_SERVED,
      'If all documents of one state or organisation have it, report it. Write into the report the countries that `openssl x509 -noout -subject -issuer` shows for its certificates in the trust directory.',
    ],
  },
  'RDR-241': {
    title: 'Data of the chip was changed',
    means: 'A data group differs from the data that its country signed.',
    todo: [NOBODY_SERVED],
  },
  'RDR-242': {
    title: 'Signature of the chip is wrong',
    means: 'The signature of the security object was not made with the key of the certificate in it.',
    todo: [NOBODY_SERVED],
  },
  'RDR-243': {
    title: 'Signer of the chip is unknown',
    means: 'No certificate of a country in the trust directory issued the certificate of the signer of this document.',
    todo: [
      "If all documents of one country have this, put the country's CSCA certificate or a newer master list into the trust directory. Then restart the kiosk.",
      'If it is one document among many of its country, call an officer: it may be a forgery.',
    ],
  },
  'RDR-244': {
    title: 'Certificate of the signer is unfit',
    means:
      'The certificate of the signer was revoked or is missing in the chip. Or this certificate or the certificate of the country is not valid today.',
    todo: [
      "If all documents of one country have this, put the country's newer certificates and revocation list into the trust directory. Then restart the kiosk.",
      'If the date of this machine may be wrong, run `timedatectl`.',
      'Call an officer otherwise.',
    ],
  },
  'RDR-245': {
    title: 'Chip has unsigned data',
    means: 'The chip has a data group that the security object does not list, so no country signed it.',
    todo: [NOBODY_SERVED],
  },
  'RDR-246': {
    title: 'Chip hides a better access protocol',
    means:
      'The chip announces other or weaker access protocols than its country signed. The communication may be intercepted, or the chip is not genuine.',
    todo: [NOBODY_SERVED],
  },
  'RDR-247': {
    title: 'Chip is a copy',
    means: 'The chip could not prove that it has the private key for the public key that its country signed.',
    todo: [NOBODY_SERVED],
  },
  'RDR-248': {
    title: 'Signature cannot be checked',
    means:
      'The signature of the country, or the proof of the chip, uses an algorithm that this software does not know.',
    todo: [
      'Update the software of the kiosk, then the trust directory.',
      'Leave documents of this country to an officer until then.',
    ],
  },
  'RDR-249': {
    title: 'Zone and chip name different persons',
    means: 'The signed zone in the chip differs from the printed zone with which the kiosk opened the chip.',
    todo: [NOBODY_SERVED],
  },
});

export const CHIP_TEXTS: Readonly<Record<ChipReadingTroubleCode, TechnicianText>> = {
  ...UNREADABLE,
  ...UNCONFIRMED,
  'RDR-251': {
    title: 'Trust directory has no certificate of a country',
    means:
      'The folder `devices.reader.chip.trust` of the profile is missing, cannot be read, or has no certificate of a country. The kiosk does not start (exit code 2).',
    todo: [
      'Look at the name of the folder and its permissions.',
      'Put the CSCA certificates of the countries (.cer, .pem) or a master list (.ml) into it. `sudo asan-kiosk doctor` says what it finds there.',
    ],
  },
};
