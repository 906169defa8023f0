import { closeSync, openSync, readSync } from 'node:fs';
import { fromHex } from '../../drivers/bytes.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from './io.ts';
import { type CliTrouble, misused } from './outcome.ts';

/** Input bytes of a decoder. `-` or no argument means standard input. */
export async function inputBytes(
  hex: readonly string[],
  raw: boolean,
  io: Io,
  command: string,
): Promise<Result<Uint8Array, CliTrouble>> {
  const piped = readsStandardInput(hex);
  if (piped && io.inputIsTerminal) {
    return misused(`nothing to decode: ${command} takes hex, or - and the bytes on standard input (… | ${command} -)`);
  }
  if (!piped && raw) return misused('--raw is for standard input: use - instead of hex');
  const input = piped ? await readCappedInput(io) : ok(new Uint8Array());
  if (!input.ok) return input;
  const bytes = piped ? pipedBytes(input.value, raw) : parseHex(hex.join(' '));
  if (bytes === null) {
    return misused(
      `not hex: ${shortened(hex.join(' '))}; write pairs such as 1b 40, or for a file: ${command} --raw - < FILE`,
    );
  }
  return bytes.length === 0 ? misused('nothing to decode: the input is empty') : ok(bytes);
}

export const readsStandardInput = (args: readonly string[]): boolean =>
  args.length === 0 || (args.length === 1 && args[0] === '-');

const MEBIBYTE = 1_048_576;
/** A day of a busy wire; a longer file is probably the wrong file. */
const MAX_INPUT_BYTES = 16 * MEBIBYTE;

export async function readCappedInput(io: Io): Promise<Result<Uint8Array, CliTrouble>> {
  const bytes = await io.input(MAX_INPUT_BYTES + 1);
  return bytes.length > MAX_INPUT_BYTES
    ? misused(`more than ${MAX_INPUT_BYTES / MEBIBYTE} MB on standard input: decode a part of it, head -c 1M FILE | …`)
    : ok(bytes);
}

function pipedBytes(bytes: Uint8Array, raw: boolean): Uint8Array {
  if (raw) return bytes;
  return parseHex(new TextDecoder('latin1').decode(bytes)) ?? bytes;
}

/** Parses pairs of hex digits, with or without spaces, also as `0x1b`, `1b:40` or `\x1b`; `null` for anything else. */
export function parseHex(text: string): Uint8Array | null {
  const digits = text.replace(/0x|\\x|[\s:,]+/gi, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return null;
  return fromHex(digits);
}

const MOST_SHOWN = 24;

const shortened = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);

/** Reads a file named on the command line, or standard input for `-`. A file that is far too large is refused. */
export async function readFileOrStdin(
  file: string,
  io: Io,
  mostBytes = MAX_INPUT_BYTES,
): Promise<Result<Uint8Array, CliTrouble>> {
  try {
    const bytes = file === '-' ? await io.input(mostBytes + 1) : readUpTo(file, mostBytes + 1);
    if (bytes.length <= mostBytes) return ok(bytes);
    return misused(`${file}: more than ${mostBytes / MEBIBYTE} MB; is it the right file?`);
  } catch (error) {
    return misused(`${file}: ${describeSystemError(error)}; name a file that can be read, or - for standard input`);
  }
}

const CHUNK_BYTES = 65_536;

/** Stops at the limit: a device file has no end. */
function readUpTo(file: string, most: number): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const chunks: Uint8Array[] = [];
    for (let held = 0; held < most; ) {
      const chunk = new Uint8Array(Math.min(CHUNK_BYTES, most - held));
      const bytes = readSync(handle, chunk);
      if (bytes === 0) break;
      chunks.push(chunk.subarray(0, bytes));
      held += bytes;
    }
    return Uint8Array.from(Buffer.concat(chunks));
  } finally {
    closeSync(handle);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EEXIST: 'something else is there',
  EACCES: 'this user has no permission',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOTEMPTY: 'it is not empty',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

/** Describes an error of the operating system. Any other error is a bug and is thrown. */
export function describeSystemError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) throw error;
  return WORDS[code] ?? code;
}
