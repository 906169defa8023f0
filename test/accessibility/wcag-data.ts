import { type ClauseGroup, met, outside, partly } from './clause.ts';
import { TESTS as T } from './proving-tests.ts';

const NO_RECORDING = 'The kiosk has no recordings.';

export const WCAG: ClauseGroup = {
  title: 'WCAG 2.2, A and AA',
  intro:
    'axe-core proves about a third of WCAG, so axe alone does not make a row *met* if the row also asks for sense. 4.1.1 was removed from WCAG 2.2.',
  clauses: [
    partly(
      '1.1.1',
      'Pictures have a text.',
      'axe finds a name or a mark as decoration. Names and pictures were not compared.',
      {
        tests: [T.axe],
        byHand: 'Compare the name of each picture with the picture, in `npm run gallery`.',
      },
    ),
    ...['1.2.1', '1.2.2', '1.2.3', '1.2.4', '1.2.5'].map((id) =>
      outside(id, 'Recordings have captions, a text or a description.', NO_RECORDING),
    ),
    partly('1.3.1', 'Structure is in the markup.', 'axe proves a part of it. No screen reader was tried.', {
      tests: [T.axe, T.geometry],
      byHand: 'Read each kind of page with a screen reader.',
    }),
    partly(
      '1.3.2',
      'The markup has the order of reading.',
      'Tests see the order of controls, not of the texts between them.',
      {
        tests: [T.focus, T['upper first']],
        byHand: 'Read each kind of page with a screen reader.',
      },
    ),
    partly(
      '1.3.3',
      'No instruction depends on shape, place or sound alone.',
      '*Below the screen* names the place of slots; a picture shows it. A person without sight gets no other hint.',
      {
        byHand: 'Read the texts of `ui/words`.',
      },
    ),
    met('1.3.4', 'The page works upright and in landscape.', T.geometry),
    outside(
      '1.3.5',
      'Entries say their purpose to the browser.',
      'The page has its own keys; no browser fills in data.',
    ),
    partly(
      '1.4.1',
      'Colour is never the only sign.',
      'Chosen and disabled controls also differ by mark or edge. No test measures it.',
      {
        byHand: 'Look at `npm run gallery` in grey: on a screen without colours, or printed.',
      },
    ),
    partly(
      '1.4.2',
      'Sound of more than 3 s can be stopped.',
      'All sounds are short tones, and the help sheet has *off*. No test measures their length.',
      { tests: [T.reminder] },
    ),
    met('1.4.3', 'Text has a contrast of 4.5:1, large text 3:1: in all sets of colours.', T.axe),
    partly(
      '1.4.4',
      'Text grows to 200 % without loss.',
      'Nothing is lost at 200 %. But only small text grows to twice its size: see *Text size*.',
      {
        tests: [T.geometry, T.scrolled, T['large text']],
      },
    ),
    partly(
      '1.4.5',
      'Text is no image.',
      'The pages have drawings, and load no image files. No test looks for text in drawings.',
      { byHand: 'Read the drawings of `npm run gallery`: the page says their text, too.' },
    ),
    partly(
      '1.4.10',
      'Content fits 320 CSS pixels without moving sideways.',
      'No page moves sideways at 200 % on a panel of 194 mm width. The panel of 136 mm was not yet measured. The kiosk has no larger zoom.',
      {
        tests: [T.geometry],
      },
    ),
    partly(
      '1.4.11',
      'Signs of controls, and the focus, have a contrast of 3:1.',
      'Pairs of colours are proved; their use on each page is not measured. Doors and choices have a faint edge, and their text shows them.',
      {
        tests: [T.edges],
      },
    ),
    outside('1.4.12', 'Citizens can widen the spaces of text.', 'Closed functionality: citizens set no styles.'),
    outside('1.4.13', 'What appears under a pointer can be dismissed.', 'Nothing appears under a pointer or by focus.'),
    met('2.1.1', 'Everything works by keys.', T.arrows, T.focus, T['each control']),
    met('2.1.2', 'The focus is never trapped.', T.focus),
    outside('2.1.4', 'Shortcuts of one letter can be switched off.', 'No letter is a shortcut.'),
    partly(
      '2.2.1',
      'Time limits can be extended.',
      'Each warning can be answered eleven times, and *more time* doubles all waits. The question about a large note has a fixed end; the note then goes back.',
      {
        tests: [T.warned, T.extended, T['more time'], T['no seconds']],
      },
    ),
    partly(
      '2.2.2',
      'What moves by itself can be stopped.',
      'Only waits and remaining time move, and *more time* hides the seconds of warnings. No test looks for other movement.',
      { tests: [T['no seconds']] },
    ),
    partly(
      '2.3.1',
      'Nothing flashes more than three times a second.',
      'The page has no animation. No test looks for one, and lights of slots blink.',
      {
        byHand: 'Count the flashes of the lights at each slot: at most three in a second.',
      },
    ),
    met('2.4.1', 'Repeated parts can be skipped: the focus begins at the heading.', T.heading),
    partly(
      '2.4.2',
      'Pages have titles.',
      'Each page has one heading. The title of the window is always *Köşk*; no citizen sees it.',
      {
        tests: [T.geometry],
      },
    ),
    met('2.4.3', 'The focus follows the order of sense.', T.focus, T['upper first']),
    outside('2.4.4', 'The purpose of a link is clear.', 'The citizens’ page has no links.'),
    met('2.4.5', 'There are several ways to a service.', T.found, T.groups),
    partly(
      '2.4.6',
      'Headings and labels describe.',
      'Each page has one heading. Its sense was not judged by citizens.',
      {
        tests: [T.geometry],
        byHand: 'Ask five citizens what each page wants.',
      },
    ),
    met('2.4.7', 'The focus is visible.', T.focus),
    met('2.4.11', 'The focus is not covered.', T.focus),
    met('2.5.1', 'Nothing needs two fingers or a drawn line.', T['each control'], T.scrolled, T['two fingers']),
    met('2.5.2', 'A touch acts when the finger is lifted, and can be taken back.', T.lifted, T.trembling),
    met('2.5.3', 'The name of a control has its visible text.', T.geometry),
    outside('2.5.4', 'Nothing needs a movement of the device.', 'The kiosk stands.'),
    met('2.5.7', 'Nothing needs dragging.', T['each control'], T.scrolled),
    met(
      '2.5.8',
      'Targets have 24 CSS pixels. Ours: 20 mm, 3 mm apart; keys 15 mm if a panel has room.',
      T.geometry,
      T.axe,
    ),
    partly(
      '3.1.1',
      'The language of the page is in the markup.',
      'axe sees it in the gallery. No test looks at the running kiosk.',
      {
        tests: [T.axe],
        byHand: 'Change the language of a running kiosk, and look at `lang` of the document.',
      },
    ),
    partly(
      '3.1.2',
      'Parts in another language are marked.',
      'Russian parts of Azerbaijani pages are proved, and the parts that are the same on all pages. Other pairs are not.',
      {
        tests: [T['foreign words'], T['own language']],
      },
    ),
    met('3.2.1', 'The focus alone changes nothing.', T.focus, T['first key']),
    partly('3.2.2', 'A choice alone leads to no other page.', 'The test makes one choice of a visit.', {
      tests: [T['keypad alone']],
    }),
    partly(
      '3.2.3',
      'Repeated parts keep their place.',
      'The place of help is measured; the bar at the bottom is not.',
      { tests: [T.geometry] },
    ),
    partly(
      '3.2.4',
      'The same thing has the same name.',
      'Common words come from one table. No test compares the rest.',
      {
        byHand: 'Read the buttons of `npm run gallery`.',
      },
    ),
    met('3.2.6', 'Help is at the same place of each page.', T.geometry),
    met('3.3.1', 'An error is named in text.', T['typed error'], T.geometry),
    met('3.3.2', 'Entries have labels.', T.axe, T.geometry),
    partly(
      '3.3.3',
      'An error comes with advice.',
      'Each trouble has a text that says what to do. The advice for typed answers was not judged.',
      {
        byHand: 'Type a wrong answer to each kind of question.',
      },
    ),
    met('3.3.4', 'Money and applications can be checked and corrected first.', T.checked, T.changed),
    partly(
      '3.3.7',
      'Known data are not asked again.',
      'The phone number is proved. No test compares all questions of a visit.',
      { tests: [T['known phone']] },
    ),
    partly(
      '3.3.8',
      'Identity needs no memory test.',
      'Card and phone need none. Codes can be scanned or copied. The PIN of a bank card is asked by the terminal.',
      {
        tests: [T['paid visit'], T.scanned],
      },
    ),
    partly('4.1.2', 'Controls have name, role and state.', 'axe proves names and roles. No screen reader was tried.', {
      tests: [T.axe, T['settings shown']],
      byHand: 'Read each kind of page with a screen reader.',
    }),
    partly('4.1.3', 'Messages are announced.', 'The call of staff is proved; other messages are not.', {
      tests: [T['staff called'], T['call kept']],
      byHand: 'Listen to notices and waits with a screen reader.',
    }),
  ],
};
