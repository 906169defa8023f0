import type { Display, Language } from '../../device/screen/screen.ts';
import { PANELS } from './panels.ts';

/** What the hash of the gallery's address says, such as `#show=paying&sample=present-card&lang=az&bare=1`. */
export interface Address {
  readonly show: string;
  readonly sample: string;
  readonly language: Language;
  readonly display: Display;
  /** Index into `PANELS`. */
  readonly panel: number;
  readonly simulated: boolean;
  /** Only the screen, in the whole window. */
  readonly bare: boolean;
}

const LANGUAGE: readonly Language[] = ['az', 'ru', 'en'];
const TEXT: readonly Display['text'][] = [100, 130, 200];

export function readAddress(hash: string): Address {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const has = (name: string) => params.get(name) === '1';
  const panel = Number(params.get('panel') ?? 0);
  return {
    show: params.get('show') ?? '',
    sample: params.get('sample') ?? '',
    language: LANGUAGE.find((each) => each === params.get('lang')) ?? 'az',
    display: {
      contrast: has('contrast'),
      text: TEXT.find((each) => String(each) === params.get('text')) ?? 100,
      lower: has('lower'),
    },
    panel: panel in PANELS ? panel : 0,
    simulated: has('simulated'),
    bare: has('bare'),
  };
}

/** The hash for an address; what is as usual is left out. */
export function writeAddress({ show, sample, language, display, panel, simulated, bare }: Address): string {
  const params = new URLSearchParams({ lang: language });
  if (show !== '') params.set('show', show);
  if (sample !== '') params.set('sample', sample);
  if (display.text !== 100) params.set('text', String(display.text));
  if (panel !== 0) params.set('panel', String(panel));
  for (const [name, on] of Object.entries({ contrast: display.contrast, lower: display.lower, simulated, bare })) {
    if (on) params.set(name, '1');
  }
  return `#${params}`;
}
