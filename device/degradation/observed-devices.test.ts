import { describe, expect, it } from 'vitest';
import type { ReaderEvent, ReaderTrouble } from '../../drivers/id-reader/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import { AYSEL } from '../../test/rigs/machine-rig.ts';
import { banknoteAttemptOf, chipAttemptOf, paperAttemptOf, zoneAttemptOf } from './observed-devices.ts';

const read = (assurance: 'zone' | 'chip'): ReaderEvent => ({
  type: 'document.read',
  result: ok({ document: AYSEL, assurance }),
});
const refused = (trouble: ReaderTrouble): ReaderEvent => ({ type: 'document.read', result: err(trouble) });
const unreadable = { code: 'RDR-101', kind: 'unreadable' } as const;

describe('reports of a reader', () => {
  it.each<[string, ReaderEvent, unknown, unknown]>([
    ['a card was inserted', { type: 'document.inserted' }, null, null],
    ['a zone was read', read('zone'), ['zone', 'good'], null],
    ['a chip was read', read('chip'), ['zone', 'good'], ['chip', 'good']],
    ['no zone was found', refused(unreadable), ['zone', 'failed'], null],
    ['a letter was misread', refused({ code: 'RDR-102', kind: 'check-digit', failed: [] }), ['zone', 'failed'], null],
    ['the card was taken away', refused({ code: 'RDR-103', kind: 'removed-early' }), null, null],
    [
      'the signature is wrong',
      refused({ code: 'RDR-107', kind: 'unconfirmed', cause: 'RDR-242' }),
      null,
      ['chip', 'good'],
    ],
    ['the chip was silent', refused({ ...unreadable, cause: 'RDR-202' }), ['zone', 'failed'], ['chip', 'failed']],
    ['another chip answered', refused({ ...unreadable, cause: 'RDR-221' }), ['zone', 'failed'], null],
  ])('when %s, then zone reader and chip reader are judged', (_, event, zone, chip) => {
    expect([zoneAttemptOf(event), chipAttemptOf(event)]).toEqual([zone, chip]);
  });
});

it.each([
  [{ type: 'note.inserted' } as const, null],
  [{ type: 'note.stacked', noteId: 'n', value: 500 } as const, ['notes', 'good']],
  [{ type: 'note.returned', noteId: null, value: 500 } as const, ['notes', 'good']],
  [{ type: 'note.returned', noteId: null, value: null } as const, null],
  [{ type: 'note.refused', reason: 'invalid-note' } as const, ['notes', 'failed']],
  [{ type: 'note.refused', reason: 'badly-inserted' } as const, ['notes', 'failed']],
  [{ type: 'note.refused', reason: 'foreign-item' } as const, null],
  [{ type: 'note.refused', reason: 'not-accepted' } as const, null],
])('when the validator reports %j, then it is judged as %j', (event, judged) => {
  expect(banknoteAttemptOf(event)).toEqual(judged);
});

it.each([
  [{ kind: 'printed', copy: 1 } as const, ['paper', 'good']],
  [{ kind: 'printed', copy: 1, on: 'sheets' } as const, null],
  [{ kind: 'slipPrinted', about: 'payment' } as const, ['paper', 'good']],
  [{ kind: 'printFailed', code: 'PRN-113' } as const, ['paper', 'failed']],
  [{ kind: 'printFailed', code: 'PRN-113', on: 'sheets' } as const, null],
  [{ kind: 'printFailed', code: 'PRN-111' } as const, null],
  [{ kind: 'saleSent' } as const, null],
])('when the ledger gets %j, then the printer is judged as %j', (entry, judged) => {
  expect(paperAttemptOf(entry)).toEqual(judged);
});
