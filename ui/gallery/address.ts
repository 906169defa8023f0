import { COLOUR_SETS, type DisplaySettings, PLAIN_DISPLAY, TEXT_SIZES } from '../../device/words/display.ts';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../../device/words/language.ts';
import { panelOf } from './panels.ts';

/** Settings in the address's hash, such as `#show=paying&sample=present-card&lang=az&bare=1`. */
export interface GalleryAddress {
  /** Page and sample; both empty: all samples. */
  readonly show: string;
  readonly sample: string;
  readonly language: Language;
  readonly display: DisplaySettings;
  readonly panel: string;
  readonly simulated: boolean;
  /** Whether only the screen is drawn, in the whole window. */
  readonly bare: boolean;
}

export function parseGalleryAddress(hash: string): GalleryAddress {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const has = (name: string) => params.get(name) === '1';
  return {
    show: params.get('show') ?? '',
    sample: params.get('sample') ?? '',
    language: LANGUAGES.find(({ code }) => code === params.get('lang'))?.code ?? DEFAULT_LANGUAGE,
    display: {
      ...PLAIN_DISPLAY,
      colours: COLOUR_SETS.find((set) => set === params.get('colours')) ?? 'light',
      text: TEXT_SIZES.find((size) => String(size) === params.get('text')) ?? 100,
      lower: has('lower'),
      easyWords: has('easy'),
    },
    panel: panelOf(params.get('panel') ?? '').id,
    simulated: has('simulated'),
    bare: has('bare'),
  };
}

/** The address's hash for these settings, without default values. */
export function formatGalleryAddress({
  show,
  sample,
  language,
  display,
  panel,
  simulated,
  bare,
}: GalleryAddress): string {
  const params = new URLSearchParams();
  if (show !== '') params.set('show', show);
  if (sample !== '') params.set('sample', sample);
  params.set('lang', language);
  if (panel !== panelOf('').id) params.set('panel', panel);
  if (display.text !== 100) params.set('text', String(display.text));
  if (display.colours !== 'light') params.set('colours', display.colours);
  for (const [name, on] of Object.entries({ lower: display.lower, easy: display.easyWords, simulated, bare })) {
    if (on) params.set(name, '1');
  }
  return `#${params}`;
}
