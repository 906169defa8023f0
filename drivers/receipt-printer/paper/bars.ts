/*
 * Bar codes that other programs print. This project prints CODE128 alone, and draws no other: a frame of its size stands for the code.
 */

/** Modules of a symbol, and of each of its letters (ISO/IEC 15420, 16388, 16390; AIM BC3, BC5). In Codabar, `:/.+` have two more. */
const MODULES = {
  'UPC-A': [95, 0],
  'UPC-E': [51, 0],
  EAN13: [95, 0],
  EAN8: [67, 0],
  CODE39: [31, 16],
  ITF: [9, 9],
  CODABAR: [3, 12],
  CODE93: [37, 9],
} as const;

export type Symbology = keyof typeof MODULES;

/** By `m` of `GS k`, from 0 and once more from 65. */
export const SYMBOLOGIES = Object.keys(MODULES) as readonly Symbology[];

/** Modules of a bar code from its first bar to its last. */
export function modulesOf(symbology: Symbology, text: string): number {
  const [always, each] = MODULES[symbology];
  return always + each * text.length;
}
