import { type Command, encodeCommand } from './escpos/commands.ts';
import { type Clears, type CommandParser, createCommandParser } from './escpos/parser.ts';
import type { PrinterModel } from './paper/profile.ts';
import { encodeStarCommand } from './star/commands.ts';
import { createStarParser } from './star/parser.ts';

/** How the commands of this project are said to a printer, and read back. */
export interface Language {
  readonly encode: (command: Command) => Uint8Array;
  readonly createParser: (clears?: Clears) => CommandParser;
}

const LANGUAGES: Readonly<Record<PrinterModel['language'], Language>> = {
  escpos: { encode: encodeCommand, createParser: createCommandParser },
  star: { encode: encodeStarCommand, createParser: createStarParser },
};

export const languageOf = (model: PrinterModel): Language => LANGUAGES[model.language];
