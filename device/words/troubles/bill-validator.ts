import type { TechnicianText } from './technician-text.ts';

export const BILL_VALIDATOR_TEXTS = {
  'BIL-101': {
    title: 'Bill validator is not connected',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means:
      'The port of the validator cannot be opened, or the port disappeared. A note that was on its way is settled when the validator answers again.',
    todo: [
      'Look at the plug of the validator and at its power supply: most validators need 12 V of their own.',
      'Run `sudo asan-kiosk doctor`; it names the port, its group and its udev rule.',
    ],
  },
  'BIL-102': {
    title: 'Bill validator does not answer',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means: 'The port is open, but the validator does not answer the questions of the kiosk (CCNET polls).',
    todo: [
      'Look at the power supply of the validator.',
      'If it is on a serial line, look at its switches: CCNET at 9600 baud. If it is on the network, compare its address with the profile.',
      'Stop the kiosk and run `sudo asan-kiosk bill-validator status --link LINK` (LINK: the port, as in the profile). Do not do this while `sudo asan-kiosk ledger cash` lists a note.',
      'If the validator will never work again and `sudo asan-kiosk ledger cash` lists a held note, stop the kiosk and run `sudo asan-kiosk ledger settle REFERENCE --as not-paid --by INITIALS`.',
    ],
  },
  'BIL-103': {
    title: 'Cassette is full',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means: 'The validator reports that its cassette has no room for another note.',
    todo: ['Exchange the cassette. Count its notes, and compare the count with `sudo asan-kiosk ledger cash`.'],
  },
  'BIL-104': {
    title: 'Cassette is missing',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means: 'The validator reports that its cassette is not in its place.',
    todo: [
      'Push the cassette in until it locks.',
      'If no staff took the cassette out, report a theft before you touch anything.',
    ],
  },
  'BIL-105': {
    title: 'Note is stuck on its way in',
    citizenSees: 'A note is stuck; a member of staff is needed. What was counted is safe.',
    means:
      'A note is stuck between the mouth and the cassette. If the kiosk had accepted the note, `asan-kiosk ledger cash` lists it as held, and as in doubt after the note was taken out.',
    todo: [
      'Open the head of the validator, take the note out, and close the head.',
      'Look at `sudo asan-kiosk ledger cash`: give the note back to the citizen only if it is not listed there.',
    ],
  },
  'BIL-106': {
    title: 'Note is stuck at the cassette',
    citizenSees: 'A note is stuck; a member of staff is needed. What was counted is safe.',
    means: 'A note is stuck at the entry of the cassette and did not go in.',
    todo: [
      'Take the cassette out, free the note, and push the cassette in again.',
      'Count the notes in the cassette, and compare the count with `sudo asan-kiosk ledger cash`.',
    ],
  },
  'BIL-107': {
    title: 'Second note in the mouth',
    citizenSees: 'Pull out the second note; the first is still on its way.',
    means: 'A citizen pushed a second note in before the first note was out of the way.',
    todo: ['Pull the second note out of the mouth; the validator then continues.'],
  },
  'BIL-108': {
    title: 'Bill validator is broken',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means:
      'The validator reports that a motor or a sensor failed. `asan-kiosk bill-validator status --link LINK` (LINK: the port, as in the profile) names the part, with the kiosk stopped.',
    todo: [
      'Switch the validator off and on.',
      'Clean the sensors and the belt as in the manual of the validator.',
      'If the fault stays, exchange the head of the validator.',
    ],
  },
  'BIL-109': {
    title: 'Bill validator knows no manat notes',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means: 'The table of notes in the validator has no note with the country code AZE.',
    todo: [
      'Load the firmware for Azerbaijan. `sudo asan-kiosk bill-validator status --link LINK` (LINK: the port, as in the profile) shows the part number and the notes of the validator.',
    ],
  },
  'BIL-110': {
    title: 'Place of a note is unknown',
    citizenSees:
      'Staff have to count a note. The notes that were counted before stay counted; no more notes are taken until staff have settled this note.',
    means:
      'The kiosk told the validator to take a note in, but the validator did not report that it did. For example, the power failed or the note was stuck. The kiosk did not count the note for the citizen: only a count of the cassette can show where it is.',
    todo: [
      'Run `sudo asan-kiosk ledger cash`: it lists the note, its value and its application.',
      'When you next empty the cassette, count its notes. If there is one note more than the ledger says, it is the note in doubt.',
      'Say where the note was: *Free a stuck note* at the glass, or `sudo asan-kiosk ledger note ID --found WHERE --by BADGE` with the kiosk stopped. If the kiosk has the note, this makes a credit for the applicant. Give no money by hand as well: the credit is paid once.',
    ],
  },
  'BIL-111': {
    title: 'Note waits in the mouth',
    citizenSees:
      'A note came back and is still in the mouth: the citizen should take it. Until then no notes are taken; paying by card goes on.',
    means: 'The validator gave a note back, and reports that the note is still in the mouth. No other note can go in.',
    todo: [
      'Take the note out: the kiosk did not count it. The camera and the time in the log may show its owner.',
      'If there is no note, clean the sensor of the mouth as in its manual.',
    ],
  },
  'BIL-112': {
    title: 'Bill validator is not understood',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means:
      'The validator answers, but the kiosk cannot use its answers. The validator does not give its table of notes, or the table does not have 24 rows. Or the validator has been starting for about a minute, or for 30 s it has had a state that is in no manual. The log has the unreadable bytes (`wire.discarded`).',
    todo: [
      'Switch the validator off and on: the kiosk then asks for the table of notes again.',
      'Compare the part number in `sudo asan-kiosk bill-validator status --link LINK` (LINK: the port, as in the profile) with the manual. For a recycler or another protocol than CCNET, use another validator, or its firmware for CCNET with 24 rows.',
    ],
  },
  'BIL-113': {
    title: 'Bill validator refuses note after note',
    citizenSees: 'Notes are not taken now; paying by card goes on.',
    means:
      'The validator works, but it refused all notes of too many people. Crooked and worn notes are expected and do not cause this. The log line `device.degraded` has the numbers. In the state `withdrawn` the kiosk takes no notes; in the state `degraded` it only tells staff.',
    todo: [
      'Open the head. Clean the sensors, the rollers and the belt as in the manual of the validator, or with a cleaning card.',
      'Stop the kiosk and run `sudo asan-kiosk bill-validator watch --profile /etc/asan-kiosk/profile.yaml` with good notes: each note comes back. Do not do this while `sudo asan-kiosk ledger cash` lists a held note. If the validator recognises one and refuses none, the kiosk takes notes again when it starts.',
      'If it refuses only notes of a new series, load the newest firmware: its table may lack these notes.',
      "If you cannot stop the kiosk, press *Cleaned* on the technician's page. The next person without success withdraws the validator again.",
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
