import { concatBytes, toUpperHex } from '../../bytes.ts';
import { readCode128Data } from '../paper/code128.ts';
import type { Command } from '../paper/command.ts';
import { letterOfBitmap } from '../paper/glyphs.ts';
import { createLetterReader, type LetterReader } from '../paper/letters.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { readTextFromDots } from '../paper/read-dots.ts';
import { commandLanguageOf } from './language.ts';

/** One command: `kind` and fields. Bytes in upper-case hex. */
export type DecodedCommand = { readonly kind: Command['kind'] } & Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** Result of `decodePrinterBytes`. */
export interface DecodedPrinterBytes {
  readonly commands: readonly DecodedCommand[];
  readonly discarded: readonly { readonly bytes: string; readonly why: string }[];
}

/**
 * Decodes bytes for a printer into commands. Text is read with the code pages and glyphs that the stream selects. `model` maps page numbers
 * to code pages.
 */
export function decodePrinterBytes(bytes: Uint8Array, model: PrinterModel): DecodedPrinterBytes {
  const parser = commandLanguageOf(model).createParser();
  const letters = createLetterReader(model);
  const commands: DecodedCommand[] = [];
  const discarded: { bytes: string; why: string }[] = [];
  let noise: Uint8Array[] = [];
  const settle = (): void => {
    if (noise.length > 0) discarded.push({ bytes: toUpperHex(concatBytes(noise)), why: 'begins no command' });
    noise = [];
  };
  for (const { command, bytes: its } of parser.feed(bytes)) {
    if (command.kind === 'unknown') {
      noise.push(its);
      continue;
    }
    settle();
    letters.see(command);
    commands.push(asJson(command, letters));
  }
  settle();
  const rest = parser.waiting();
  if (rest.length > 0) discarded.push({ bytes: toUpperHex(rest), why: 'the command is cut short' });
  return { commands, discarded };
}

function asJson(command: Command, letters: LetterReader): DecodedCommand {
  switch (command.kind) {
    case 'text':
      return { kind: 'text', text: letters.text(command.bytes) };
    case 'define-glyphs':
      return {
        kind: 'define-glyphs',
        first: command.first,
        letters: command.bitmaps.map((bitmap) => letterOfBitmap(bitmap) ?? '\uFFFD'),
      };
    case 'qr-store':
      return { kind: 'qr-store', data: new TextDecoder().decode(command.data) };
    case 'barcode':
      return {
        kind: 'barcode',
        data:
          readCode128Data(command.data)
            ?.map((run) => run.text)
            .join('') ?? null,
      };
    case 'raster': {
      const { widthBytes, height } = command;
      return { kind: 'raster', widthBytes, height, text: readTextFromDots(command) ?? null };
    }
    case 'other':
    case 'unknown':
      return { ...command, bytes: toUpperHex(command.bytes) };
    default:
      return { ...command };
  }
}
