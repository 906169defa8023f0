import type { ReportDescriptor } from '../../hid/descriptor.ts';
import { findUsage } from '../../hid/fields.ts';
import { HID_USAGES } from '../../hid/usages.ts';

/** Layout of a scanned-data report. Byte offsets from the report id. */
export interface ScanLayout {
  readonly reportId: number;
  readonly bytes: number;
  /** Offset of the number of data bytes. */
  readonly countAt: number;
  /** AIM identifier, three characters. `null`: none. */
  readonly aimAt: number | null;
  readonly dataAt: number;
  readonly dataBytes: number;
  /** Bit for a code that continues. `null`: any full report may continue. */
  readonly continued: { readonly at: number; readonly bit: number } | null;
}

/** Most HID POS scanners: 64 bytes (Access-IS "HID barcode"; Honeywell, Zebra). 60 characters come as 56 and 4. */
export const COMMON_LAYOUT: ScanLayout = {
  reportId: 2,
  bytes: 64,
  countAt: 1,
  aimAt: 2,
  dataAt: 5,
  dataBytes: 56,
  continued: { at: 63, bit: 0 },
};

/** Microscan (Omron): id 1, length, 62 data bytes, no identifier, no continuation bit. */
export const MICROSCAN_LAYOUT: ScanLayout = {
  reportId: 1,
  bytes: 64,
  countAt: 1,
  aimAt: null,
  dataAt: 2,
  dataBytes: 62,
  continued: null,
};

/**
 * Returns the layout that a scanner declares. `null`: the data are not declared on whole bytes, or the reports are not numbered. Source:
 * HID Point of Sale Usage Tables 1.02, section 6. Page 0x8C: decoded data 0xFE, continued 0xFF, identifier 0xFB to 0xFD. The count is
 * generic desktop 0x3B.
 */
export function findDeclaredLayout(descriptor: ReportDescriptor): ScanLayout | null {
  const data = findUsage(descriptor, 'input', HID_USAGES.decodedData);
  if (data?.field.bitsPerCell !== 8 || data.report.id === 0) return null;
  const within = (usage: number) => {
    const place = findUsage(descriptor, 'input', usage);
    return place?.report === data.report ? place : null;
  };
  const count = within(HID_USAGES.byteCount);
  const dataAt = byteOf(data.bitOffset);
  const countAt = count?.field.bitsPerCell === 8 ? byteOf(count.bitOffset) : null;
  if (dataAt === null || countAt === null) return null;
  const aim = [HID_USAGES.symbologyIdentifier1, HID_USAGES.symbologyIdentifier2, HID_USAGES.symbologyIdentifier3].map(
    (usage) => {
      const place = within(usage);
      return place && byteOf(place.bitOffset);
    },
  );
  const aimAt = aim.every((at, index) => at !== null && at === (aim[0] ?? 0) + index) ? (aim[0] ?? null) : null;
  const more = within(HID_USAGES.decodedDataContinued);
  return {
    reportId: data.report.id,
    bytes: data.report.bytes + 1,
    countAt,
    aimAt,
    dataAt,
    dataBytes: data.cells,
    continued: more && { at: (more.bitOffset >> 3) + 1, bit: more.bitOffset & 7 },
  };
}

/** The report id is byte 0. */
const byteOf = (bitOffset: number): number | null => (bitOffset % 8 === 0 ? bitOffset / 8 + 1 : null);
