import type { WireDecoder } from '../../link/wire-line.ts';
import { encodeCommand } from '../escpos/commands.ts';
import { createEscposDecoder } from '../escpos/describe.ts';
import { createCommandParser } from '../escpos/parser.ts';
import type { Command } from '../paper/command.ts';
import type { ClearsBuffer, CommandParser } from '../paper/command-parser.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { encodeStarCommand } from '../star/commands.ts';
import { createStarDecoder } from '../star/describe.ts';
import { createStarParser } from '../star/parser.ts';

export interface PrinterLanguage {
  readonly encode: (command: Command) => Uint8Array;
  readonly createParser: (clears?: ClearsBuffer) => CommandParser;
  readonly createDecoder: () => WireDecoder;
}

const LANGUAGES: Readonly<Record<PrinterModel['language'], PrinterLanguage>> = {
  escpos: { encode: encodeCommand, createParser: createCommandParser, createDecoder: createEscposDecoder },
  star: { encode: encodeStarCommand, createParser: createStarParser, createDecoder: createStarDecoder },
};

export const languageOf = (model: PrinterModel): PrinterLanguage => LANGUAGES[model.language];
