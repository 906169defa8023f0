import { err, ok, type Result } from '../result.ts';
import { type DescriptorItem, readItems, readSignedItem, readUnsignedItem } from './items.ts';

export type ReportKind = 'input' | 'output' | 'feature';

/** One number: `page × 65536 + usage`. */
export type Usage = number;

export const usageOf = (page: number, id: number): Usage => page * 0x1_0000 + id;

export interface ReportField {
  /** Bits from the report id to the first cell. */
  readonly bitOffset: number;
  readonly bitsPerCell: number;
  readonly cells: number;
  /** If `variable`: usage of each cell, and the last for all later cells. Else: usage by value. */
  readonly usages: readonly Usage[];
  /** `true`: each cell has a value. `false`: an array of the usages that are on. */
  readonly variable: boolean;
  /** Padding bits. */
  readonly constant: boolean;
  readonly logicalMin: number;
  readonly logicalMax: number;
}

export interface Report {
  readonly kind: ReportKind;
  /** 0: reports have no id. */
  readonly id: number;
  /** Length without the id. */
  readonly bytes: number;
  readonly fields: readonly ReportField[];
}

/** Reports as the device declares them. */
export interface ReportDescriptor {
  /** Usages of the outermost collections: what the device is. */
  readonly topUsages: readonly Usage[];
  readonly numbered: boolean;
  readonly reports: readonly Report[];
}

/** `at`: byte offset in the descriptor. */
export interface DescriptorTrouble {
  readonly kind: 'cut-short' | 'unbalanced' | 'too-big' | 'bad-value';
  readonly at: number;
}

type Kind = DescriptorTrouble['kind'];

/** Linux's limit (`HID_MAX_DESCRIPTOR_SIZE`). */
const MAX_BYTES = 4096;
/** Limits of Linux: `HID_MAX_USAGES`, and 16 KiB for each report. */
const MAX_USAGES = 12_288;
const MAX_REPORT_BITS = 16_384 * 8;
/** Linux's limit of nested collections and of pushed states. */
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

const GLOBAL_NUMBERS: Readonly<
  Record<number, { readonly sets: keyof Globals; readonly min: number; readonly max: number; readonly otherwise: Kind }>
> = {
  [GLOBAL.usagePage]: { sets: 'page', min: 0, max: 0xffff, otherwise: 'bad-value' },
  [GLOBAL.reportSize]: { sets: 'bitsPerCell', min: 0, max: 256, otherwise: 'bad-value' },
  [GLOBAL.reportCount]: { sets: 'cells', min: 0, max: MAX_USAGES, otherwise: 'too-big' },
  [GLOBAL.reportId]: { sets: 'reportId', min: 1, max: 0xff, otherwise: 'bad-value' },
};

const FRESH: Globals = { page: 0, logicalMin: 0, logicalMax: undefined, bitsPerCell: 0, cells: 0, reportId: 0 };

/**
 * Reads a report descriptor (USB HID 1.11, section 6.2.2): what the device is, and what each bit of its reports means. Refuses a descriptor
 * that exceeds the limits of Linux. Never throws.
 */
export function parseReportDescriptor(bytes: Uint8Array): Result<ReportDescriptor, DescriptorTrouble> {
  if (bytes.length > MAX_BYTES) return err({ kind: 'too-big', at: MAX_BYTES });
  const read = readItems(bytes);
  if (!read.ok) return err({ kind: 'cut-short', at: read.at });
  const reading = new DescriptorReading();
  for (const item of read.items) {
    const trouble = reading.take(item);
    if (trouble) return err({ kind: trouble, at: item.at });
  }
  const whole = reading.end();
  return whole ? ok(whole) : err({ kind: 'unbalanced', at: bytes.length });
}

class DescriptorReading {
  #globals = FRESH;
  readonly #pushed: Globals[] = [];
  #usages: Usage[] = [];
  #usageMin: Usage | undefined;
  #depth = 0;
  readonly #topUsages: Usage[] = [];
  readonly #reports = new Map<string, { kind: ReportKind; id: number; bits: number; fields: ReportField[] }>();

  take(item: DescriptorItem): Kind | undefined {
    switch (item.type) {
      case 'main':
        return this.#main(item);
      case 'global':
        return this.#global(item);
      case 'local':
        return this.#local(item);
      default:
        return undefined;
    }
  }

