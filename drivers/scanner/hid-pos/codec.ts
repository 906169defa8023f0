import { err, ok, type Result } from '../../result.ts';
import type { ScanLayout } from './layout.ts';

/** Code, or piece of a code, in one report. */
export interface ScanReportPiece {
  /** AIM identifier, such as `]Q1`; empty: none sent. */
  readonly aim: string;
  readonly data: Uint8Array;
  /** Or may continue, if the layout cannot tell. */
  readonly continued: boolean;
}

const NO_AIM = '\0\0\0';
const latin1 = new TextDecoder('latin1');

/** Decodes a scanned-data report. The error says what is wrong with it. */
export function decodeScanReport(report: Uint8Array, layout: ScanLayout): Result<ScanReportPiece, string> {
  if (report[0] !== layout.reportId) return err(`report ${report[0] ?? 'of no bytes'} is not ${layout.reportId}`);
  if (report.length !== layout.bytes) return err(`${report.length} of ${layout.bytes} bytes`);
  const count = report[layout.countAt] ?? 0;
  if (count > layout.dataBytes) return err(`says ${count} bytes of data, but has room for ${layout.dataBytes}`);
  const aim = layout.aimAt === null ? '' : latin1.decode(report.subarray(layout.aimAt, layout.aimAt + 3));
  if (aim !== '' && aim !== NO_AIM && !/^\][!-~]{2}$/.test(aim)) return err('its identifier is not an AIM identifier');
  return ok({
    aim: aim === NO_AIM ? '' : aim,
    data: report.slice(layout.dataAt, layout.dataAt + count),
    continued: goesOn(report, count, layout),
  });
}

function goesOn(report: Uint8Array, count: number, { continued, dataBytes }: ScanLayout): boolean {
  if (continued === null) return count === dataBytes;
  return (((report[continued.at] ?? 0) >> continued.bit) & 1) === 1;
}

/** Encodes one code as the reports of a scanner, in order. */
export function encodeScan(aim: string, data: Uint8Array, layout: ScanLayout): readonly Uint8Array[] {
  const pieces = Math.max(1, Math.ceil(data.length / layout.dataBytes));
  return Array.from({ length: pieces }, (_, index) => {
    const piece = data.subarray(index * layout.dataBytes, (index + 1) * layout.dataBytes);
    const report = new Uint8Array(layout.bytes);
    report[0] = layout.reportId;
    report[layout.countAt] = piece.length;
    if (layout.aimAt !== null) report.set(new TextEncoder().encode(aim).subarray(0, 3), layout.aimAt);
    report.set(piece, layout.dataAt);
    if (layout.continued && index < pieces - 1) report[layout.continued.at]! |= 1 << layout.continued.bit;
    return report;
  });
}
