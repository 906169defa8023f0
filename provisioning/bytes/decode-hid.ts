import { toHex } from '../../drivers/bytes.ts';
import { parseReportDescriptor, type ReportDescriptor, type ReportField } from '../../drivers/hid/descriptor.ts';
import { describeUsage, formatUsageHex } from '../../drivers/hid/usages.ts';
import { BOOT_KEYBOARD, decodeKeys } from '../../drivers/keypad/hid-keys/codec.ts';
import { isKeypadModelName, KEYPAD_MODELS } from '../../drivers/keypad/hid-keys/profile.ts';
import { decodeScans } from '../../drivers/scanner/hid-pos/decode.ts';
import { COMMON_LAYOUT, MICROSCAN_LAYOUT } from '../../drivers/scanner/hid-pos/layout.ts';
import { inputBytes } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';

export interface DecodeHidOptions {
  readonly as?: string;
  readonly model?: string;
  readonly raw?: true;
  readonly json?: true;
}

type Say = (json: unknown, lines: readonly string[]) => void;

const KINDS = {
  descriptor: decodeDescriptor,
  scanner: (bytes: Uint8Array, say: Say) => decodeScanner(bytes, say),
  keypad: (bytes: Uint8Array, say: Say, model: string | undefined) => decodeKeypad(bytes, say, model),
} as const;

const isKind = (word: string): word is keyof typeof KINDS => Object.hasOwn(KINDS, word);

/** Decodes report descriptors and whole reports, one after the other. */
export async function decodeHidCommand(hex: readonly string[], options: DecodeHidOptions, io: Io): Promise<CliOutcome> {
  if (options.as !== undefined && !isKind(options.as)) {
    return misused(`--as knows no ${options.as}; it takes ${Object.keys(KINDS).join(', ')}`);
  }
  const read = await inputBytes(hex, options.raw === true, io, 'asan-kiosk decode hid');
  if (!read.ok) return read;
  const kind = options.as !== undefined && isKind(options.as) ? options.as : guess(read.value);
  return KINDS[kind](
    read.value,
    (json, lines) => {
      if (options.json) printJson(io, { kind, ...(json as object) });
      else for (const line of lines) io.out(`${line}\n`);
    },
    options.model,
  );
}

/** A scanner's reports have one fixed length; a descriptor begins with a usage page. */
function guess(bytes: Uint8Array): keyof typeof KINDS {
  const [first, second] = bytes;
  if (bytes.length % COMMON_LAYOUT.bytes === 0 && (first === 1 || first === 2)) return 'scanner';
  if (bytes.length % KEYBOARD_BYTES === 0 && second === 0) return 'keypad';
  return 'descriptor';
}

const KEYBOARD_BYTES = 8;

function decodeDescriptor(bytes: Uint8Array, say: Say): CliOutcome {
  const parsed = parseReportDescriptor(bytes);
  if (!parsed.ok) {
    const { kind, at } = parsed.error;
    say({ error: kind, at }, []);
    return failed(
      `no report descriptor: ${kind.replace('-', ' ')} at byte ${at}; for reports add --as scanner or --as keypad`,
    );
  }
  say(jsonOf(parsed.value), linesOf(parsed.value));
  return parsed.value.topUsages.length > 0 ? done : failed('no report descriptor: no collection in these bytes');
}

function jsonOf({ topUsages, reports }: ReportDescriptor) {
  return {
    usages: topUsages.map(formatUsageHex),
    reports: reports.map(({ kind, id, bytes, fields }) => ({
      kind,
      id,
      bytes,
      fields: fields.map(({ bitOffset, bitsPerCell, cells, usages, variable, constant }) => ({
        bitOffset,
        bitsPerCell,
        cells,
        what: constant ? 'padding' : variable ? 'values' : 'array',
        usages: shortened(usages).map(formatUsageHex),
      })),
    })),
  };
}

const MOST_USAGES = 8;
const shortened = (usages: readonly number[]) =>
  usages.length > MOST_USAGES ? [usages[0] ?? 0, usages.at(-1) ?? 0] : usages;

function linesOf({ topUsages, numbered, reports }: ReportDescriptor): readonly string[] {
  return [
    ...topUsages.map((usage) => `device ${describeUsage(usage)}`),
    ...reports.flatMap(({ kind, id, bytes, fields }) => [
      `${kind} report${numbered ? ` ${id}` : ''}, ${bytes} bytes${numbered ? ' behind its id' : ''}`,
      ...fields.map(fieldLine),
    ]),
  ];
}

function fieldLine({ bitOffset, bitsPerCell, cells, usages, variable, constant }: ReportField): string {
  const where = `  byte ${bitOffset >> 3}${bitOffset % 8 === 0 ? '' : `, bit ${bitOffset % 8}`}: ${cells} × ${bitsPerCell} bits`;
  if (constant) return `${where}, padding`;
  const names = shortened(usages).map(describeUsage);
  const words = usages.length > MOST_USAGES ? names.join(' to ') : names.join(', ');
  return `${where}, ${variable ? '' : 'any of '}${words}`;
}

function decodeScanner(bytes: Uint8Array, say: Say): CliOutcome {
  const decoded = decodeScans(bytes, bytes[0] === MICROSCAN_LAYOUT.reportId ? MICROSCAN_LAYOUT : COMMON_LAYOUT);
  say(decoded, [
    ...decoded.codes.map(
      ({ aim, symbology, text, bytes: hex }) => `${[symbology, aim].filter(Boolean).join(' ')}: ${text ?? hex}`,
    ),
    ...decoded.discarded.map(({ bytes: hex, why }) => `discarded ${hex}: ${why}`),
  ]);
  return decoded.codes.length > 0 ? done : failed(`no code in these reports: ${decoded.discarded[0]?.why ?? ''}`);
}

function decodeKeypad(bytes: Uint8Array, say: Say, model = 'storm-audio-nav'): CliOutcome {
  if (!isKeypadModelName(model)) {
    return misused(`no keypad model called ${model}; there are ${Object.keys(KEYPAD_MODELS).join(', ')}`);
  }
  const { table } = KEYPAD_MODELS[model];
  const reports = Array.from({ length: Math.ceil(bytes.length / KEYBOARD_BYTES) }, (_, index) => {
    const report = bytes.subarray(index * KEYBOARD_BYTES, (index + 1) * KEYBOARD_BYTES);
    const down = decodeKeys(report, BOOT_KEYBOARD);
    if (!down.ok) return { bytes: toHex(report), error: down.error };
    const { usages } = down.value;
    return {
      bytes: toHex(report),
      usages: usages.map(formatUsageHex),
      keys: usages.map((usage) => table.get(usage) ?? null),
    };
  });
  say(
    { reports },
    reports.map((report) => {
      if ('error' in report) return `discarded ${report.bytes}: ${report.error}`;
      const words = report.usages.map((usage, index) => `${usage} ${report.keys[index] ?? `no key of ${model}`}`);
      return words.length === 0 ? 'no key is down' : words.join(', ');
    }),
  );
  return reports.some((report) => 'keys' in report) ? done : failed('no report of a keypad in these bytes');
}
