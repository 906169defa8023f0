import { describe, expect, it } from 'vitest';
import type { CitizenScreen } from '../../../device/screen/screen.ts';
import { PLAIN_DISPLAY } from '../../../device/words/display.ts';
import { samplesIn, screenOf } from '../../gallery/samples.ts';
import type { ViewName } from '../../samples/sample.ts';
import { earconAfter, earconOf } from './earcons.ts';

const ASKED = { language: 'en', display: PLAIN_DISPLAY, simulated: false } as const;

const heardOn = (show: ViewName): string => {
  const heard = samplesIn('en')[show].map(({ name }) => earconOf(screenOf(show, name, ASKED, 4)) ?? 'silent');
  return [...new Set(heard)].sort().join(' ');
};

it('when the samples of each page are shown, then these sounds are theirs', () => {
  const shows = Object.keys(samplesIn('en')) as ViewName[];
  expect(Object.fromEntries(shows.map((show) => [show, heardOn(show)]))).toMatchInlineSnapshot(`
    {
      "answering": "silent trouble",
      "askingCancel": "silent",
      "attract": "silent trouble",
      "beforeYouStart": "silent trouble",
      "browsing": "silent",
      "checking": "silent trouble",
      "choosing": "silent",
      "choosingDue": "silent",
      "choosingPayment": "silent",
      "choosingPlace": "silent trouble",
      "choosingSlot": "silent trouble",
      "credited": "done trouble",
      "dealing": "silent trouble",
      "done": "done",
      "enteringCode": "silent trouble",
      "found": "done silent trouble",
      "identifying": "silent trouble",
      "identifyingByPhone": "silent",
      "issuing": "done wait",
      "lodging": "wait",
      "lookingUp": "silent trouble",
      "noDue": "silent trouble",
      "noteTooLarge": "trouble",
      "offeringCode": "silent trouble",
      "outOfService": "silent",
      "parked": "done",
      "parking": "trouble wait",
      "paying": "silent trouble wait",
      "payingCash": "silent trouble",
      "prefilling": "silent",
      "previewing": "done",
      "printTrouble": "trouble",
      "printing": "wait",
      "quoting": "silent trouble",
      "readingDocument": "wait",
      "readingDues": "silent trouble",
      "readingReply": "silent",
      "readingSlots": "silent trouble",
      "receiptQr": "silent",
      "resuming": "silent trouble",
      "searching": "silent",
      "showingDue": "silent",
      "starting": "silent",
      "trouble": "trouble",
      "typingCode": "silent trouble",
      "typingCredit": "silent trouble",
      "typingPart": "silent trouble",
      "whatIsRead": "silent",
      "whatWasRead": "done",
      "wrongDocument": "trouble",
    }
  `);
});

/** Screens in the order of a visit; the same page has the same step. */
function heardAlong(...screens: readonly object[]): string {
  let before: CitizenScreen | null = null;
  const heard = screens.map((view) => {
    const frame = { cabinetOpen: false, scan: null, step: (view as CitizenScreen).show };
    const screen = { ...frame, ...view } as CitizenScreen;
    const earcon = earconAfter(before, screen);
    before = screen;
    return earcon ?? '-';
  });
  return heard.join(' ');
}

const CHECKING = { show: 'checking', blocked: null };
const LODGING = { show: 'lodging' };
const PRINTING = { show: 'printing' };
const DONE = { show: 'done' };
const paying = (stage: string) => ({ show: 'paying', stage });
const issuing = (money: string) => ({ show: 'issuing', money });
const identifying = (trouble: string | null) => ({
  show: 'identifying',
  trouble,
  occupied: false,
  parent: null,
  phoneProblem: null,
});

describe('sounds along a visit', () => {
  it('when a free service goes through three waits, then *wait* sounds once, and *done* at the end', () => {
    expect(heardAlong(CHECKING, LODGING, issuing('none'), PRINTING, DONE)).toBe('- wait - - done');
  });

  it('when a card pays, then *wait* sounds for the bank, *done* for the payment and again for the paper', () => {
    const stages = ['preparing', 'present-card', 'processing', 'registering', 'remove-card'].map(paying);
    expect(heardAlong(...stages, issuing('taken'), PRINTING, DONE)).toBe('- - wait - - done wait done');
  });

  it('when a payment is declined twice, then each decline sounds', () => {
    const declined = { show: 'trouble', code: 'TRM-201' };
    expect(heardAlong(paying('processing'), declined, paying('present-card'), declined)).toBe('- trouble - trouble');
  });

  it('when money goes back, then *trouble* sounds', () => {
    expect(heardAlong(issuing('taken'), issuing('returning'), issuing('returned'))).toBe('- trouble trouble');
  });

  it('when the list of accesses is opened and closed on the last page, then the visit does not sound again', () => {
    expect(heardAlong(PRINTING, DONE, { show: 'whatWasRead' }, DONE)).toBe('- done - -');
  });

  it('when a note comes back, then it sounds once, although the page goes on to *insert*', () => {
    const cash = (stage: string, back: string | null) => ({ show: 'payingCash', stage, back, trouble: null });
    const stages = [
      cash('insert', null),
      cash('reading', null),
      cash('take-note', 'returned'),
      cash('insert', 'returned'),
    ];
    expect(heardAlong(...stages)).toBe('- - trouble -');
  });

  it('when the language, the volume or the called staff change on a page of trouble, then nothing sounds again', () => {
    const declined = { show: 'trouble', code: 'TRM-201' };
    expect(heardAlong(CHECKING, declined, { ...declined, called: true }, { ...declined, language: 'ru' })).toBe(
      '- trouble - -',
    );
  });

  it('when another card has another trouble, then it sounds again', () => {
    const cards = [null, 'RDR-201', 'RDR-201', 'RDR-202'].map(identifying);
    expect(heardAlong(...cards)).toBe('- trouble - trouble');
  });

  it('when a typed answer is refused, then another language of the page does not sound again', () => {
    const asked = (problem: string | null) => ({ show: 'answering', question: { kind: 'text', problem } });
    expect(heardAlong(asked(null), asked('too short'), asked('слишком коротко'))).toBe('- trouble -');
  });

  it('when a note lies over the page, then it sounds once, and the pages below sound as usual', () => {
    const open = { cabinetOpen: true };
    expect(heardAlong(LODGING, { ...LODGING, ...open }, { ...PRINTING, ...open }, { ...DONE, ...open }, DONE)).toBe(
      '- trouble - done -',
    );
    const scanned = { show: 'choosing', scan: 'foreign' };
    expect(heardAlong({ show: 'choosing' }, scanned, { show: 'choosing' }, scanned)).toBe('- trouble - trouble');
  });

  it('when the kiosk goes out of service between visits, then it is silent', () => {
    expect(heardAlong({ show: 'attract' }, { show: 'outOfService' }, { show: 'attract' })).toBe('- - -');
  });
});
