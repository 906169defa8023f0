import type { Framer, FramerOutput } from '../../framer.ts';
import { decodeScanReport } from './codec.ts';
import type { ScanLayout } from './layout.ts';

export interface AssembledScan {
  readonly aim: string;
  readonly data: Uint8Array;
}

/** Largest code, QR 40-L: 7,089 digits (ISO/IEC 18004, table 7). */
export const MAX_CODE_BYTES = 7_089;

/** No bytes, or only a line end. */
export const EMPTY_CODE_REASON = 'an empty code';

export const CUT_SHORT_REASON = 'cut short';

/**
 * Joins the reports of one code; each chunk is one report. `gap` ends a code in progress: the code is cut short if the layout marks
 * continuation, otherwise complete.
 */
export function createScanAssembler(layout: ScanLayout): Framer<AssembledScan> {
  let aim = '';
  let pieces: Uint8Array[] = [];
  let held = 0;

  function take(): AssembledScan {
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

  const drop = (why: string): FramerOutput<AssembledScan>[] =>
    pieces.length === 0 ? [] : [{ kind: 'discarded', bytes: take().data, why }];

  return {
    feed(report) {
      const part = decodeScanReport(report, layout);
      // Only silence ends a code, never a foreign report.
      if (!part.ok) return [{ kind: 'discarded', bytes: report.slice(), why: part.error }];
      const { data, continued } = part.value;
      const before = pieces.length > 0 && part.value.aim !== aim ? drop(CUT_SHORT_REASON) : [];
      aim = part.value.aim;
      // Drops empty pieces: a scanner may send any number.
      if (data.length > 0 || pieces.length === 0) pieces.push(data);
      held += data.length;
      if (held > MAX_CODE_BYTES) return [...before, ...drop('longer than any code')];
      return continued ? before : [...before, { kind: 'frame', body: take() }];
    },
    gap() {
      if (pieces.length === 0) return [];
      return layout.continued ? drop(CUT_SHORT_REASON) : [{ kind: 'frame', body: take() }];
    },
  };
}
