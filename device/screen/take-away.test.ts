import { describe, expect, it } from 'vitest';
import { UNANSWERED_DEVICES } from '../session/visit/devices.ts';
import { lightsForPage } from './lights.ts';
import type { CitizenPageView, CitizenScreen } from './screen.ts';
import { thingsToTake } from './take-away.ts';

const NOTE_HANGS_OUT = {
  ...UNANSWERED_DEVICES,
  billValidator: { device: 'online', intake: 'giving-back', blockedBy: null, notes: [], identity: null },
} as const;

const ROWS = [
  [
    'the first page and a card is left',
    { show: 'attract', takeCard: true },
    UNANSWERED_DEVICES,
    true,
    'card',
    'readerLight',
  ],
  ['a closed kiosk and a card is left', { show: 'outOfService' }, UNANSWERED_DEVICES, true, 'card', 'readerLight'],
  ['maintenance and a card is left', { show: 'maintaining' }, UNANSWERED_DEVICES, true, 'card', 'readerLight'],
  ['maintenance and a note is left', { show: 'maintaining' }, NOTE_HANGS_OUT, false, 'note', 'notesLight'],
  [
    'the last page and its card',
    { show: 'done', takeCard: true, printed: false },
    UNANSWERED_DEVICES,
    false,
    'card',
    'readerLight',
  ],
  [
    'the terminal gives the card back',
    { show: 'paying', stage: 'remove-card' },
    UNANSWERED_DEVICES,
    false,
    'bank-card',
    'terminalLight',
  ],
  ['a note comes back', { show: 'payingCash', stage: 'take-note' }, UNANSWERED_DEVICES, false, 'note', 'notesLight'],
  [
    'the first page and a note is left',
    { show: 'attract', takeCard: false },
    NOTE_HANGS_OUT,
    false,
    'note',
    'notesLight',
  ],
  ['a closed kiosk and a note is left', { show: 'outOfService' }, NOTE_HANGS_OUT, false, 'note', 'notesLight'],
  [
    'a printed receipt',
    { show: 'done', takeCard: false, printed: true },
    UNANSWERED_DEVICES,
    false,
    'paper',
    'printerLight',
  ],
  [
    'a trouble with a printed slip',
    { show: 'trouble', takeCard: false, slip: 'printed' },
    UNANSWERED_DEVICES,
    false,
    'paper',
    'printerLight',
  ],
  [
    'a printed credit',
    { show: 'credited', takeCard: false, credit: { printed: true } },
    UNANSWERED_DEVICES,
    false,
    'paper',
    'printerLight',
  ],
] as const;

describe('things to take away', () => {
  it.each(ROWS)(
    'when the page is %s, then its thing is announced and its slot is lit',
    (_, given, devices, left, thing, light) => {
      const view = given as unknown as CitizenPageView;
      const toTake = thingsToTake(view, devices, left);
      expect(toTake).toEqual([thing]);
      expect([...lightsForPage({ ...view, toTake } as CitizenScreen).keys()]).toEqual(
        expect.arrayContaining([light, 'attention']),
      );
    },
  );

  it('when the citizen still needs the card or nothing was printed, then nothing is announced', () => {
    const pages = [
      { show: 'answering', takeCard: true },
      { show: 'attract', takeCard: false },
      { show: 'done', takeCard: false, printed: false },
      { show: 'payingCash', stage: 'insert' },
    ] as unknown as readonly CitizenPageView[];
    for (const view of pages) expect(thingsToTake(view, UNANSWERED_DEVICES, false)).toEqual([]);
  });
});
