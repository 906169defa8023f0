import type { ChipDoubt, ChipFailure } from '../../drivers/id-reader/contract.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Codes of a document's chip and of the trusted countries. */
export type ChipCode = ChipFailure | ChipDoubt | 'RDR-251';

const MOVED = 'Now and then: the card was moved while it was read.';
const ONE_KIND = 'One kind of document always: report it with its country and year, and let an officer read it.';
const FORGED = 'The same card again: treat it as a forgery and leave the decision to an officer.';
const NOBODY_SERVED = 'Call an officer: this may be a forgery. Let nobody be served with this document at the kiosk.';

/** Gives several codes the same text on the screen. */
function seenAs<Code extends string>(citizenSees: string, codes: Readonly<Record<Code, TechnicianText>>): typeof codes {
  const texts = Object.entries<TechnicianText>(codes).map(([code, text]) => [code, { citizenSees, ...text }]);
  return Object.fromEntries(texts) as typeof codes;
}

/** Faults of a chip. The screen says RDR-101, and the log has these codes as `cause`. */
const UNREADABLE = seenAs('The card could not be read; take it out and put it in again.', {
  'RDR-201': {
    title: 'Chip was taken away',
    citizenSees: 'The card was taken out too early; leave it in until the screen says so.',
    means: 'The card left the reader of chips while its chip was being read.',
    todo: [
      'Nothing to do when it is rare.',
      'Often: the antenna is not under the place where cards lie; look at how it is mounted.',
    ],
  },
  'RDR-202': {
    title: 'Chip does not answer',
    means: 'The card is there, and its chip left a command without an answer.',
    todo: [MOVED, 'Often, with different cards: metal near the antenna, or another card in the same wallet.'],
  },
  'RDR-203': {
    title: 'Reader of chips failed',
    means: 'The reader, its cable or the PC/SC service failed in the middle of a chip; no card causes this.',
    todo: [
      'Run `asan-kiosk doctor`; it asks the reader of chips.',
      'Look at its cable and its power; a PN532 needs up to 150 mA.',
      'PC/SC: look at `systemctl status pcscd`.',
    ],
  },
  'RDR-204': {
    title: 'Reading of the chip was ended',
    means: 'The kiosk ended it, because it was closing or the card was taken.',
    todo: ['Nothing is broken.'],
  },
  'RDR-205': {
    title: 'Chip is too slow',
    means: 'One chip took longer than 45 s in all.',
    todo: [MOVED, 'Every card: compare the baud rate of the profile and of the reader.'],
  },
  'RDR-211': {
    title: 'Answer of the chip is malformed',
    means: 'An answer is no response APDU, or its protected form cannot be taken apart. It was tried a second time.',
    todo: [MOVED, ONE_KIND],
  },
  'RDR-212': {
    title: 'Chip sends too much',
    means: 'More bytes came than were asked for, or a file says that it is longer than its kind can be.',
    todo: [ONE_KIND],
  },
  'RDR-213': {
    title: 'Protected answer has no MAC',
    means: 'Secure messaging was on and an answer came without its check value, so it is not believed.',
    todo: [MOVED, FORGED],
  },
  'RDR-214': {
    title: 'MAC of an answer is wrong',
    means: 'An answer was changed on its way, or is no answer to this command.',
    todo: [MOVED, FORGED],
  },
  'RDR-215': {
    title: 'Status outside and inside differ',
    means: 'The status word of an answer is not the one that its check value covers.',
    todo: [FORGED],
  },
  'RDR-216': {
    title: 'Chip answered without protection',
    means: 'Secure messaging was on and the chip answered success in the open.',
    todo: [FORGED],
  },
  'RDR-217': {
    title: 'Chip ended the session',
    means: 'The chip forgot the keys of this session: its power was weak for a moment, or it did not take a command.',
    todo: [MOVED, 'Often, with different cards: the antenna is too far from where cards lie.'],
  },
  'RDR-218': {
    title: 'Answer of the chip never ends',
    means: 'The chip announces more of one answer again and again.',
    todo: [ONE_KIND],
  },
  'RDR-219': {
    title: 'Chip sends too little',
    means: 'A file is shorter than it says itself.',
    todo: [MOVED, ONE_KIND],
  },
  'RDR-220': {
    title: 'Chip refused a command',
    means: 'A command that every document of ICAO 9303 takes was answered with a refusal.',
    todo: [MOVED, ONE_KIND],
  },
  'RDR-221': {
    title: 'Zone does not open the chip',
    means:
      'The printed zone and the chip are not of one document, or the zone was misread in a way that its check digits allow.',
    todo: ['Once: the card was read together with another one that lay beside it.', FORGED],
  },
  'RDR-222': {
    title: 'Way into the chip is not supported',
    means: 'The chip offers only ways in that this software does not know.',
    todo: [ONE_KIND],
  },
  'RDR-223': {
    title: 'Card without a travel document',
    means: 'The chip has no application of ICAO 9303: a bank card or a pass lies on the reader.',
    todo: ['Nothing is broken.'],
  },
  'RDR-224': {
    title: 'Chip broke the protocol that opens it',
    means: 'Basic access control or PACE did not go as ICAO 9303-11 says.',
    todo: [MOVED, ONE_KIND],
  },
  'RDR-231': {
    title: 'File of the chip is missing',
    means: 'A file that the country signed, or that every document has, is not there.',
    todo: [ONE_KIND],
  },
  'RDR-232': {
    title: 'File of the chip is malformed',
    means: 'A file cannot be taken apart as ICAO 9303-10 says.',
    todo: [ONE_KIND],
  },
});

