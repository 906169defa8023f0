import type { DockState } from '../state.ts';

export interface ScannableCode {
  /** Place of the code, for the button. */
  readonly on: string;
  readonly text: string;
}

/** Most codes that are shown. */
const MOST = 8;

/** Codes on the whole papers of the printer, newest paper first, each once. */
export function scannableCodes({ printer }: Pick<DockState, 'printer'>): readonly ScannableCode[] {
  const codes = printer.papers
    .filter(({ torn }) => !torn)
    .flatMap(({ id, qr }) => qr.map((text) => ({ on: `paper ${id}: ${shortOf(text)}`, text })))
    .reverse();
  return codes.filter(({ text }, at) => codes.findIndex((each) => each.text === text) === at).slice(0, MOST);
}

/** Last part of an address, without the proof. */
function shortOf(text: string): string {
  const [address = ''] = text.split('#');
  return address.slice(address.lastIndexOf('/') + 1);
}

/** Codes that are on no paper of a kiosk. */
export const FOREIGN_CODES: readonly ScannableCode[] = [
  { on: 'a bar code of a shop', text: '4006381333931' },
  { on: 'an address', text: 'https://example.org/' },
];
