import { createHash, timingSafeEqual } from 'node:crypto';
import { crockfordSymbols, readTypedCode } from '../../../drivers/crockford.ts';

/** 80 bits: at a thousand attempts a second, longer than the age of the universe. */
const LETTERS = 16;

/** The secret of a document, such as `7QF2-0K4M-XW9R-3TBD`. Only the document and the office have it. */
export function drawSecret(secureBytes: (count: number) => Uint8Array): string {
  return crockfordSymbols(secureBytes(LETTERS)).replace(/.{4}(?=.)/g, '$&-');
}

/** Whether a typed secret is right. Accepts small letters, missing dashes, O for 0, I and L for 1. */
export const matchesSecret = (typed: string, secret: string): boolean =>
  timingSafeEqual(digestOf(readTypedCode(typed)), digestOf(readTypedCode(secret)));

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
