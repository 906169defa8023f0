import type { Symbology } from '../contract.ts';

/** By the letter of the AIM identifier (ISO/IEC 15424): `]`, the letter, and a modifier. */
const SYMBOLOGIES: Readonly<Record<string, Symbology>> = {
  A: 'code-39',
  C: 'code-128',
  d: 'data-matrix',
  E: 'ean-upc',
  e: 'gs1-databar',
  F: 'codabar',
  G: 'code-93',
  I: 'interleaved-2-of-5',
  L: 'pdf-417',
  Q: 'qr',
  U: 'maxi-code',
  z: 'aztec',
};

export function symbologyOf(aim: string): Symbology {
  const letter = /^\]([A-Za-z])/.exec(aim)?.[1];
  return letter === undefined ? 'unknown' : (SYMBOLOGIES[letter] ?? 'other');
}

/** ECI protocol (ISO/IEC 15424, tables for QR Code, Aztec and Data Matrix). */
const ECI_AIMS: ReadonlySet<string> = new Set([']Q2', ']Q4', ']Q6', ']d4', ']d5', ']d6', ']z3', ']z4', ']z5']);
const BACKSLASH = 0x5c;
const ECI_DIGITS = 6;
const CR = 0x0d;
const LF = 0x0a;

/**
 * Returns the bytes of the code. Under the ECI protocol the scanner doubles each backslash of the code, and a single backslash with six
 * digits announces a character set. The driver always reads UTF-8: modern codes hold UTF-8, announced or not. A line end that the scanner
 * adds is removed.
 */
export function extractCodeContent(aim: string, data: Uint8Array): Uint8Array {
  return withoutLineEnd(ECI_AIMS.has(aim) ? withoutEci(data) : data);
}

function withoutEci(data: Uint8Array): Uint8Array {
  const kept: number[] = [];
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    if (byte !== BACKSLASH) kept.push(byte);
    else if (data[at + 1] === BACKSLASH) {
      kept.push(byte);
      at += 1;
    } else if (isEci(data, at + 1)) at += ECI_DIGITS;
    else kept.push(byte);
  }
  return Uint8Array.from(kept);
}

const isEci = (data: Uint8Array, at: number): boolean =>
  data.length >= at + ECI_DIGITS && data.subarray(at, at + ECI_DIGITS).every((byte) => byte >= 0x30 && byte <= 0x39);

function withoutLineEnd(data: Uint8Array): Uint8Array {
  const lf = data.at(-1) === LF ? 1 : 0;
  const cr = data.at(-1 - lf) === CR ? 1 : 0;
  return data.slice(0, data.length - lf - cr);
}

/** Returns `null` if the bytes are not UTF-8. */
export function utf8Of(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
