import { LANGUAGES } from '../../device/words/language.ts';
import { loadVisitPages } from '../citizen/kiosk-screen.ts';
import { loadWords } from '../words/load.ts';

/** One letter of each subset: loads the font before a screen is drawn. */
const LETTERS = 'aƏж';

await Promise.all([
  loadVisitPages(),
  ...LANGUAGES.map(({ code }) => loadWords(code)),
  document.fonts.load('1rem "Inter Kiosk"', LETTERS),
]);
await import('./kiosk-gallery.ts');
