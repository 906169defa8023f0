import { err, ok, type Result } from '../result.ts';
import { type DescriptorItem, readItems, signedOf, unsignedOf } from './items.ts';

export type ReportKind = 'input' | 'output' | 'feature';

/** A usage and its page in one number, as in the standard: `page × 65536 + usage`. */
export type Usage = number;

export const usageOf = (page: number, id: number): Usage => page * 0x1_0000 + id;

/** A run of equal cells in a report. */
export interface ReportField {
  /** Of the first cell, counted from the first bit behind the report id. */
  readonly bitOffset: number;
  readonly bitsPerCell: number;
  readonly cells: number;
  /** In the order of the cells. A list shorter than `cells` ends with a usage that holds for all that follow. */
  readonly usages: readonly Usage[];
  /** Each cell is a value of its own. Not so in an array, whose cells hold the usages that are on just now. */
  readonly variable: boolean;
  /** Padding. */
  readonly constant: boolean;
  readonly logicalMin: number;
  readonly logicalMax: number;
}

export interface Report {
  readonly kind: ReportKind;
  /** 0 where the device does not number its reports. */
  readonly id: number;
  /** Whole bytes, without the id. */
  readonly bytes: number;
  readonly fields: readonly ReportField[];
}

/** What a device says its reports hold. */
export interface ReportDescriptor {
  /** Of the outermost collections: what the device is. */
  readonly topUsages: readonly Usage[];
  /** Whether each report begins with a byte that says which it is. */
  readonly numbered: boolean;
  readonly reports: readonly Report[];
}

/** `at` is a place in the descriptor, in bytes. */
export interface DescriptorTrouble {
  readonly kind: 'cut-short' | 'unbalanced' | 'too-big' | 'bad-value';
  readonly at: number;
}

/** Linux refuses more (`HID_MAX_DESCRIPTOR_SIZE`). */
const MAX_BYTES = 4096;
/** Linux: `HID_MAX_USAGES`, and a report of at most 16 KiB. What says more than that is no keypad. */
const MAX_USAGES = 12_288;
const MAX_REPORT_BITS = 16_384 * 8;
/** Linux: collections and pushed states may nest so deep. */
const MAX_DEPTH = 16;

const MAIN = { input: 0x8, output: 0x9, collection: 0xa, feature: 0xb, end: 0xc } as const;
const GLOBAL = {
  usagePage: 0x0,
  logicalMin: 0x1,
  logicalMax: 0x2,
  reportSize: 0x7,
  reportId: 0x8,
  reportCount: 0x9,
  push: 0xa,
  pop: 0xb,
} as const;
const LOCAL = { usage: 0x0, usageMin: 0x1, usageMax: 0x2 } as const;
const KINDS: Readonly<Record<number, ReportKind>> = {
  [MAIN.input]: 'input',
  [MAIN.output]: 'output',
  [MAIN.feature]: 'feature',
};
const FLAG_CONSTANT = 0b01;
const FLAG_VARIABLE = 0b10;

interface Globals {
  readonly page: number;
  readonly logicalMin: number;
  readonly logicalMax: DescriptorItem | undefined;
  readonly bitsPerCell: number;
  readonly cells: number;
  readonly reportId: number;
}

const FRESH: Globals = { page: 0, logicalMin: 0, logicalMax: undefined, bitsPerCell: 0, cells: 0, reportId: 0 };

/**
 * Reads a report descriptor (USB HID 1.11, section 6.2.2): what a device is, and which bits of which report mean
 * what. Bounded: what asks for more than Linux itself would take is refused. Never throws.
 */
export function parseReportDescriptor(bytes: Uint8Array): Result<ReportDescriptor, DescriptorTrouble> {
  if (bytes.length > MAX_BYTES) return err({ kind: 'too-big', at: MAX_BYTES });
  const read = readItems(bytes);
  if (!read.ok) return err({ kind: 'cut-short', at: read.at });
  const reader = createReader();
  for (const item of read.items) {
    const trouble = reader.take(item);
    if (trouble) return err({ kind: trouble, at: item.at });
  }
  const whole = reader.end();
  return whole ? ok(whole) : err({ kind: 'unbalanced', at: bytes.length });
}

type Kind = DescriptorTrouble['kind'];

