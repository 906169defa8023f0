import { letterOf, type ReadPage } from './codepages.ts';
import type { Command } from './command.ts';
import { letterOfBitmap } from './glyphs.ts';
import { type CodePage, codePagesOf, type PrinterModel } from './profile.ts';

export interface DecodedLetter {
  /** `\uFFFD`: the page or the downloaded bitmap is unknown. */
  readonly letter: string;
  /** Bitmap of a downloaded letter. */
  readonly bitmap?: Uint8Array;
}

export type LetterReader = ReturnType<typeof createLetterReader>;

/** Reads bytes as letters. Follows the selected page and downloaded glyphs. */
export function createLetterReader(model: PrinterModel) {
  const pages = new Map<number, CodePage | ReadPage>([
    ...Object.entries(model.readPages).map(([number, page]) => [Number(number), page] as const),
    ...codePagesOf(model).map(([page, number]) => [number, page] as const),
  ]);
  // Page 0 is PC437 on every known ESC/POS printer, listed or not.
  const first = pages.get(0) ?? 'cp437';
  let page: CodePage | ReadPage | undefined = first;
  let glyphs: ReadonlyMap<number, Uint8Array> = new Map();
  let downloaded = false;

  function read(byte: number): DecodedLetter {
    const bitmap = downloaded ? glyphs.get(byte) : undefined;
    if (bitmap) return { letter: letterOfBitmap(bitmap) ?? '\uFFFD', bitmap };
    return { letter: page || byte < 0x80 ? letterOf(byte, page ?? first) : '\uFFFD' };
  }

  return {
    see(command: Command): void {
      if (command.kind === 'code-page') page = pages.get(command.number);
      else if (command.kind === 'user-glyphs') downloaded = command.on && model.userGlyphs;
      else if (command.kind === 'define-glyphs') {
        glyphs = new Map([...glyphs, ...command.bitmaps.map((bitmap, at) => [command.first + at, bitmap] as const)]);
      } else if (command.kind === 'initialise') {
        page = first;
        glyphs = new Map();
        downloaded = false;
      }
    },
    read,
    text: (bytes: Uint8Array): string => Array.from(bytes, (byte) => read(byte).letter).join(''),
  };
}
