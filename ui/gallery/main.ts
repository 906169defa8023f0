import { LANGUAGES } from '../../device/words/language.ts';
import { loadVisit } from '../citizen/kiosk-screen.ts';
import { loadWords } from '../words/load.ts';

/** One letter of each subset of the font, so that no screen is drawn before its letters are there. */
const LETTERS = 'aƏж';

/** Everything a screen would fetch on its way is brought first: each is drawn whole at once. */
await Promise.all([
  loadVisit(),
  ...LANGUAGES.map(({ code }) => loadWords(code)),
  document.fonts.load('1rem "Inter Kiosk"', LETTERS),
]);
await import('./kiosk-gallery.ts');
