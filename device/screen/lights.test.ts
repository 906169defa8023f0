import { expect, it } from 'vitest';
import { lightsForPage } from './lights.ts';
import type { CitizenScreen } from './screen.ts';

const at = (view: object, needsStaff = false) =>
  [...lightsForPage({ toTake: [], cabinetOpen: false, ...view } as unknown as CitizenScreen, needsStaff)]
    .map(([name, pattern]) => (pattern === 'on' ? name : `${name}~`))
    .sort()
    .join(' ');

it.each([
  [{ show: 'starting' }, ''],
  [{ show: 'outOfService' }, ''],
  [{ show: 'attract' }, 'status'],
  [{ show: 'identifying', stage: 'waiting', trouble: null }, 'attention readerLight~ status'],
  [{ show: 'identifying', stage: 'waiting', trouble: 'RDR-201' }, 'attention readerLight~ status'],
  [{ show: 'identifying', stage: 'waiting', trouble: 'RDR-104' }, 'status'],
  [{ show: 'identifying', stage: 'waiting', trouble: 'RDR-109' }, 'status'],
  [{ show: 'identifying', stage: 'reading', trouble: null }, 'status'],
  [{ show: 'checking', takeCard: true }, 'attention readerLight~ status'],
  [{ show: 'checking', takeCard: false }, 'status'],
  [{ show: 'answering', takeCard: true }, 'attention readerLight~ status'],
  [{ show: 'answering', takeCard: false }, 'status'],
  [{ show: 'offeringCode', takeCard: true }, 'attention readerLight~ status'],
  [{ show: 'found', takeCard: true }, 'attention readerLight~ status'],
  [{ show: 'paying', stage: 'preparing' }, 'status'],
  [{ show: 'paying', stage: 'present-card' }, 'attention status terminalLight~'],
  [{ show: 'paying', stage: 'processing' }, 'status'],
  [{ show: 'paying', stage: 'cancelling-card' }, 'attention status terminalLight~'],
  [{ show: 'payingCash', stage: 'insert' }, 'attention notesLight~ status'],
  [{ show: 'payingCash', stage: 'blocked' }, 'status'],
  [{ show: 'printing' }, 'attention printerLight~ status'],
  [{ show: 'printing', late: { afterS: 30, endsAfterMinutes: 5 } }, 'attention documentPrinterLight~ status'],
  [{ show: 'printTrouble' }, 'status'],
  [{ show: 'trouble', slip: 'printing' }, 'attention printerLight~ status'],
  [{ show: 'trouble', slip: 'printed', toTake: ['paper'] }, 'attention printerLight status'],
  [{ show: 'trouble', slip: 'not-printed' }, 'status'],
  [{ show: 'trouble', slip: null }, 'status'],
  [{ show: 'maintaining' }, ''],
  [{ show: 'choosing', cabinetOpen: true }, 'attention status'],
  [{ show: 'done', takeCard: true, toTake: ['card', 'paper'] }, 'attention printerLight readerLight status'],
  [{ show: 'done', takeCard: false }, 'status'],
  [{ show: 'attract', toTake: ['note'] }, 'attention notesLight status'],
  [{ show: 'outOfService', toTake: ['card', 'note'] }, 'attention notesLight readerLight'],
])('when the page is %j, then the lights are %s', (view, lit) => expect(at(view)).toBe(lit));

it.each([
  [{ show: 'attract' }, 'attention status'],
  [{ show: 'outOfService' }, 'attention'],
  [{ show: 'checking', takeCard: false }, 'status'],
])('when staff should clean a device and the page is %j, then the lights are %s', (view, lit) =>
  expect(at(view, true)).toBe(lit),
);
