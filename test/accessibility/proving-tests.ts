import type { ProvingTest } from './clause.ts';

const of = (file: string, title: string): ProvingTest => ({ file: `test/${file}`, title });

/** The keys are the names on the page. */
export const TESTS = {
  geometry: of(
    'browser/gallery.test.ts',
    'when the language is $spoken on $panel.title, lower screen: $lower, then each screen fits in each text size',
  ),
  axe: of('browser/gallery.test.ts', 'when a screen is drawn, in each set of colours, then axe finds no fault'),
  edges: {
    file: 'ui/design/tokens.test.ts',
    title: 'when the colours are %s, then lines of controls and of the focus have a contrast of 3:1',
  },
  'own language': of(
    'browser/gallery.test.ts',
    'when a part of a page has its own language, then its text is the same on the page of each language',
  ),
  'large text': of('browser/seen-at-once.test.ts', 'when %s is drawn on %s at %i %, then all of %s is in view'),
  focus: of(
    'browser/focus-order.test.ts',
    'when Tab is pressed with text of %i %, then it reaches each control in order of reading, the focus is visible, and nothing else happens',
  ),
  'upper first': of(
    'browser/focus-order.test.ts',
    'when Tab is pressed on $title, then upper controls come before lower ones',
  ),
  heading: of(
    'browser/heard-and-reached.test.ts',
    'when a page is drawn, then the focus is at its heading, or at *stay* of a question',
  ),
  'foreign words': of(
    'browser/heard-and-reached.test.ts',
    'when an Azerbaijani page has a Russian text, then it is marked for a Russian voice',
  ),
  'typed error': of(
    'browser/heard-and-reached.test.ts',
    'when a page draws another page in its place, then the focus is at the heading of the new one',
  ),
  scrolled: of(
    'browser/heard-and-reached.test.ts',
    'when a page does not fit at twice the size, then two buttons reach all of it',
  ),
  'each control': of(
    'browser/every-control.test.ts',
    'when the page is as in $name, then each control sends one intent or changes the page, and each offer has a control',
  ),
  'each setting': of('browser/every-control.test.ts', 'when setting %i is pressed, then only %j changes'),
  arrows: of(
    'browser/keypad-reach.test.ts',
    'when a page is drawn, then the arrows reach each enabled control from each other',
  ),
  'keypad alone': of(
    'browser/keypad.test.ts',
    'when a citizen has only the keypad, then a paid visit comes to its paper (%s)',
  ),
  'first key': of(
    'browser/keypad.test.ts',
    'when a key is pressed for the first time on a page, then it shows the ring and does nothing else',
  ),
  'help key': of(
    'browser/keypad.test.ts',
    'when *help* is pressed, then the page says what the keys do, and *back* closes it',
  ),
  volume: of(
    'browser/keypad.test.ts',
    'when headphones are in, then each page shows the volume, which the next person does not inherit',
  ),
  lifted: of('browser/touches.test.ts', 'when the finger is lifted, then the touch acts, and not before'),
  trembling: of(
    'browser/touches.test.ts',
    'when a trembling finger stays near its control, then the touch counts; farther away it does not',
  ),
  'two fingers': of('browser/touches.test.ts', 'when two fingers touch, then neither touch acts'),
  'held key': of('browser/touches.test.ts', 'when a mouse or a held key presses a button, then the button acts once'),
  'calm touch': of('browser/touches.test.ts', 'when a second touch follows at once, then it has no effect'),
  mounting: of(
    'accessibility/mounting-page.test.ts',
    'when the page is read, then each panel has a row with its heights',
  ),
  'lower offered': of(
    'browser/touches.test.ts',
    'when two touches in a row land beside all controls in the lowest fifth, then the page asks at its lower edge',
  ),
  'settings shown': of(
    'browser/help-sheet.test.ts',
    'when more time or calm touch is on, then the keys for help show it',
  ),
  'staff called': of(
    'browser/help-sheet.test.ts',
    'when staff are called in the sheet, then the same button has the focus and says so',
  ),
  'call kept': of('browser/help-sheet.test.ts', 'when staff are called on %s, then the same button keeps the focus'),
  'call from anywhere': of(
    'journeys/first-page.test.ts',
    'when a citizen calls on any page of a visit, then staff are called, and the next person finds no call',
  ),
  'no seconds': of(
    'browser/help-sheet.test.ts',
    'when the citizen wants more time on %s, then the idle warning says no seconds',
  ),
  reminder: of(
    'browser/take-away.test.ts',
    'when a %s is not taken, then the page sounds after a wait, and stops when the thing is taken',
  ),
  sounds: of(
    'browser/sound.test.ts',
    'when a page sounds in some of its states, then it looks different in the silent states',
  ),
  warned: of(
    'browser/idle.test.ts',
    'when the citizen is idle for a minute, then a warning comes; a touch keeps the visit, no touch ends it',
  ),
  extended: of(
    'journeys/scenarios.test.ts',
    'when the citizen extends eleven times, then the next warning ends the visit',
  ),
  'more time': of(
    'journeys/first-page.test.ts',
    'when the citizen wants more time, then the kiosk waits and warns twice as long',
  ),
  reset: of('journeys/scenarios.test.ts', 'when the next visit begins, then the display settings are reset'),
  checked: of('journeys/scenarios.test.ts', 'when *check your answers* is shown, then nothing was sold or lodged'),
  changed: of('journeys/scenarios.test.ts', 'when one answer is changed, then *check your answers* returns'),
  'known phone': of(
    'journeys/known-phone.test.ts',
    'when the page of the phone number opens, then it offers the masked number first, and says what each number is for',
  ),
  found: of(
    'browser/finding.test.ts',
    'when a word is typed, then services are found with marked letters, also after going back',
  ),
  groups: of('browser/finding.test.ts', 'when a group is touched, then its services can be chosen'),
  'paid visit': of(
    'browser/journey.test.ts',
    'when a paid visit ends, then sale, registration, ledger entry and receipt agree',
  ),
  scanned: of(
    'journeys/scan.test.ts',
    'when the ticket of an appointment is scanned, then the citizen checks in without a key',
  ),
} as const satisfies Readonly<Record<string, ProvingTest>>;
