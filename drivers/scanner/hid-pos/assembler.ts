import type { Framed, Framer } from '../../framer.ts';
import { decodeScan } from './codec.ts';
import type { ScanLayout } from './layout.ts';

/** A whole code, of one report or several. */
export interface Scan {
  readonly aim: string;
  readonly data: Uint8Array;
}

/** The largest code there is: QR version 40-L holds 7,089 digits (ISO/IEC 18004, table 7). */
export const MAX_CODE_BYTES = 7_089;

/** Why an empty code was discarded: the report has no bytes, or only a line end. */
export const EMPTY = 'an empty code';

/** Why a code was thrown away that did not come to its end. */
export const CUT_SHORT = 'cut short';

/**
 * Puts the reports of one code together. A chunk is a report. After `gap` nothing more of a code that was begun will
 * come: where the scanner marks pieces it is cut short, where it does not the code is whole.
 */
export function createScanAssembler(layout: ScanLayout): Framer<Scan> {
  let aim = '';
  let pieces: Uint8Array[] = [];
  let held = 0;

  function take(): Scan {
    const data = new Uint8Array(held);
    let at = 0;
    for (const piece of pieces) {
      data.set(piece, at);
      at += piece.length;
    }
    pieces = [];
    held = 0;
    return { aim, data };
  }

  const drop = (why: string): Framed<Scan>[] =>
    pieces.length === 0 ? [] : [{ kind: 'discarded', bytes: take().data, why }];

  return {
    feed(report) {
      const part = decodeScan(report, layout);
      // A report that is none of ours does not end the code that is under way: only silence does.
      if (!part.ok) return [{ kind: 'discarded', bytes: report.slice(), why: part.error }];
      const { data, continued } = part.value;
      // A piece of another kind of code is the beginning of another code.
      const before = pieces.length > 0 && part.value.aim !== aim ? drop(CUT_SHORT) : [];
      aim = part.value.aim;
      // A piece of nothing adds nothing, and of such there may be any number.
      if (data.length > 0 || pieces.length === 0) pieces.push(data);
      held += data.length;
      if (held > MAX_CODE_BYTES) return [...before, ...drop('longer than any code')];
      return continued ? before : [...before, { kind: 'frame', body: take() }];
    },
    gap() {
      if (pieces.length === 0) return [];
      return layout.continued ? drop(CUT_SHORT) : [{ kind: 'frame', body: take() }];
    },
  };
}
