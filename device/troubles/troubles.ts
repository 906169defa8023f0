import type { RegisterTrouble } from '../back-office/contract.ts';
import type { TlsCode } from '../back-office/tls-trouble.ts';
import type { ConfigCode } from '../config/trouble.ts';
import type { LedgerDamagedError, LedgerForeignError } from '../ledger/ledger-file.ts';
import type { LedgerInUseError } from '../ledger/ledger-lock.ts';
import type { STRAY_SALE } from '../ledger/sales.ts';
import type { SetAsideCode } from '../ledger/set-aside.ts';
import type { MarkCode } from '../ledger/standing.ts';
import type { LogKeyError } from '../merkle/signer.ts';
import type { LogDamageCode } from '../transparency/audit.ts';
import type { KEY_REPLACED } from '../transparency/open.ts';
import type { TroubleCode } from '../words/trouble.ts';
import { CHIP, type ChipCode } from './troubles-chip.ts';
import { PERIPHERALS, type PeripheralCode } from './troubles-peripherals.ts';
import { STORAGE } from './troubles-storage.ts';
import { WEB, type WebCode } from './troubles-web.ts';

/** Why a link could not open or went down; `drivers/link/link.ts` has the same, a test holds the two together. */
export type LinkCode = 'LNK-101' | 'LNK-102' | 'LNK-103' | 'LNK-104';

type LedgerCode =
  | LedgerInUseError['code']
  | LedgerDamagedError['code']
  | LedgerForeignError['code']
  | SetAsideCode
  | MarkCode
  | typeof STRAY_SALE
  /** The command finds it, before or after a start that failed. */
  | 'LDG-105';

/** Every code that a log line, the command or a screen can show. */
export type AnyCode =
  | TroubleCode
  | ChipCode
  | PeripheralCode
  | LinkCode
  | ConfigCode
  | TlsCode
  | WebCode
  | LedgerCode
  | LogKeyError['code']
  | LogDamageCode
  | typeof KEY_REPLACED;

/** For whoever has to mend it. One thought a sentence; `todo` in the order in which it should be tried. */
export interface TechnicianText {
  readonly title: string;
  /** What stands on the glass, or `null` where the kiosk did not start or the citizen is told something else. */
  readonly citizenSees: string | null;
  readonly means: string;
  readonly todo: readonly string[];
}