function createReader() {
  let globals = FRESH;
  const pushed: Globals[] = [];
  let usages: Usage[] = [];
  let usageMin: Usage | undefined;
  let depth = 0;
  const topUsages: Usage[] = [];
  const reports = new Map<string, { kind: ReportKind; id: number; bits: number; fields: ReportField[] }>();

  /** Four bytes bring their own page (section 6.2.2.8). */
  const usageIn = (item: DescriptorItem): Usage =>
    item.data.length === 4 ? unsignedOf(item) : usageOf(globals.page, unsignedOf(item));

  function local(item: DescriptorItem): Kind | undefined {
    if (item.tag === LOCAL.usage) usages.push(usageIn(item));
    else if (item.tag === LOCAL.usageMin) usageMin = usageIn(item);
    else if (item.tag === LOCAL.usageMax && usageMin !== undefined) {
      const last = usageIn(item);
      if (last < usageMin || last - usageMin >= MAX_USAGES) return 'bad-value';
      for (let usage = usageMin; usage <= last; usage += 1) usages.push(usage);
      usageMin = undefined;
    }
    return usages.length > MAX_USAGES ? 'too-big' : undefined;
  }

  function global(item: DescriptorItem): Kind | undefined {
    const value = unsignedOf(item);
    switch (item.tag) {
      case GLOBAL.usagePage:
        globals = { ...globals, page: value };
        return value > 0xffff ? 'bad-value' : undefined;
      case GLOBAL.logicalMin:
        globals = { ...globals, logicalMin: signedOf(item) };
        return undefined;
      case GLOBAL.logicalMax:
        globals = { ...globals, logicalMax: item };
        return undefined;
      case GLOBAL.reportSize:
        globals = { ...globals, bitsPerCell: value };
        return value > 256 ? 'bad-value' : undefined;
      case GLOBAL.reportCount:
        globals = { ...globals, cells: value };
        return value > MAX_USAGES ? 'too-big' : undefined;
      case GLOBAL.reportId:
        globals = { ...globals, reportId: value };
        return value < 1 || value > 0xff ? 'bad-value' : undefined;
      case GLOBAL.push:
        pushed.push(globals);
        return pushed.length > MAX_DEPTH ? 'too-big' : undefined;
      case GLOBAL.pop: {
        const before = pushed.pop();
        globals = before ?? globals;
        return before ? undefined : 'unbalanced';
      }
      default:
        return undefined;
    }
  }

  function field(kind: ReportKind, flags: number): Kind | undefined {
    const { reportId: id, bitsPerCell, cells, logicalMin } = globals;
    const key = `${kind} ${id}`;
    const report = reports.get(key) ?? { kind, id, bits: 0, fields: [] };
    reports.set(key, report);
    report.fields.push({
      bitOffset: report.bits,
      bitsPerCell,
      cells,
      usages,
      variable: (flags & FLAG_VARIABLE) !== 0,
      constant: (flags & FLAG_CONSTANT) !== 0,
      logicalMin,
      logicalMax: logicalMaxOf(globals),
    });
    report.bits += bitsPerCell * cells;
    return report.bits > MAX_REPORT_BITS ? 'too-big' : undefined;
  }

  function main(item: DescriptorItem): Kind | undefined {
    const kind = KINDS[item.tag];
    let trouble: Kind | undefined;
    if (kind) trouble = field(kind, unsignedOf(item));
    else if (item.tag === MAIN.collection) {
      if (depth === 0) topUsages.push(usages[0] ?? 0);
      depth += 1;
      if (depth > MAX_DEPTH) trouble = 'too-big';
    } else if (item.tag === MAIN.end) {
      depth -= 1;
      if (depth < 0) trouble = 'unbalanced';
    }
    usages = [];
    usageMin = undefined;
    return trouble;
  }

  return {
    take(item: DescriptorItem): Kind | undefined {
      if (item.type === 'main') return main(item);
      if (item.type === 'global') return global(item);
      return item.type === 'local' ? local(item) : undefined;
    },
    /** `undefined`: a collection was never closed. */
    end(): ReportDescriptor | undefined {
      if (depth !== 0) return undefined;
      const list = [...reports.values()].map(
        ({ bits, ...report }): Report => ({ ...report, bytes: Math.ceil(bits / 8) }),
      );
      return { topUsages, numbered: list.some(({ id }) => id !== 0), reports: list };
    },
  };
}

/** Many descriptors write 255 in one byte, which is −1 by the letter; with a minimum of 0 it can only be meant unsigned. */
function logicalMaxOf({ logicalMin, logicalMax }: Globals): number {
  if (!logicalMax) return 0;
  return logicalMin >= 0 ? unsignedOf(logicalMax) : signedOf(logicalMax);
}
