import { loadEasyRest, loadMaintenance, loadRest } from '../citizen/kiosk-screen.ts';

/** One letter of each subset: loads the font before a screen is drawn. */
const LETTERS = 'aƏж';

await Promise.all([loadRest(), loadEasyRest(), loadMaintenance(), document.fonts.load('1rem "Inter Kiosk"', LETTERS)]);
await import('./kiosk-gallery.ts');
