import { toHex } from '../../bytes.ts';
import { extractCodeContent, symbologyOf, utf8Of } from './aim.ts';
import { createScanAssembler, EMPTY_CODE_REASON } from './assembler.ts';
import type { ScanLayout } from './layout.ts';

/** Code in `asan-kiosk decode hid --as scanner --json`, which other programs read. */
export interface DecodedScan {
  readonly aim: string;
  readonly symbology: string;
  readonly text: string | null;
  /** Hex. */
  readonly bytes: string;
}

/** Scanned codes, and reports without a code. */
export interface DecodedScans {
  readonly codes: readonly DecodedScan[];
  readonly discarded: readonly { readonly bytes: string; readonly why: string }[];
}

/** Decodes whole reports, one after the other. */
export function decodeScans(bytes: Uint8Array, layout: ScanLayout): DecodedScans {
  const assembler = createScanAssembler(layout);
  const reports = Array.from({ length: Math.ceil(bytes.length / layout.bytes) }, (_, index) =>
    bytes.subarray(index * layout.bytes, (index + 1) * layout.bytes),
  );
  const framed = [...reports.flatMap((report) => assembler.feed(report)), ...assembler.gap()];
  const codes: DecodedScan[] = [];
  const discarded: DecodedScans['discarded'][number][] = [];
  for (const each of framed) {
    const content = each.kind === 'frame' ? extractCodeContent(each.body.aim, each.body.data) : null;
    if (each.kind === 'discarded') discarded.push({ bytes: toHex(each.bytes), why: each.why });
    else if (!content || content.length === 0) discarded.push({ bytes: toHex(each.body.data), why: EMPTY_CODE_REASON });
    else {
      const { aim } = each.body;
      codes.push({ aim, symbology: symbologyOf(aim), text: utf8Of(content), bytes: toHex(content) });
    }
  }
  return { codes, discarded };
}