  end(): ReportDescriptor | undefined {
    if (this.#depth !== 0) return undefined;
    const reports = [...this.#reports.values()].map(
      ({ bits, ...report }): Report => ({ ...report, bytes: Math.ceil(bits / 8) }),
    );
    return { topUsages: this.#topUsages, numbered: reports.some(({ id }) => id !== 0), reports };
  }

  #local(item: DescriptorItem): Kind | undefined {
    if (item.tag === LOCAL.usage) this.#usages.push(this.#usageIn(item));
    else if (item.tag === LOCAL.usageMin) this.#usageMin = this.#usageIn(item);
    else if (item.tag === LOCAL.usageMax && this.#usageMin !== undefined) {
      const first = this.#usageMin;
      const last = this.#usageIn(item);
      if (last < first || last - first >= MAX_USAGES) return 'bad-value';
      for (let usage = first; usage <= last; usage += 1) this.#usages.push(usage);
      this.#usageMin = undefined;
    }
    return this.#usages.length > MAX_USAGES ? 'too-big' : undefined;
  }

  /** A usage of four bytes includes its page (section 6.2.2.8). */
  #usageIn(item: DescriptorItem): Usage {
    return item.data.length === 4 ? readUnsignedItem(item) : usageOf(this.#globals.page, readUnsignedItem(item));
  }

  #global(item: DescriptorItem): Kind | undefined {
    if (item.tag === GLOBAL.push) {
      this.#pushed.push(this.#globals);
      return this.#pushed.length > MAX_DEPTH ? 'too-big' : undefined;
    }
    if (item.tag === GLOBAL.pop) {
      const before = this.#pushed.pop();
      this.#globals = before ?? this.#globals;
      return before ? undefined : 'unbalanced';
    }
    if (item.tag === GLOBAL.logicalMin) this.#globals = { ...this.#globals, logicalMin: readSignedItem(item) };
    if (item.tag === GLOBAL.logicalMax) this.#globals = { ...this.#globals, logicalMax: item };
    const number = GLOBAL_NUMBERS[item.tag];
    if (!number) return undefined;
    const value = readUnsignedItem(item);
    this.#globals = { ...this.#globals, [number.sets]: value };
    return value < number.min || value > number.max ? number.otherwise : undefined;
  }

  #main(item: DescriptorItem): Kind | undefined {
    const kind = KINDS[item.tag];
    const trouble = kind ? this.#field(kind, readUnsignedItem(item)) : this.#collection(item);
    this.#usages = [];
    this.#usageMin = undefined;
    return trouble;
  }

  #collection(item: DescriptorItem): Kind | undefined {
    if (item.tag === MAIN.collection) {
      if (this.#depth === 0) this.#topUsages.push(this.#usages[0] ?? 0);
      this.#depth += 1;
      return this.#depth > MAX_DEPTH ? 'too-big' : undefined;
    }
    if (item.tag === MAIN.end) this.#depth -= 1;
    return this.#depth < 0 ? 'unbalanced' : undefined;
  }

  #field(kind: ReportKind, flags: number): Kind | undefined {
    const { reportId: id, bitsPerCell, cells, logicalMin } = this.#globals;
    const key = `${kind} ${id}`;
    const report = this.#reports.get(key) ?? { kind, id, bits: 0, fields: [] };
    this.#reports.set(key, report);
    report.fields.push({
      bitOffset: report.bits,
      bitsPerCell,
      cells,
      usages: this.#usages,
      variable: (flags & FLAG_VARIABLE) !== 0,
      constant: (flags & FLAG_CONSTANT) !== 0,
      logicalMin,
      logicalMax: logicalMaxOf(this.#globals),
    });
    report.bits += bitsPerCell * cells;
    return report.bits > MAX_REPORT_BITS ? 'too-big' : undefined;
  }
}

/** Many descriptors write 255 in one byte (−1 if signed): unsigned if the minimum is not negative. */
function logicalMaxOf({ logicalMin, logicalMax }: Globals): number {
  if (!logicalMax) return 0;
  return logicalMin >= 0 ? readUnsignedItem(logicalMax) : readSignedItem(logicalMax);
}