/** The screen says RDR-107. */
const UNCONFIRMED = seenAs('This document could not be confirmed; take it along and ask a member of staff.', {
  'RDR-240': {
    title: 'Signer of the chip is of another country',
    means:
      "The signature is right, and a country in the trust directory stands behind it, but not the one that issued the document: the zone's issuing state, the signer's certificate and its CSCA name different countries.",
    todo: [
      NOBODY_SERVED,
      'All documents of one state or organisation: report it with the countries that `openssl x509 -noout -subject -issuer` shows for its certificates in the trust directory.',
    ],
  },
  'RDR-241': {
    title: 'Data of the chip was changed',
    means: 'A data group is not what its country signed.',
    todo: [NOBODY_SERVED],
  },
  'RDR-242': {
    title: 'Signature of the chip is wrong',
    means: 'The security object was not signed by the certificate that lies in it.',
    todo: [NOBODY_SERVED],
  },
  'RDR-243': {
    title: 'Signer of the chip is unknown',
    means: 'No certificate in the trust directory issued the signer of this document.',
    todo: [
      'Documents of one country: put its CSCA certificate, or a newer master list, into the trust directory and restart the kiosk.',
      'One document among many of its country: call an officer, this may be a forgery.',
    ],
  },
  'RDR-244': {
    title: 'Certificate of the signer is unfit',
    means: 'The certificate was revoked, was not valid on the day of signing, or may not sign documents.',
    todo: [
      'Documents of one country: put its newer certificates and revocation list into the trust directory and restart the kiosk.',
      'The date of this machine is wrong: see `timedatectl`.',
      'Otherwise: call an officer.',
    ],
  },
  'RDR-245': {
    title: 'Chip holds data that nobody signed',
    means: 'A data group is there that the security object does not list.',
    todo: [NOBODY_SERVED],
  },
  'RDR-246': {
    title: 'Chip hides a better way in',
    means:
      'What the chip announces in the open is less than what its country signed: somebody stands between, or the chip is no real one.',
    todo: [NOBODY_SERVED],
  },
  'RDR-247': {
    title: 'Chip is a copy',
    means: 'The chip does not hold the private key that its country signed the public half of.',
    todo: [NOBODY_SERVED],
  },
  'RDR-248': {
    title: 'Signature cannot be checked',
    means: 'The country signs with an algorithm that this software does not know.',
    todo: [
      'Update the software of the kiosk, then the trust directory.',
      'Until then: leave documents of this country to an officer.',
    ],
  },
  'RDR-249': {
    title: 'Zone and chip name different persons',
    means: 'The signed zone in the chip is not the printed one that opened it.',
    todo: [NOBODY_SERVED],
  },
});

export const CHIP: Readonly<Record<ChipCode, TechnicianText>> = {
  ...UNREADABLE,
  ...UNCONFIRMED,
  'RDR-251': {
    title: 'Trust directory makes nobody believed',
    means:
      'The folder `devices.reader.chip.trust` of the profile is missing, cannot be read, or holds no certificate of a country. The kiosk does not start (exit code 2).',
    todo: [
      'Look at the name of the folder and its permissions.',
      'Put the CSCA certificates of the countries (.cer, .pem) or a master list (.ml) into it; `asan-kiosk doctor` says what it finds there.',
    ],
  },
};
