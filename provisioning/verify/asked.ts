import { existsSync } from 'node:fs';
import { ok, type Result } from '../../drivers/result.ts';
import { readFileOrStdin, readsStandardInput } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliTrouble, failed, misused } from '../command/outcome.ts';
import { codeInPng } from './code-picture.ts';

export interface DocumentPaperCode {
  readonly number: string;
  readonly code: string;
  /** `null`: number and code were typed. */
  readonly address: URL | null;
}

export type VerificationSubject =
  | { readonly kind: 'file'; readonly name: string; readonly pdf: Uint8Array }
  | ({ readonly kind: 'paper' } & DocumentPaperCode);

/** Bytes, more than any document that a kiosk accepts. */
const MOST_BYTES = 8 * 1_048_576;

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, text.length)).toString('latin1') === text;

/** Reads what the user gave: a PDF, the picture or the text of a QR code, or a number with `code`. */
export async function readVerificationSubject(
  what: string,
  code: string | undefined,
  io: Io,
): Promise<Result<VerificationSubject, CliTrouble>> {
  if (code !== undefined) {
    if (existsSync(what)) return misused('--code belongs to a number: leave it out for a file');
    return ok({ kind: 'paper', number: what, code, address: null });
  }
  if (/^https?:\/\//i.test(what)) return paperOf(what);
  const bytes = await readFileOrStdin(what, io, MOST_BYTES);
  if (!bytes.ok) {
    return existsSync(what) || readsStandardInput([what])
      ? bytes
      : misused(`${what} is not a file; add --code CODE if it is the number of a document`);
  }
  if (startsWith(bytes.value, '%PDF-')) return ok({ kind: 'file', name: what, pdf: bytes.value });
  if (!startsWith(bytes.value, '\u0089PNG'))
    return paperOf(new TextDecoder('latin1').decode(bytes.value.subarray(0, 600)));
  const text = codeInPng(bytes.value);
  return text === null ? failed(`not proved: there is no QR code in ${what} that can be read`) : paperOf(text);
}

function paperOf(text: string): Result<VerificationSubject, CliTrouble> {
  const trimmed = text.trim();
  const address = URL.canParse(trimmed) ? new URL(trimmed) : null;
  const number = address?.searchParams.get('number');
  const code = address?.searchParams.get('code');
  if (!address || !number || !code)
    return misused('neither a PDF, nor a picture (PNG) or the text of the QR code of a document');
  return ok({ kind: 'paper', number, code, address });
}
