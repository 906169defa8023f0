import { type Clause, type ClauseGroup, met, notYet, outside, partly } from './clause.ts';
import { TESTS as T } from './proving-tests.ts';

const NO_SPEECH = 'Speech in headphones is new, and no test proves this row yet.';
const HARDWARE = 'The cabinet decides this. No cabinet was measured.';

const SPEECH: readonly Clause[] = [
  notYet('5.1.3.1', 'Speech says everything that is visible and needed.', NO_SPEECH),
  notYet(
    '5.1.3.2',
    'Speech comes from a jack or a loudspeaker that a person finds without sight.',
    `${NO_SPEECH} The keypad has a jack, and the kiosk notices headphones.`,
    { byHand: 'Find the jack with closed eyes.' },
  ),
  notYet('5.1.3.3', 'Speech and page agree.', NO_SPEECH),
  notYet('5.1.3.4', 'The citizen can interrupt and repeat speech.', NO_SPEECH),
  notYet('5.1.3.5', 'A key or a touch interrupts speech.', NO_SPEECH),
  notYet('5.1.3.6', 'Speech says what a picture tells.', `${NO_SPEECH} Pictures have names for it.`, {
    tests: [T.axe],
  }),
  outside('5.1.3.7', 'Speech says what a video tells.', 'The kiosk has no video.'),
  notYet('5.1.3.8', 'Masked characters are not spoken, except in headphones.', NO_SPEECH),
  notYet('5.1.3.9', 'Personal data are spoken only in headphones.', NO_SPEECH),
  notYet('5.1.3.10', 'No other sound covers speech.', NO_SPEECH),
  notYet(
    '5.1.3.11',
    'The citizen sets the volume of the headphones without sight.',
    `${NO_SPEECH} The volume keys of the keypad work, and the page shows the volume.`,
    { tests: [T.volume] },
  ),
  notYet('5.1.3.12', 'The volume of the loudspeaker can be raised to 65 dB.', NO_SPEECH, {
    byHand: 'Measure the loudspeaker with a sound meter at the place of the head.',
  }),
  notYet(
    '5.1.3.13',
    'The volume returns to its first value after each citizen.',
    `${NO_SPEECH} The volume that the page shows does return.`,
    { tests: [T.volume] },
  ),
  notYet(
    '5.1.3.14',
    'Speech has the language of the page.',
    `${NO_SPEECH} Pages, and parts in another language, are marked for it.`,
    { tests: [T['foreign words'], T['own language']] },
  ),
  notYet(
    '5.1.3.15',
    'Speech names the wrong entry and the reason.',
    `${NO_SPEECH} The heading is described by the reason.`,
    { tests: [T['typed error']] },
  ),
  notYet('5.1.3.16', 'Speech says what a receipt or ticket says.', NO_SPEECH),
];

const CLOSED: readonly Clause[] = [
  partly(
    '5.1.2.2',
    'The kiosk can be used without anything that the citizen attaches.',
    'A person without sight cannot use it. A person who cannot touch the screen needs the optional keypad.',
    { tests: [T['paid visit'], T['keypad alone']] },
  ),
  ...SPEECH,
  partly(
    '5.1.4',
    'One setting shows capitals of 0.7° at the usual distance: 7.3 mm at 60 cm.',
    'See *Text size*: at 200 %, keys and a few labels have smaller capitals.',
    { tests: [T.geometry] },
  ),
  met('5.1.5', 'A sound that tells something is also visible.', T.reminder, T.sounds),
  met('5.1.6.1', 'Everything works without a keyboard, or with keys that need no sight.', T['each control'], T.arrows),
  met('5.1.6.2', 'The focus is never trapped.', T.focus, T.arrows),
  outside('5.1.7', 'Everything works without the voice of the citizen.', 'The kiosk does not listen.'),
];

const GENERAL: readonly Clause[] = [
  partly(
    '5.2',
    'A citizen who needs a feature can switch it on without help.',
    'Speech is missing. The keys for text and colours are on the first page; a keypad has its own help key.',
    { tests: [T['settings shown'], T['help key']] },
  ),
  outside('5.3', 'No biometric feature is the only way in.', 'The kiosk compares no faces, fingers or voices.'),
  outside('5.4', 'Conversion keeps what helps accessibility.', 'The kiosk converts no documents of others.'),
  notYet('5.5.1', 'No part needs a tight grip, a pinch or a turn of the wrist.', HARDWARE, {
    byHand: 'Take card, note and paper with a closed fist and with one finger.',
  }),
  notYet('5.5.2', 'Each part can be found without sight and without moving it.', `${NO_SPEECH} ${HARDWARE}`, {
    byHand: 'Find slot, reader, terminal and keypad with closed eyes.',
  }),
  notYet('5.6.1', 'The state of a switch can be felt or heard.', NO_SPEECH),
  partly('5.6.2', 'The state of a switch is visible.', 'The test looks at two of five settings.', {
    tests: [T['settings shown']],
    byHand: 'Press each setting of the help sheet in each set of colours. Its state is visible.',
  }),
  met('5.7', 'A held key does not repeat too soon: no key repeats.', T['held key'], T.lifted),
  met('5.8', 'A second stroke on a key can be ignored for 0.5 s: calm touch ignores it for 0.8 s.', T['calm touch']),
  met('5.9', 'No action needs two fingers or keys at once.', T['two fingers'], T['each control']),
];

