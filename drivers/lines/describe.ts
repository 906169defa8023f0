import type { WireDecoder } from '../link/wire-line.ts';
import type { LinePattern } from './contract.ts';

/** Seen from outside: volts at an input, pattern of an output, loss, return. */
export type LineEvent =
  | { readonly name: string; readonly level: 'high' | 'low' }
  | { readonly name: string; readonly shows: LinePattern }
  | { readonly name: string; readonly is: 'lost' | 'back' };

/** Encodes an event, such as `door high`, `attention 500ms,500ms`, `door lost`: lines carry no bytes, but a trace needs some. */
export function encodeLineEvent(news: LineEvent): Uint8Array {
  const what = 'level' in news ? news.level : 'is' in news ? news.is : patternWords(news.shows);
  return new TextEncoder().encode(`${news.name} ${what}`);
}

const patternWords = (pattern: LinePattern): string =>
  typeof pattern === 'string' ? pattern : `${pattern.onMs}ms,${pattern.offMs}ms`;

export function createLinesDecoder(): WireDecoder {
  return ({ direction, bytes }) => [{ direction, bytes, meaning: new TextDecoder().decode(bytes), discarded: false }];
}
