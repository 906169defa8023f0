import type { TechnicianText } from './technician-text.ts';

export const BILL_VALIDATOR = {
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
      'On a serial line: look at its switches, CCNET at 9600 baud. On the network: compare its address with the profile.',
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
  'BIL-111': {
    title: 'Note waits in the mouth',
    citizenSees:
      'A note came back and nobody has taken it: it is to be taken. Notes are not taken before; paying by card goes on.',
    means: 'The validator gave a note back, and says that it still is in the mouth. No other can go in.',
    todo: [
      'Take the note out; nothing was credited for it. Whose it is, the camera and the time in the log may tell.',
      'Where no note is there: clean the sensor of the mouth after its manual.',
    ],
  },
  'BIL-112': {
    title: 'Bill validator is not understood',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means:
      'The validator answers, but the kiosk cannot use the answer: the validator does not tell its table of notes, or the table does not have 24 rows. Or it starts for more than a minute, or for 30 s it has been in a state that no manual of validators has. The log has the bytes that cannot be read (`wire.discarded`).',
    todo: [
      'Switch the validator off and on: the kiosk then asks for its table again.',
      '`asan-kiosk bill-validator status` shows the part number. Compare it with the manual: a recycler or another protocol than CCNET needs another validator, or its firmware for CCNET with 24 rows.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