const REACH = 'Lower edge of the glass at 900 mm. With *lower screen*, the software draws nothing above 1 220 mm.';

const STATIONARY: readonly Clause[] = [
  partly(
    '8.3.2.1',
    'Forward reach: nothing is higher than 1 220 mm.',
    `${REACH} After two touches that reach no control, the page offers it. Reader, slots and terminal depend on the cabinet.`,
    {
      tests: [T.geometry, T['lower offered']],
      byHand: 'Measure the height of glass, reader, slots and terminal above the floor.',
    },
  ),
  partly(
    '8.3.2.2',
    'Forward reach: nothing is lower than 380 mm.',
    'The parts below the glass depend on the cabinet.',
    {
      tests: [T.geometry],
      byHand: 'Measure the height of the lowest slot above the floor.',
    },
  ),
  notYet('8.3.2.3', 'A part in front of the controls is not too deep for the arm.', HARDWARE, {
    byHand: 'Measure the depth of a shelf in front of the glass: at most 510 mm.',
  }),
  notYet('8.3.2.4–6', 'Knees and toes have room below a shelf.', HARDWARE, {
    byHand: 'Drive to the cabinet in a wheelchair. Measure width, height and depth below the shelf.',
  }),
  notYet('8.3.3', 'Side reach: from 380 to 1 220 mm, and not too far away.', HARDWARE, {
    byHand: 'Measure from a wheelchair beside the cabinet.',
  }),
  notYet('8.3.4', 'The floor in front is level and large enough.', HARDWARE, {
    byHand: 'Measure the free floor: 760 × 1 220 mm at least, without a step.',
  }),
  notYet('8.3.5', 'The page can be read from an eye height of 1 015 mm.', HARDWARE, {
    byHand: 'Sit at 1 015 mm eye height in front of the cabinet, with *lower screen*. No reflection covers the page.',
  }),
  partly(
    '8.3.6',
    'Instructions for mounting say how to meet 8.3.2 to 8.3.5.',
    '[mounting.md](mounting.md) has heights, floor and room for knees. No workshop has built a cabinet by this page yet.',
    { tests: [T.mounting], byHand: 'Mount the first cabinet by the page, and measure each height.' },
  ),
];

const SOFTWARE: readonly Clause[] = [
  notYet('11.1.1.1.2', 'Closed functionality: speech says what pictures tell (5.1.3.6).', NO_SPEECH),
  outside('11.1.2', 'Closed functionality: audio and video have text and speech.', 'The kiosk has no recordings.'),
  notYet('11.1.3.1.2, 11.1.3.2.2', 'Closed functionality: speech keeps structure and order.', NO_SPEECH),
  notYet('11.1.3.5.2', 'Closed functionality: speech says what an entry is for.', NO_SPEECH),
  partly('11.1.4.4.2', 'Closed functionality: text has the size of 5.1.4.', 'As 5.1.4.', { tests: [T.geometry] }),
  outside('11.1.4.5.2', 'Closed functionality: speech says images of text.', 'No page has an image of text.'),
  met('11.2.1.1.2', 'Closed functionality: everything works as 5.1.6.1 asks.', T['each control'], T.arrows),
  notYet('11.3.1.1.2', 'Closed functionality: speech has the language of the page.', NO_SPEECH),
  notYet('11.3.3.1.2', 'Closed functionality: speech names the wrong entry.', NO_SPEECH),
  outside(
    '11.5',
    'Programs for accessibility can read the page.',
    'Closed functionality: citizens install nothing. 5.1 counts.',
  ),
  met('11.6.1', 'The citizen controls the features for accessibility.', T['each setting'], T.reset),
  outside('11.6.2', 'The software does not disturb features of the platform.', 'Citizens cannot reach the platform.'),
  outside(
    '11.7',
    'The software follows settings of the platform.',
    'Citizens cannot reach the platform. The kiosk has its own settings.',
  ),
  outside('11.8', 'Authoring tools make accessible content.', 'The kiosk is no authoring tool.'),
];

export const EN_301_549: ClauseGroup = {
  title: 'EN 301 549 v3.2.1',
  intro: `Clauses 5.1 to 5.9, 8.3 and 11, as far as they concern a kiosk. The citizens' page is closed functionality: citizens attach and install nothing. Clause 11 repeats WCAG 2.1,
which the next table has. Clauses 6 and 7 (calls, video) and 12 (support) do not concern the program.`,
  clauses: [...CLOSED, ...GENERAL, ...STATIONARY, ...SOFTWARE],
};
