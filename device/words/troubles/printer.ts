import type { TechnicianText } from './technician-text.ts';

export const PRINTER_TEXTS = {
  'PRN-101': {
    title: 'Printer is not connected',
    citizenSees: 'Nothing can be printed now. The page says so before the citizen pays.',
    means: 'The port or address of the receipt printer or document printer cannot be opened, or the port disappeared.',
    todo: [
      'Look at the cable and the power of the printer.',
      'Run `sudo asan-kiosk doctor`, then `sudo asan-kiosk printer status` (or `sudo asan-kiosk document-printer status`).',
    ],
  },
  'PRN-103': {
    title: 'Printer does not answer',
    citizenSees: 'The receipt could not be printed; the receipt can be shown as a code instead.',
    means:
      'The printer is silent, or did not confirm that a paper came out whole. Paper that hangs out of the printer is void.',
    todo: [
      'Take away the paper that hangs out, and destroy it.',
      'Restart the printer; the kiosk then connects to it again.',
      'If it stays silent on a serial line, compare the baud rates of profile and printer. On the network another device may have its address: compare the address on the self-test print of each device with the profile.',
    ],
  },
  'PRN-111': {
    title: 'Paper is out',
    citizenSees: 'There is no paper; money and answers are safe.',
    means:
      'The sensor of the receipt printer reports that the roll is empty, or the document printer reports that no tray has paper.',
    todo: [
      'Put in a new roll, or paper into the tray.',
      'Let the citizen touch *reprint*, which is possible again.',
      'If there is paper in the printer, clean the paper sensor.',
    ],
  },
  'PRN-112': {
    title: 'Cover of the printer is open',
    citizenSees: 'The printer is open; money and answers are safe.',
    means: 'The cover switch of the receipt printer, or the document printer itself, reports that the cover is open.',
    todo: ['Close the cover until it clicks.'],
  },
  'PRN-113': {
    title: 'Cutter is stuck',
    citizenSees: 'The printer has a fault; the receipt can be shown as a code instead.',
    means: 'The cutter did not come back to its place.',
    todo: [
      'Switch the printer off, open the cover, remove paper scraps, close it, and switch it on.',
      'If it happens again, exchange the cutter.',
    ],
  },
  'PRN-114': {
    title: 'Mechanical fault of the printer',
    citizenSees: 'The printer has a fault; the receipt can be shown as a code instead.',
    means: 'The receipt printer reports a fault from which it can recover, or the document printer a paper jam.',
    todo: ['Look for a paper jam.', 'Let a hot print head cool.', 'Switch the printer off and on.'],
  },
  'PRN-115': {
    title: 'Unrecoverable fault of the printer',
    citizenSees: 'The printer has a fault; the receipt can be shown as a code instead.',
    means: 'The receipt printer reports a fault from which it cannot recover.',
    todo: ['Switch the printer off and on.', 'If it happens again, exchange the printer.'],
  },
  'PRN-116': {
    title: 'Toner is used up',
    citizenSees: 'The printer has no toner; a member of staff is needed.',
    means: 'The document printer stopped. A cartridge is empty or missing, or the waste toner box is full.',
    todo: [
      'Run `sudo asan-kiosk document-printer status`: it names cartridges and levels.',
      'Change the cartridge or the waste toner box.',
    ],
  },
  'PRN-117': {
    title: 'Output tray is full',
    citizenSees: 'The printed sheets have to be taken out of the printer first.',
    means: 'The document printer stopped because its output tray is full.',
    todo: [
      'Empty the output tray. Destroy every sheet that names a person.',
      'If the tray is empty, clean its sensor.',
    ],
  },
  'PRN-118': {
    title: 'Printer is stopped or takes no jobs',
    citizenSees: 'The printer has a fault; a member of staff is needed.',
    means:
      'The document printer was paused by hand, is busy with jobs of other users, or stands still without a reason that it names.',
    todo: [
      'Read the display of the printer.',
      'If it is paused, end the pause at its display.',
      'Switch the printer off and on.',
    ],
  },
  'PRN-121': {
    title: 'Printer does not take the document',
    citizenSees: 'The document cannot be printed here; a member of staff is needed.',
    means:
      'The document printer cannot print this job. For example, it accepts no PDF, cannot read this PDF, or makes fewer copies than the job needs. The message quotes the reason.',
    todo: [
      'Print any PDF with `sudo asan-kiosk document-printer print FILE`. If every PDF is refused, the printer cannot print PDF: exchange it.',
      'If only this PDF is refused, report the document to the back office.',
    ],
  },
  'PRN-122': {
    title: 'Printer ended the job',
    citizenSees: 'The document did not come out whole; what came out is void.',
    means:
      'The document printer accepted the job and gave it up, or a person at its display or the kiosk ended the job. The kiosk ends a job if no sheet comes out for 66 s, and 6 s more for each further sheet of the job. Nothing of that job is printed later.',
    todo: [
      'Take away the sheets that came out, and destroy them.',
      'If no sheet came out, look at the display of the printer, then switch it off and on. A shared printer may be busy with pages of other users.',
      'If it happens often, read the event log of the printer.',
    ],
  },
  'PRN-201': {
    title: 'Paper is low',
    citizenSees: 'Paper is low. The page says so before the citizen pays.',
    means:
      'The near-end sensor of the receipt printer sees that the roll ends soon. There is still paper for some receipts.',
    todo: [
      'Put in a new roll when you next come to the kiosk.',
      'If the message comes too early or too late, move the near-end sensor.',
    ],
  },
  'PRN-202': {
    title: 'Too little paper for this receipt',
    citizenSees:
      'The paper is not enough for this receipt. The page says so before the citizen pays. Services that need a printed paper are not offered.',
    means:
      'The estimated rest of the roll, from `devices.printer.rollM` of the profile, is shorter than the longest paper of the service. If a near-end sensor sees enough paper, the kiosk ignores this estimate.',
    todo: [
      'Put in a new roll. Open the cover and let the printer report the end of the old roll: otherwise the kiosk goes on counting the old roll.',
      'If there is plenty of paper, compare `rollM` with the length of a new roll in metres.',
    ],
  },
  'PRN-203': {
    title: 'Too little paper or toner for this document',
    citizenSees:
      'A free certificate comes as a copy for information. A paid certificate is not offered. The page says so before the citizen pays.',
    means:
      'The trays of the document printer have fewer sheets than the document may need (`pages` of its service, times the copies). Or its toner has a percentage that may not last. If the printer does not count sheets or toner, the kiosk assumes that there is enough.',
    todo: [
      'Put paper into the tray.',
      'Run `sudo asan-kiosk document-printer status`: it names trays, cartridges and levels.',
    ],
  },
  'PRN-204': {
    title: 'Certificate comes as a copy for information only',
    citizenSees:
      'The page of the service says that only a copy for information is printed, before the kiosk asks for a card. The paper says it too.',
    means:
      'A service has `printedOn: a4`. This kiosk has no document printer (`devices.documentPrinter` of the profile), or the printer cannot print now.',
    todo: [
      'Run `sudo asan-kiosk doctor`: it names the fault of the document printer.',
      'If the kiosk has no document printer, do nothing.',
    ],
  },
  'PRN-205': {
    title: 'No document printer for a paid document',
    citizenSees: 'The kiosk does not offer the service, so no citizen pays for a copy for information.',
    means: 'A service has `printedOn: a4` and a price, and the profile has no `devices.documentPrinter`.',
    todo: [
      'Put a document printer into the cabinet and the profile. Or do nothing: other kiosks and windows print the document.',
    ],
  },
  'PRN-211': {
    title: 'Paper of another visit was refused',
    citizenSees: 'The paper was not printed. A member of staff is needed.',
    means:
      'The program wanted to print a paper of another visit than the current one, or a paper of staff during a visit. Not one byte of it was sent to the printer. This is a fault of this software; the log has a `bug` line.',
    todo: ['Report the fault with the `bug` line.', 'Look into the ledger for what was paid and registered.'],
  },
  'PRN-212': {
    title: 'Paper for another person was refused',
    citizenSees: 'The paper was not printed. A member of staff is needed.',
    means:
      'A paper names another person than the card of this visit, and the earlier check (BKO-105) did not notice it. Not one byte of the paper was sent to the printer. The log has a `bug` line.',
    todo: ['Report the fault with the `bug` line.', 'Do not print the document by hand.'],
  },
  'PRN-123': {
    title: 'Printer fails for several people',
    citizenSees: 'Receipts and numbers are shown on the screen, and certificates are not printed.',
    means:
      'The printer is ready, but too many papers failed or had to be printed again, because of the cutter, the mechanics or a lost answer. The log line `device.degraded` has the numbers. In the state `withdrawn` the kiosk plans no paper; in the state `degraded` it only tells staff.',
    todo: [
      'Open the printer. Take out scraps of paper, clean head and roller with alcohol, and see that the cutter moves freely.',
      'If the log has `PRN-103`, look at the cable and the power of the printer.',
      'Stop the kiosk and run `sudo asan-kiosk printer test-page --profile /etc/asan-kiosk/profile.yaml`. If the page comes out whole, the kiosk prints again when it starts.',
      "If you cannot stop the kiosk, press *Cleaned* on the technician's page. The next failed paper withdraws the printer again.",
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