const READER: Readonly<Record<Extract<TroubleCode, `RDR-${string}`>, TechnicianText>> = {
  'RDR-101': {
    title: 'Document could not be read',
    citizenSees: 'The card could not be read; take it out and put it in again.',
    means: 'Something was put into the reader, but what it sent is no machine-readable zone.',
    todo: [
      'Once in a while this is a card put in the wrong way round or a dirty card.',
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
};

const TERMINAL: Readonly<Record<Extract<TroubleCode, `TRM-${string}`>, TechnicianText>> = {
  'TRM-101': {
    title: 'Payment terminal is not connected',
    citizenSees: 'Paid services are not available now. Nothing was taken.',
    means: 'The port or address of the terminal cannot be opened.',
    todo: [
      'Look at the cable and the power of the terminal.',
      'Run `asan-kiosk doctor`, then `asan-kiosk terminal status`.',
    ],
  },
  'TRM-102': {
    title: 'Payment terminal does not answer',
    citizenSees: 'The terminal does not answer. Nothing was taken; try again.',
    means: 'Not one byte of a sale was sent, or the terminal was silent before one could be.',
    todo: [
      'Look at the display of the terminal: it may be updating or waiting for somebody.',
      'Restart the terminal; the kiosk finds it again by itself.',
      'Still: compare framing, baud rate and password of the profile with the terminal.',
    ],
  },
  'TRM-103': {
    title: 'Payment terminal refused the command',
    citizenSees: 'The payment could not be started. Nothing was taken.',
    means:
      'The terminal answered with a refusal before any card was asked for, or refuses to be registered at all, and is then out of use. The log line has its result code.',
    todo: [
      'Look the result code up in the manual of the terminal.',
      'It refuses the registration (`device.changed` of the log, `asan-kiosk terminal status`): compare `devices.terminal.password` of the profile with the password of the terminal.',
      'Often it wants an end of day, a diagnosis or an update first.',
    ],
  },
  'TRM-104': {
    title: 'Payment terminal sent nonsense',
    citizenSees: 'Something is wrong with the terminal. Whether money was taken is said beside the sum.',
    means: 'An answer was framed well but cannot be understood, or does not fit what was asked.',
    todo: [
      'Note the time and the log lines around it.',
      'Compare the character set and the firmware with the profile.',
    ],
  },
  'TRM-105': {
    title: 'Payment terminal is busy',
    citizenSees: 'The terminal is busy. Nothing was taken; try again in a moment.',
    means: 'Another exchange is under way, here or by hand at the terminal.',
    todo: ['Wait for it to finish.', 'It never does: cancel at the terminal, then restart it.'],
  },
  'TRM-106': {
    title: 'Terminal cannot be told to speak of this sale',
    citizenSees: 'Staff find out whether money was taken. Do not pay again.',
    means:
      'The terminal was asked about a sale whose answer was lost, or to give one back, and its last transaction is not one step after the one before, or differs in terminal, amount or time. It was used by hand, emptied or exchanged, or its clock is wrong. The kiosk does not ask about that sale again.',
    todo: [
      'Run `asan-kiosk ledger open`: it lists the application. `asan-kiosk ledger show` has its amount and its time.',
      'Look for that sale in the journal of the terminal that stood there, or ask the bank.',
      'Then `asan-kiosk ledger settle` with the kiosk stopped: as `not-paid`, or as `returned` after the money was given back.',
      'Where it stays at money that is to go back, the terminal began to count anew and would take back another sale: give the money back by hand, then settle it as `returned`.',
      'Nobody touched the terminal: compare its clock with `date`, and read *How the terminal counts* in the operating guide (`clockMinutes` and `countsBetween` of the profile).',
    ],
  },
  'TRM-201': {
    title: 'Payment was declined',
    citizenSees: 'The bank declined the payment. Nothing was taken; use another card.',
    means: 'The bank or the terminal said no. The log line has the result code.',
    todo: ['Nothing is broken.', 'Every card is declined: call the bank; the terminal may be blocked.'],
  },
  'TRM-202': {
    title: 'Payment was cancelled',
    citizenSees: 'The payment was cancelled. Nothing was taken.',
    means: 'Somebody pressed cancel at the terminal or on the screen, or no card came in time.',
    todo: ['Nothing is broken.'],
  },
  'TRM-203': {
    title: 'No answer after the amount was sent',
    citizenSees: 'It is not known yet whether money was taken; the kiosk is asking the terminal. Do not pay again.',
    means:
      'The sale left the kiosk and its outcome did not come. The kiosk asks for the last transaction until it knows; it never sends the sale again.',
    todo: [
      'Make the terminal answer: cable, power, display. The rest happens by itself.',
      '`asan-kiosk terminal inquire` shows what the terminal says.',
      'The citizen has left: the application is settled and, where it was paid, registered or the money returned.',
    ],
  },
  'TRM-204': {
    title: 'An earlier payment is not settled',
    citizenSees: 'Paid services are not available now.',
    means: 'The outcome of an earlier sale at this kiosk is still unknown, so no other may be started.',
    todo: [
      'As for TRM-203: make the terminal answer.',
      'Do not replace the terminal before it was asked; it alone knows.',
      'It was replaced: find out from its journal or the bank, then `asan-kiosk ledger settle` with the kiosk stopped.',
    ],
  },
  'TRM-205': {
    title: 'Asked after a lost answer: nothing was paid',
    citizenSees: 'The payment did not go through. Nothing was taken; try again.',
    means: 'The terminal was asked about a sale whose answer was lost, and has none.',
    todo: ['Nothing is owed.', 'Often: the cable or the network between kiosk and terminal loses answers.'],
  },
};

const PRINTER: Readonly<Record<Extract<TroubleCode, `PRN-${string}`>, TechnicianText>> = {
  'PRN-101': {
    title: 'Printer is not connected',
    citizenSees: 'Nothing can be printed now; said before anybody pays.',
    means: 'The port or address of the printer cannot be opened, or it vanished.',
    todo: [
      'Look at the cable and the power of the printer.',
      'Run `asan-kiosk doctor`, then `asan-kiosk printer status`.',
    ],
  },
  'PRN-103': {
    title: 'Printer does not answer',
    citizenSees: 'The receipt could not be printed; the receipt can be shown as a code instead.',
    means: 'The printer is silent, or did not confirm that a paper came out. What hangs out of it is void.',
    todo: [
      'Take away what hangs out and destroy it.',
      'Restart the printer; the kiosk finds it again by itself.',
      'Still: compare the baud rate of profile and printer.',
    ],
  },
  'PRN-111': {
    title: 'Paper is out',
    citizenSees: 'There is no paper; money and answers are safe.',
    means: 'The paper end sensor says that the roll is empty.',
    todo: [
      'Put in a new roll.',
      'The citizen is still there: *reprint* becomes possible by itself.',
      'With paper in: clean the sensor.',
    ],
  },
  'PRN-112': {
    title: 'Cover of the printer is open',
    citizenSees: 'The printer is open; money and answers are safe.',
    means: 'The cover switch says open.',
    todo: ['Close the cover until it clicks.'],
  },
  'PRN-113': {
    title: 'Cutter is stuck',
    citizenSees: 'The printer has a fault; the receipt can be shown as a code instead.',
    means: 'The cutter did not come back to its place.',
    todo: [
      'Switch the printer off, open the cover, remove paper scraps, close it, switch it on.',
      'Again: change the cutter.',
    ],
  },
  'PRN-114': {
    title: 'Mechanical fault of the printer',
    citizenSees: 'The printer has a fault; the receipt can be shown as a code instead.',
    means: 'The printer reports a fault from which it can recover.',
    todo: ['Look for a paper jam.', 'Let a hot print head cool.', 'Switch the printer off and on.'],
  },
  'PRN-115': {
    title: 'Unrecoverable fault of the printer',
    citizenSees: 'The printer has a fault; the receipt can be shown as a code instead.',
    means: 'The printer reports a fault that it cannot clear itself.',
    todo: ['Switch the printer off and on.', 'Again: change the printer.'],
  },
  'PRN-201': {
    title: 'Paper is low',
    citizenSees: 'Paper is low; said before anybody pays.',
    means: 'The near-end sensor sees the end of the roll. There is paper for some receipts.',
    todo: ['Put in a new roll at the next round.', 'Too early or too late: move the near-end sensor.'],
  },
  'PRN-202': {
    title: 'Too little paper for this receipt',
    citizenSees:
      'The paper is not enough for this receipt; said before anybody pays. What is worth nothing without paper is not offered.',
    means:
      'What is left of the roll, counted from `devices.printer.rollM` of the profile, is shorter than the longest paper of the service. A near-end sensor that sees paper is believed instead.',
    todo: [
      'Put in a new roll. Open the cover and let the kiosk see the end of the old one, or the count does not begin anew.',
      'There is plenty of paper: compare `rollM` with the roll.',
    ],
  },
  'PRN-211': {
    title: 'Paper of another visit was refused',
    citizenSees: 'The paper was not printed. A member of staff is needed.',
    means:
      'A paper was to be printed for a visit that is over, or for one that is not under way. Not one byte of it left. Only a fault in this software can do that; the log has a `bug` line.',
    todo: ['Report it with the `bug` line.', 'What was paid and registered is in the ledger.'],
  },
  'PRN-212': {
    title: 'Paper for another person was refused',
    citizenSees: 'The paper was not printed. A member of staff is needed.',
    means:
      'A paper names somebody else than the person whose card was read in this visit, and was not noticed before (BKO-105). Not one byte of it left. The log has a `bug` line.',
    todo: ['Report it with the `bug` line.', 'Do not print the document by hand.'],
  },
};

const BILL_VALIDATOR: Readonly<Record<Extract<TroubleCode, `BIL-${string}`>, TechnicianText>> = {
  'BIL-101': {
    title: 'Bill validator is not connected',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means:
      'The port of the validator cannot be opened, or it vanished. A note that was on its way is settled when it comes back.',
    todo: [
      'Look at the plug of the validator and at its power supply: most need 12 V of their own.',
      'Run `asan-kiosk doctor`; it names the port, the group and the rule.',
    ],
  },
  'BIL-102': {
    title: 'Bill validator does not answer',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means: 'The port is open and nobody answers CCNET polls.',
    todo: [
      'Look at the power supply of the validator.',
      'Look at its switches: CCNET at 9600 baud.',
      'Stop the kiosk and run `asan-kiosk bill-validator status`; not while `asan-kiosk ledger cash` lists a note.',
      'It never comes back, and `asan-kiosk ledger cash` lists a note as held: `asan-kiosk ledger settle --as not-paid`.',
    ],
  },
  'BIL-103': {
    title: 'Cassette is full',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means: 'The validator has no room for another note.',
    todo: ['Exchange the cassette. Count it against `asan-kiosk ledger cash`.'],
  },
  'BIL-104': {
    title: 'Cassette is missing',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means: 'The validator does not feel its cassette.',
    todo: [
      'Push the cassette in until it locks.',
      'Nobody took it out: report it as a theft before touching anything.',
    ],
  },
  'BIL-105': {
    title: 'Note is stuck on its way in',
    citizenSees: 'A note is stuck; a member of staff is needed. What was counted is safe.',
    means:
      'A note stands between the mouth and the cassette. If it had been accepted, it is on the list of notes in doubt.',
    todo: [
      'Open the head, take the note out, close it again.',
      'Look at `asan-kiosk ledger cash`: give the note back only where it is not counted there.',
    ],
  },
  'BIL-106': {
    title: 'Note is stuck at the cassette',
    citizenSees: 'A note is stuck; a member of staff is needed. What was counted is safe.',
    means: 'A note did not go down into the cassette.',
    todo: [
      'Take the cassette out, free the note, push the cassette in again.',
      'Count the cassette against `asan-kiosk ledger cash`.',
    ],
  },
  'BIL-107': {
    title: 'Second note in the mouth',
    citizenSees: 'Pull out the second note; the first is still on its way.',
    means: 'Somebody pushed a note in before the one before it was away.',
    todo: ['Pull the note out of the mouth; the validator goes on by itself.'],
  },
  'BIL-108': {
    title: 'Bill validator is broken',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means: 'A motor or a sensor failed. The log line names the part.',
    todo: [
      'Switch the validator off and on.',
      'Clean the sensors and the belt after its manual.',
      'Still: exchange the head.',
    ],
  },
  'BIL-109': {
    title: 'Bill validator knows no manats',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means: 'Its table of notes has none with the country code AZE.',
    todo: [
      'Load the firmware for Azerbaijan; `asan-kiosk bill-validator status` shows the part number and the notes it knows.',
    ],
  },
  'BIL-110': {
    title: 'Nobody knows where a note is',
    citizenSees:
      'A note has to be counted by staff. What was counted is kept; notes are not taken until it is settled.',
    means:
      'The validator was to stack a note, and then said nothing of it, or something else. It is not credited: only the cassette can tell.',
    todo: [
      'Run `asan-kiosk ledger cash`: it lists the note, its value and its application.',
      'Count the cassette at the next emptying. One note too many is the one in doubt: pay it out to the applicant.',
    ],
  },
};

const BACK_OFFICE: Readonly<
  Record<Extract<TroubleCode, `BKO-${string}`> | RegisterTrouble['code'] | TlsCode, TechnicianText>
> = {
  'BKO-101': {
    title: 'Back office is not reachable',
    citizenSees: 'The service is not available now. Nothing was taken.',
    means:
      'The application could not be handed over before payment: no answer in time, a connection that broke, or an answer that makes no sense.',
    todo: [
      'Look at the network: `curl -i URL/v1/health` on this machine, with `backOffice.url` of the profile, must print `{"status":"ok"}`.',
      'The log line `back-office.trouble` has the cause: `ENOTFOUND` or `timeout` is the network; `status`, `nonsense` or `too-long` is something else that answers in its place; `HPE_…` is no HTTP, `EPROTO` no TLS at this port.',
      'Compare `backOffice.url` of the profile.',
    ],
  },
  'BKO-102': {
    title: 'Back office refused the application',
    citizenSees: 'The application was not accepted. Nothing was taken; ask at a window.',
    means: 'It understood and said no, before any payment. The log line has its reason.',
    todo: ['Look the reason up in the description of the interface (`device/back-office/openapi.yaml`).'],
  },
  'BKO-103': {
    title: 'Back office is not reachable after the payment',
    citizenSees: 'The payment is safe; the application will be registered by itself. The reference is shown.',
    means:
      'The sale was approved and the registration has no answer yet. It is repeated under the same key until it has one.',
    todo: [
      'Make the back office reachable; the rest happens by itself.',
      'The ledger of the kiosk has every paid application.',
    ],
  },
  'BKO-104': {
    title: 'Back office refused a paid application',
    citizenSees: 'The application was not accepted. The money goes back to the card.',
    means: 'The registration was refused after the payment; the sale is reversed at the terminal.',
    todo: [
      'Look at the following `payment.step` lines: `reversed` means that the money went back.',
      'Tell the back office its reason and the reference: this should not happen after it accepted the application.',
    ],
  },
  'BKO-105': {
    title: 'Document does not fit this person',
    citizenSees: 'The document could not be printed; ask at a window. The reference is shown.',
    means:
      'What the back office sent names another person than the one of this visit, or is not what was asked for. Not one byte of it was printed.',
    todo: ['Report it to the back office with the reference and the time.', 'Do not print the document by hand.'],
  },
  'BKO-106': {
    title: 'Back office refused before the payment was final',
    citizenSees: 'The application was not registered. Nothing was taken from the card.',
    means:
      'The terminal held the approved sale back until the application was registered (*issue of goods*). It was refused, so the terminal took the sale back.',
    todo: [
      'Look its reason up in the `payment.step` line `notPaid`, and in `device/back-office/openapi.yaml`.',
      'Tell the back office: this should not happen after it accepted the application.',
    ],
  },
  'BKO-107': {
    title: 'No answer of the back office before the payment was final',
    citizenSees: 'The application could not be registered now. Nothing was taken from the card.',
    means:
      'The terminal held the approved sale back for as long as it can wait, and the back office did not answer. The terminal took the sale back; what the back office may have registered is withdrawn by itself.',
    todo: ['Look at the network: `asan-kiosk doctor` asks the back office for its health.'],
  },
  'BKO-108': {
    title: 'Back office is still at work',
    citizenSees: null,
    means: 'It took the registration and has not finished. The kiosk asks again, not before the time it names.',
    todo: ['Nothing, unless it lasts: then tell the back office the reference.'],
  },
  'BKO-110': {
    title: 'Answer to another question',
    citizenSees: 'The answer of the system did not belong to the question. Nothing of it was used; try again.',
    means:
      'An answer of the back office named another application than the one that was asked about, so it may be about another person. Not one byte of it was shown, printed or kept. The question is asked again under its own key.',
    todo: [
      'Each case is a line `answer.foreign` of the log with the time and what was asked about. Report them to the back office.',
      'Several within a day: something between kiosk and back office (a proxy, a load balancer) mixes answers up. Take it out.',
    ],
  },
  'BKO-111': {
    title: 'Clock of this machine is not set',
    citizenSees: null,
    means:
      'The certificate of the back office is not valid at the time that this machine shows, and that time is not known to be right. Nothing was sent. The kiosk keeps asking, and asks at once when the clock is set.',
    todo: [
      'Run `timedatectl`: *System clock synchronized* must say yes.',
      'No: make the time server reachable (`systemctl status systemd-timesyncd`), or fit a clock with a battery.',
      'Yes, and the code stays: compare the date with a watch, then look at BKO-112.',
    ],
  },
  'BKO-112': {
    title: 'Certificate of the back office is not accepted',
    citizenSees: null,
    means:
      'What answered at the address of the back office could not prove who it is: it has another name, is signed by nobody whom this machine believes, or has expired. Nothing was sent.',
    todo: [
      'The log line `back-office.distrusted` and `asan-kiosk doctor` have the cause; `openssl s_client -connect HOST:443` shows the certificate.',
      '`unknown-authority`: an authority of the centre itself: put its certificate where `NODE_EXTRA_CA_CERTS` says. A public one: the back office has to send the certificates between as well.',
      '`self-signed`: the certificate vouches for itself. The back office needs one of an authority; until then put this one where `NODE_EXTRA_CA_CERTS` says, after comparing it with the office.',
      '`other-name`: compare `backOffice.url` of the profile with the names in the certificate.',
      '`expired`: the back office has to renew it. `not-yet-valid`: compare `date` with a watch.',
      '`revoked` or `unfit`: the back office needs another certificate.',
      'None of that: somebody is between the kiosk and the back office. Do not go on; tell the centre.',
    ],
  },
};

const START: Readonly<
  Record<LinkCode | ConfigCode | LedgerCode | LogKeyError['code'] | LogDamageCode | typeof KEY_REPLACED, TechnicianText>
> = {
  'LNK-101': {
    title: 'Nothing at this port or address',
    citizenSees: null,
    means: 'The path does not exist, or nothing listens at the address.',
    todo: ['Look at the plug.', 'Compare the path or address in the profile with `asan-kiosk doctor`.'],
  },
  'LNK-102': {
    title: 'Port may not be opened',
    citizenSees: null,
    means: 'The port is there, but the user of the service may not open it.',
    todo: [
      'Look who may open it (`ls -lL PORT`): the user of the service must be in its group, and the group must be allowed to write.',
      'Run `asan-kiosk doctor` as that user; it names the group or udev rule that is missing.',
    ],
  },
  'LNK-103': {
    title: 'Connection went down',
    citizenSees: null,
    means: 'The port or connection was open and failed.',
    todo: ['Now and then: nothing, it is opened again by itself.', 'Often: change the cable or the USB socket.'],
  },
  'LNK-104': {
    title: 'Another program has the port',
    citizenSees: null,
    means: 'The port is there and may be opened, but another program has it and keeps everybody else out.',
    todo: [
      '`sudo fuser -v PORT` names it: a kiosk that runs, a hand tool in another window, ModemManager.',
      'End it, then try again.',
    ],
  },
  'CFG-101': {
    title: 'File cannot be read',
    citizenSees: null,
    means: 'A profile or catalogue file is missing, or may not be read. The kiosk does not start (exit code 2).',
    todo: ['The message names the file: look at its name and its permissions.'],
  },
  'CFG-102': {
    title: 'File is not YAML',
    citizenSees: null,
    means:
      'A profile or catalogue file cannot be parsed, or is not written in UTF-8. The kiosk does not start (exit code 2).',
    todo: [
      'The message names the line; most often it is the indentation or a missing quote.',
      'It expected UTF-8: save the file anew in that encoding. `iconv -f WINDOWS-1251 -t UTF-8 FILE` shows whether it was the Cyrillic one of Windows; `-f LATIN1` the western one.',
    ],
  },
  'CFG-103': {
    title: 'Value is missing or wrong',
    citizenSees: null,
    means: 'A value in a profile or catalogue file is not what it must be. The kiosk does not start (exit code 2).',
    todo: ['The message names the file, the path in it, and what was expected there.'],
  },
  'CFG-104': {
    title: 'Value contradicts another one',
    citizenSees: null,
    means: 'Each value is well-formed, but two of them cannot both be. The kiosk does not start (exit code 2).',
    todo: ['The message names the place and what was expected there.'],
  },
  'LDG-101': {
    title: 'Ledger is open in another kiosk',
    citizenSees: null,
    means:
      'Another kiosk process writes to this ledger. Two would settle each other’s sales, so this one does not start.',
    todo: [
      'End the other one (`ps`, `systemctl status`).',
      'Or give this one a ledger of its own: `ledger.file` of the profile.',
    ],
  },
  'TLG-101': {
    title: 'Key of the transparency log is damaged',
    citizenSees: null,
    means:
      'The file with the private key beside the ledger (`….log-key`) cannot be read, or is not the key of this kiosk. The kiosk does not start: whatever it signed would not be believed.',
    todo: [
      'Put the file back from the copy that was made with the ledger.',
      'Without a copy: move the file away. The next start makes a new key; `asan-kiosk transparency key` shows both.',
      'Then make the page for citizens anew (`asan-kiosk transparency page`) and tell the witnesses.',
    ],
  },
  'LDG-102': {
    title: 'Ledger cannot be read, or is not the newest',
    citizenSees: null,
    means:
      'Either the database cannot read the file of the ledger: it was renamed to `ledger.db.damaged-1`, with its bytes as they were. Or the ledger is empty, older, or another one than its neighbours know (`ledger.db.mark`, the key of the transparency log): it was left as it is. The kiosk does not start: with such a ledger it would not know what is owed.',
    todo: [
      'Copy all files whose names begin with `ledger.db` to another disk before anything else.',
      'The message says that it is not the newest: somebody put a file back, or one was lost. Put the newest `ledger.db` back together with its `ledger.db-wal`, where there was one, and start again.',
      'The message says that it cannot be read: look at the disk (`journalctl -k`, `smartctl -a`), for the next file may go the same way. Then try `sqlite3 ledger.db.damaged-1 .recover` into a new `ledger.db`.',
      'There is no newer one: close the day at the terminal, and compare its journal with the back office by hand.',
      'Then decide: `asan-kiosk ledger adopt --by WHO`, the kiosk stopped. The ledger that is there is gone on with, or an empty one is begun; the command lists what is open in it, and leaves that to you.',
    ],
  },
  'LDG-103': {
    title: 'Record of the ledger was set aside',
    citizenSees: null,
    means:
      'At the start a record did not say what was written, could not follow the one before, or was missing, as after a copy of yesterday was adopted. What there is of it is kept, and the kiosk settles nothing of the application any more; everything else goes on.',
    todo: [
      'Run `asan-kiosk doctor`: it names the applications.',
      'Look each of them up at the back office, and the sale of its day in the journal of the terminal; settle what is owed by hand.',
      'Take each off the list with `asan-kiosk ledger settle`, the kiosk stopped; nothing is deleted.',
      'Look at the disk (`journalctl -k`, `smartctl -a`). Nobody but the kiosk may write into this file.',
    ],
  },
  'LDG-106': {
    title: 'What should be the ledger is none',
    citizenSees: null,
    means:
      'The profile names something as its ledger that never was one: a file of another kind, the database of another program, or a folder. It was left as it is, and the kiosk does not start.',
    todo: [
      'Mend `ledger.file` of the profile: the ledger of a kiosk is a file of its own, in a folder of the kiosk.',
      'The file is a ledger whose beginning was overwritten, and nothing is beside it: put the copy back with all files beside it.',
    ],
  },
  'TRM-107': {
    title: 'Terminal has a sale that no application knows',
    citizenSees: null,
    means:
      'When the kiosk started, the last transaction of the terminal was a sale or a payout that is not in the ledger. It was made by hand, or the disk lost what was written of it.',
    todo: [
      'Run `asan-kiosk ledger open`: it lists the sale; `asan-kiosk ledger show` has its receipt, trace and time.',
      'Made by hand at the terminal: `asan-kiosk ledger settle` as `paid`, with the kiosk stopped.',
      'By nobody of staff: it is a citizen who paid and has nothing. Look for the application of that time and amount in `kiosk.jsonl`, give the money back, then settle it as `returned`. The disk lies about what it wrote: change it.',
    ],
  },
  'LDG-104': {
    title: 'Ledger and its mark differ',
    citizenSees: null,
    means:
      'The file `ledger.db.mark` says what the newest record of the ledger is. `lost`: the last one or two records that the disk said it had are not there after a power cut. `missing` or `unreadable`: there was no mark to compare with, and it was made anew. `not-written`: the disk refuses it. The kiosk goes on.',
    todo: [
      '`missing`, once, at the first start after an update from an earlier version: nothing is to be done.',
      '`lost`: the disk says *written* too early. Run `asan-kiosk ledger reconcile` for the day, for a sale may be at the terminal of which the ledger knows nothing; then replace the disk.',
      '`unreadable` or `not-written`: look at the disk (`journalctl -k`, `smartctl -a`, `df`).',
    ],
  },
  'LDG-105': {
    title: 'File beside the ledger cannot be used',
    citizenSees: null,
    means:
      'A file that the kiosk writes beside its ledger, or the ledger itself, belongs to another user, or a folder is in its place. Most often root ran `asan-kiosk run` or `asan-kiosk ledger adopt` once. The kiosk does not start.',
    todo: [
      'The message names the file and whose it is, and the command that gives it back: `sudo chown USER FILE`. Nothing in the file is changed by that.',
      'Run `sudo -u USER asan-kiosk doctor --profile FILE` as the user of the kiosk: it looks at all of them.',
      'From then on run every command that writes as that user, with `sudo -u USER`.',
      'A folder in the place of a file: move it away, or mend `ledger.file` of the profile.',
    ],
  },
  'TLG-102': {
    title: 'Leaf of the transparency log was changed',
    citizenSees: null,
    means:
      'A leaf of the public log in the ledger is missing, or is not what was signed. The kiosk goes on, for what is owed does not depend on it; no more is exported, because every mirror would see that the tiles do not match their checkpoint.',
    todo: [
      'Run `asan-kiosk doctor --profile FILE`: it hashes every leaf and names the first that is wrong.',
      'Nobody but the kiosk may write into `ledger.db`. Find out who did, or look at the disk (`journalctl -k`, `smartctl -a`).',
      'What was exported before is right: keep it. A receipt is checked against it with `asan-kiosk transparency verify --tiles`.',
      'Where a copy of the ledger has the leaf still, put that one row back (`log_leaf`), the kiosk stopped.',
    ],
  },
  'TLG-103': {
    title: 'Key of the transparency log was replaced',
    citizenSees: null,
    means:
      'The file with the private key beside the ledger (`….log-key`) was gone at the start, so that the kiosk made a new one. What was signed before stays believed: the ledger remembers every key that the log had.',
    todo: [
      'Nobody meant to replace it: stop the kiosk, put the file back from the copy that was made with the ledger, and find out who took it.',
      'Otherwise make the page for citizens anew (`asan-kiosk transparency page`) and tell the witnesses: `asan-kiosk transparency key` shows both.',
    ],
  },
};

export const TECHNICIAN_TEXT: Readonly<Record<AnyCode, TechnicianText>> = {
  ...READER,
  ...CHIP,
  ...TERMINAL,
  ...PRINTER,
  ...BILL_VALIDATOR,
  ...BACK_OFFICE,
  ...PERIPHERALS,
  ...STORAGE,
  ...START,
  ...WEB,
};
