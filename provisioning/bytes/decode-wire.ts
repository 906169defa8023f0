import { decodeCcnet } from '../../drivers/bill-validator/ccnet/decode.ts';
import { decodeIppMessage } from '../../drivers/document-printer/ipp/decoded.ts';
import { decodePn532 } from '../../drivers/id-reader/pn532/decode.ts';
import { decodeZvt } from '../../drivers/payment-terminal/zvt/decode.ts';
import { describeIntermediate, describeResult, describeStatus } from '../../drivers/payment-terminal/zvt/tables.ts';
import { decodePrinterBytes } from '../../drivers/receipt-printer/dialects/decode.ts';
import { inputBytes } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { printerModel, STAR_MODEL } from '../command/printer-model.ts';
import { type CodeMeanings, fieldsInWords, hyphensToSpaces, messageWords } from './message-words.ts';

export interface DecodeWireOptions {
  readonly raw?: true;
  readonly json?: true;
}

interface AnyDecoded {
  readonly discarded: readonly { readonly bytes: string; readonly why: string }[];
}

interface Language<Decoded extends AnyDecoded> {
  readonly name: string;
  readonly decode: (bytes: Uint8Array) => Decoded;
  readonly lines: (decoded: Decoded) => readonly string[];
  /** Error line if nothing was decoded. `why`: reason of the first discarded bytes. */
  readonly nothing: (why: string | undefined, bytes: Uint8Array) => string;
}

async function decodeWire<Decoded extends AnyDecoded>(
  hex: readonly string[],
  options: DecodeWireOptions,
  io: Io,
  { name, decode, lines, nothing }: Language<Decoded>,
): Promise<CliOutcome> {
  const bytes = await inputBytes(hex, options.raw === true, io, `asan-kiosk decode ${name}`);
  if (!bytes.ok) return bytes;
  const decoded = decode(bytes.value);
  const told = lines(decoded);
  if (options.json) printJson(io, decoded);
  else {
    for (const line of told) io.out(`${line}\n`);
    for (const { bytes: its, why } of decoded.discarded) io.out(`discarded ${its}: ${why}\n`);
  }
  return told.length > 0 ? done : failed(nothing(decoded.discarded[0]?.why, bytes.value));
}

const ZVT_CODES: CodeMeanings = {
  resultCode: describeResult,
  code: describeIntermediate,
  status: describeStatus,
};

const WHO = { command: 'kiosk ', answer: 'device', either: '      ' } as const;

export const decodeCcnetCommand = (hex: readonly string[], options: DecodeWireOptions, io: Io): Promise<CliOutcome> =>
  decodeWire(hex, options, io, {
    name: 'ccnet',
    decode: decodeCcnet,
    lines: ({ messages }) =>
      messages.map(({ from, kind, fields }) => `${WHO[from]} ${messageWords(hyphensToSpaces(kind), fields)}`),
    nothing: (why = 'they end too early') => `no frame in these bytes: ${why}; a frame begins with 02 03`,
  });

export const decodeIppCommand = (hex: readonly string[], options: DecodeWireOptions, io: Io): Promise<CliOutcome> =>
  decodeWire(hex, options, io, {
    name: 'ipp',
    decode: decodeIppMessage,
    lines: ({ messages }) =>
      messages.flatMap(({ from, kind, requestId, groups, documentBytes }) => [
        `${WHO[from]} ${messageWords(kind, { request: requestId, ...(documentBytes > 0 && { documentBytes }) })}`,
        ...groups.map(({ group, attributes }) => `       ${group}: ${fieldsInWords(attributes).join(', ')}`),
      ]),
    nothing: (why = 'there is none') => `no message in these bytes: ${why}`,
  });

export const decodePn532Command = (hex: readonly string[], options: DecodeWireOptions, io: Io): Promise<CliOutcome> =>
  decodeWire(hex, options, io, {
    name: 'pn532',
    decode: decodePn532,
    lines: ({ messages }) =>
      messages.map(
        ({ from, kind, fields }) => `${from === null ? '' : `${from} `}${messageWords(hyphensToSpaces(kind), fields)}`,
      ),
    nothing: (why = 'they are preambles only') => `no frame in these bytes: ${why}`,
  });

export function decodeEscposCommand(
  hex: readonly string[],
  options: DecodePrinterOptions,
  io: Io,
): Promise<CliOutcome> {
  return decodePrinter('escpos', hex, options, io);
}

/** Decodes Star's own language; default: a model that speaks it. */
export const decodeStarCommand = (hex: readonly string[], options: DecodePrinterOptions, io: Io): Promise<CliOutcome> =>
  decodePrinter('star', hex, { profile: STAR_MODEL, ...options }, io);

type DecodePrinterOptions = DecodeWireOptions & { readonly profile?: string };

async function decodePrinter(
  name: string,
  hex: readonly string[],
  options: DecodePrinterOptions,
  io: Io,
): Promise<CliOutcome> {
  const model = printerModel(options.profile);
  if (!model.ok) return model;
  return decodeWire(hex, options, io, {
    name,
    decode: (bytes) => decodePrinterBytes(bytes, model.value),
    lines: ({ commands }) => commands.map(({ kind, ...fields }) => messageWords(hyphensToSpaces(kind), fields)),
    nothing: (why = 'there is none') => `no printer command in these bytes: ${why}`,
  });
}

interface DecodeZvtOptions extends DecodeWireOptions {
  readonly serial?: true;
}

export const decodeZvtCommand = (hex: readonly string[], options: DecodeZvtOptions, io: Io): Promise<CliOutcome> =>
  decodeWire(hex, options, io, {
    name: 'zvt',
    decode: (bytes) => decodeZvt(bytes, { serial: options.serial === true }),
    lines: ({ messages }) => messages.map(({ kind, fields }) => messageWords(hyphensToSpaces(kind), fields, ZVT_CODES)),
    nothing: (why = 'they end too early', bytes) => `no message in these bytes: ${why}${hint(bytes, options)}`,
  });

const DLE = 0x10;
const STX = 0x02;

/** The commonest mistake is the other framing. */
function hint([first, second]: Uint8Array, { serial }: DecodeZvtOptions): string {
  const looksSerial = first === DLE && second === STX;
  if (looksSerial && !serial) return '; they begin like a serial frame: add --serial';
  return serial && !looksSerial ? '; they do not begin like a serial frame: leave out --serial' : '';
}
