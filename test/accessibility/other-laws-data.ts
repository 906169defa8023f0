import { type ClauseGroup, notYet, outside, partly } from './clause.ts';
import { TESTS as T } from './proving-tests.ts';

const NO_SPEECH = 'Speech in headphones is new, and no test proves this row yet.';
const HARDWARE = 'The cabinet decides this. No cabinet was measured.';

export const KOREA: ClauseGroup = {
  title: 'Korea: notice for kiosks',
  intro: `Read in the press, not in the law: the rule in force, and the draft amendment of July 2025. It is not known here whether the draft is in force. Its eight items of ease
are not listed, because their text was not at hand.`,
  clauses: [
    partly(
      'letters',
      'Letters are 12 mm high.',
      'Letters of 13.5 mm with their space, and capitals of 9.8 mm, come at 200 %. See *Text size*.',
      {
        tests: [T.geometry],
      },
    ),
    partly(
      'letters, draft',
      'On screens up to 28 cm, letters of 7.25 mm.',
      'On the panel of 10.1″, type of 8.8 mm with its space, and capitals of 6.4 mm, come at the largest size. The pages were not yet measured on it.',
      { tests: [T.geometry] },
    ),
    partly(
      'zoom, draft',
      'The page grows to 200 %; *excellent* if pictures grow, too.',
      'Only text grows: *ordinary*.',
      { tests: [T.geometry] },
    ),
    notYet('voice or Braille', 'Speech or Braille tells what is visible.', NO_SPEECH, {
      byHand: 'Look for Braille at jack, keypad and slots.',
    }),
    notYet('knees', 'Knees have room below the cabinet.', HARDWARE, {
      byHand: 'Drive to the cabinet in a wheelchair.',
    }),
    notYet('floor', 'The floor in front leads by touch.', 'The centre lays the floor.', {
      byHand: 'Look at the floor of the centre.',
    }),
    partly(
      'help',
      'A citizen can call for help by sign, text and voice.',
      'Staff are called by one key, and 108 by phone. Sign language and text are missing.',
      {
        tests: [T['call from anywhere'], T['staff called']],
      },
    ),
  ],
};

export const CFR_382_57: ClauseGroup = {
  title: '14 CFR 382.57 (c)',
  intro: 'The rule for airport kiosks in the USA. It does not bind here; it is the most exact rule for kiosks.',
  clauses: [
    partly(
      '(1)',
      'Operable without anything attached, except headphones.',
      'A person without sight cannot use the kiosk.',
      {
        tests: [T['paid visit'], T['keypad alone']],
      },
    ),
    notYet('(2)', 'Free floor in front.', HARDWARE, { byHand: 'Measure 760 × 1 220 mm.' }),
    notYet('(3)(i)', 'Parts can be felt without moving them.', HARDWARE, {
      byHand: 'Find each part with closed eyes.',
    }),
    partly(
      '(3)(ii)',
      'Before a time-out: a sign to see and to hear or feel, and more time on request.',
      'The warning has no sound.',
      {
        tests: [T.warned, T.extended],
      },
    ),
    notYet('(3)(iii)', 'States can be seen, and heard or felt.', `${NO_SPEECH} They can be seen.`, {
      tests: [T['settings shown']],
    }),
    partly('(3)(iv)', 'Colour is never the only sign.', 'As WCAG 1.4.1.', { byHand: 'As WCAG 1.4.1.' }),
    notYet('(4)', 'The same privacy for all; a screen that goes dark in speech mode.', NO_SPEECH),
    notYet('(5)(i)', 'Speech for all that is visible.', NO_SPEECH),
    notYet('(5)(i)(A)', 'A masked character is spoken as *asterisk*.', NO_SPEECH),
    notYet('(5)(i)(C)', 'Speech stops at a key, and can be repeated and paused.', NO_SPEECH),
    notYet('(5)(i)(D)', 'Speech says what the receipt says.', NO_SPEECH),
    notYet(
      '(5)(ii)(A)',
      'Volume of headphones: set by the citizen, then reset.',
      `${NO_SPEECH} The keys and the reset exist.`,
      {
        tests: [T.volume],
      },
    ),
    notYet('(5)(ii)(B)', 'Loudspeaker: 65 dB, and 20 dB above a loud hall; then reset.', NO_SPEECH, {
      byHand: 'Measure the loudspeaker and the hall with a sound meter.',
    }),
    outside('(5)(iii)', 'Recordings have captions.', 'The kiosk has no recordings.'),
    notYet(
      '(5)(iv)',
      'The side of a ticket can be felt, if it matters.',
      'A scanner reads one side of a ticket; nothing marks that side.',
    ),
    partly('(6)(i)', 'Each function has a control that can be felt.', 'The keypad is optional.', {
      tests: [T['keypad alone'], T.arrows],
    }),
    outside(
      '(6)(ii)–(iii)',
      'Letters and digits on keys have a usual order, and marks on F, J and 5.',
      'The keypad has neither letters nor digits.',
    ),
    notYet('(6)(iv)', 'Keys have signs to see and to feel.', HARDWARE, {
      byHand: 'Look at the keypad of the cabinet, and feel its keys.',
    }),
    notYet('(7)(i)', 'The page can be read from an eye height of 1 015 mm.', HARDWARE, {
      byHand: 'As EN 301 549, 8.3.5.',
    }),
    partly(
      '(7)(ii)',
      'Letters without serifs, capitals of 4.8 mm, a contrast of 3:1.',
      'No test looks at the typeface, which is Inter.',
      { tests: [T.geometry, T.axe] },
    ),
    notYet('(8)', 'Braille says how speech begins.', NO_SPEECH, { byHand: 'Look for Braille at the jack.' }),
    outside('(9)', 'No biometric feature is the only way in.', 'The kiosk compares no faces, fingers or voices.'),
  ],
};
