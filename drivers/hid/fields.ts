import type { Report, ReportDescriptor, ReportField, ReportKind, Usage } from './descriptor.ts';

export interface UsagePosition {
  readonly report: Report;
  readonly field: ReportField;
  readonly bitOffset: number;
  /** Adjoining cells with this usage. */
  readonly cells: number;
}

/** Returns the first position where a variable field has this usage, or `null`. */
export function findUsage(descriptor: ReportDescriptor, kind: ReportKind, usage: Usage): UsagePosition | null {
  for (const report of descriptor.reports) {
    if (report.kind !== kind) continue;
    for (const field of report.fields) {
      const index = field.constant || !field.variable ? -1 : field.usages.indexOf(usage);
      if (index < 0 || index >= field.cells) continue;
      const last = index === field.usages.length - 1;
      const cells = last ? field.cells - index : 1;
      return { report, field, bitOffset: field.bitOffset + index * field.bitsPerCell, cells };
    }
  }
  return null;
}

/** Reads bits of a report body (without its id), lowest first, as an unsigned number. At most 32 bits; bits after the end are 0. */
export function readBitField(body: Uint8Array, bitOffset: number, bits: number): number {
  let value = 0;
  for (let index = 0; index < Math.min(bits, 32); index += 1) {
    const at = bitOffset + index;
    const bit = ((body[at >> 3] ?? 0) >> (at & 7)) & 1;
    value += bit * 2 ** index;
  }
  return value;
}

/** Returns the declared report that has these bytes, and its body. `null` if the device has no such report. */
export function matchReport(
  descriptor: ReportDescriptor,
  kind: ReportKind,
  bytes: Uint8Array,
): { readonly report: Report; readonly body: Uint8Array } | null {
  const id = descriptor.numbered ? (bytes[0] ?? 0) : 0;
  const report = descriptor.reports.find((each) => each.kind === kind && each.id === id);
  return report ? { report, body: descriptor.numbered ? bytes.subarray(1) : bytes } : null;
}

/** Returns the usages that are on in an input report: buttons and keys, from an array or from single bits. */
export function listActiveUsages(report: Report, body: Uint8Array): readonly Usage[] {
  return report.fields.flatMap((field) => {
    if (field.constant) return [];
    const cells = Array.from({ length: field.cells }, (_, cell) =>
      readBitField(body, field.bitOffset + cell * field.bitsPerCell, field.bitsPerCell),
    );
    if (field.variable) {
      // A value of several bits is no key.
      if (field.bitsPerCell !== 1) return [];
      return cells.flatMap((value, cell) => (value === 1 ? usageAt(field, cell) : []));
    }
    return cells.flatMap((value) => usageAt(field, value - field.logicalMin));
  });
}

/** Usage 0: nothing is on. */
function usageAt({ usages, variable }: ReportField, index: number): readonly Usage[] {
  const usage = usages[index] ?? (variable ? usages.at(-1) : undefined);
  return usage === undefined || usage % 0x1_0000 === 0 ? [] : [usage];
}
