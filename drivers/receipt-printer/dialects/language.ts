import type { WireDecoder } from '../../link/wire-line.ts';
import { encodeCommand } from '../escpos/commands.ts';
import { createEscposDecoder } from '../escpos/describe.ts';
import { createCommandParser } from '../escpos/parser.ts';
import type { Command } from '../paper/command.ts';
import type { BufferClearPredicate, CommandParser } from '../paper/command-parser.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { encodeStarCommand } from '../star/commands.ts';
import { createStarDecoder } from '../star/describe.ts';
import { createStarParser } from '../star/parser.ts';

export interface PrinterCommandLanguage {
  readonly encode: (command: Command) => Uint8Array;
  readonly createParser: (clears?: BufferClearPredicate) => CommandParser;
  readonly createDecoder: () => WireDecoder;
}

const LANGUAGES: Readonly<Record<PrinterModel['language'], PrinterCommandLanguage>> = {
  escpos: { encode: encodeCommand, createParser: createCommandParser, createDecoder: createEscposDecoder },
  star: { encode: encodeStarCommand, createParser: createStarParser, createDecoder: createStarDecoder },
};

export const commandLanguageOf = (model: PrinterModel): PrinterCommandLanguage => LANGUAGES[model.language];
