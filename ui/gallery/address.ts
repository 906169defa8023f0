import type { DisplaySettings } from '../../device/words/display.ts';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../../device/words/language.ts';
import { panelOf } from './panels.ts';

/** Settings in the address's hash, such as `#show=paying&sample=present-card&lang=az&bare=1`. */
export interface Address {
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

export const TEXT_SIZES: readonly DisplaySettings['text'][] = [100, 130, 200];

export function readAddress(hash: string): Address {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const has = (name: string) => params.get(name) === '1';
  return {
    show: params.get('show') ?? '',
    sample: params.get('sample') ?? '',
    language: LANGUAGES.find(({ code }) => code === params.get('lang'))?.code ?? DEFAULT_LANGUAGE,
    display: {
      contrast: has('contrast'),
      text: TEXT_SIZES.find((size) => String(size) === params.get('text')) ?? 100,
      lower: has('lower'),
    },
    panel: panelOf(params.get('panel') ?? '').id,
    simulated: has('simulated'),
    bare: has('bare'),
  };
}

/** The address's hash for these settings, without default values. */
export function writeAddress({ show, sample, language, display, panel, simulated, bare }: Address): string {
  const params = new URLSearchParams();
  if (show !== '') params.set('show', show);
  if (sample !== '') params.set('sample', sample);
  params.set('lang', language);
  if (panel !== panelOf('').id) params.set('panel', panel);
  if (display.text !== 100) params.set('text', String(display.text));
  for (const [name, on] of Object.entries({ contrast: display.contrast, lower: display.lower, simulated, bare })) {
    if (on) params.set(name, '1');
  }
  return `#${params}`;
}
