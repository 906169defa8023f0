import type { TechnicianText } from './technician-text.ts';

export const PRINTER = {
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
      'Still, on a serial line: compare the baud rate of profile and printer. On the network: another device may have its address; compare the address on the self-test print of each device with the profile.',
    ],
  },
  'PRN-111': {
    title: 'Paper is out',
    citizenSees: 'There is no paper; money and answers are safe.',
    means:
      'The paper end sensor of the receipt printer says that the roll is empty, or the document printer that no tray has paper.',
    todo: [
      'Put in a new roll, or paper into the tray.',
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
  'PRN-116': {
    title: 'Toner is used up',
    citizenSees: 'The printer has no toner; a member of staff is needed.',
    means:
      'The document printer stopped because a cartridge is empty or missing, or because what takes up waste toner is full.',
    todo: [
      'Run `asan-kiosk document-printer status`: it names cartridges and levels.',
      'Change the cartridge, or the waste toner box.',
    ],
  },
  'PRN-117': {
    title: 'Output tray is full',
    citizenSees: 'The printed sheets have to be taken out of the printer first.',
    means: 'The document printer stopped because nothing more fits into its output tray.',
    todo: ['Empty the output tray. Whatever names a person is destroyed.', 'Empty: clean its sensor.'],
  },
  'PRN-118': {
    title: 'Printer is stopped or takes no jobs',
    citizenSees: 'The printer has a fault; a member of staff is needed.',
    means:
      'The document printer was paused by hand, is busy with the jobs of others, or stands still for a reason that it does not name.',
    todo: ['Read the display of the printer.', 'End a pause there.', 'Switch the printer off and on.'],
  },
  'PRN-121': {
    title: 'Printer does not take the document',
    citizenSees: 'The document cannot be printed here; a member of staff is needed.',
    means:
      'The document printer refused the job: it takes no PDF, cannot read this one, or makes fewer copies. The message has its own words.',
    todo: [
      'Print any PDF with `asan-kiosk document-printer print FILE`: is every one refused, the printer cannot take PDF and has to be exchanged.',
      'Only this one: report the document.',
    ],
  },
  'PRN-122': {
    title: 'Printer ended the job',
    citizenSees: 'The document did not come out whole; what came out is void.',
    means:
      'The document printer took the job and gave it up, or it was ended at its display or by the kiosk. The kiosk ends a job of which no sheet comes: after 66 s at work for one sheet, and 6 s more for each further sheet. Nothing of that job is printed later.',
    todo: [
      'Take away the sheets that came out and destroy them.',
      'No sheet came out: look at the display of the printer, then switch it off and on. A printer that is shared may be busy with pages of others.',
      'Often: read the log of the printer.',
    ],
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
  'PRN-203': {
    title: 'Too little paper or toner for this document',
    citizenSees:
      'The certificate comes as a copy for information, or is not offered where it would have to be paid; said before anybody pays.',
    means:
      'The trays of the document printer hold fewer sheets than the document may take (`pages` of its service, times the copies that are wanted), or its toner is at a per cent that may not last so long. What a printer does not count is believed.',
    todo: [
      'Put paper into the tray.',
      'Run `asan-kiosk document-printer status`: it names trays, cartridges and levels.',
    ],
  },
  'PRN-204': {
    title: 'Certificate comes as a copy for information only',
    citizenSees: 'Said on the page of the service, before any card is asked for; the paper says it, too.',
    means:
      'A service has `printedOn: a4`, and this kiosk has no document printer (`devices.documentPrinter` of the profile), or it cannot print now.',
    todo: ['Run `asan-kiosk doctor`: it names what is wrong with the document printer.', 'Without one: nothing.'],
  },
  'PRN-205': {
    title: 'No document printer for what has to be paid',
    citizenSees: 'The service is not offered at this kiosk; nobody pays for a copy for information.',
    means: 'A service has `printedOn: a4` and a price, and the profile has no `devices.documentPrinter`.',
    todo: ['Put a document printer into the profile, or leave it: other kiosks and windows have the document.'],
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
} satisfies Readonly<Record<string, TechnicianText>>;
