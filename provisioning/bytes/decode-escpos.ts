import { decodeEscpos } from '../../drivers/receipt-printer/dialects/decode.ts';
import { bytesOf } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { printerModel } from '../command/printer-model.ts';
import { fieldWords } from './decode-zvt.ts';

export interface DecodeEscposOptions {
  readonly profile?: string;
  readonly raw?: true;
  readonly json?: true;
}

export async function decodeEscposCommand(
  hex: readonly string[],
  options: DecodeEscposOptions,
  io: Io,
): Promise<CliOutcome> {
  const model = printerModel(options.profile);
  if (!model.ok) return model;
  const bytes = await bytesOf(hex, options.raw === true, io, 'asan-kiosk decode escpos');
  if (!bytes.ok) return bytes;
  const decoded = decodeEscpos(bytes.value, model.value);
  if (options.json) printJson(io, decoded);
  else {
    for (const { kind, ...fields } of decoded.commands) io.out(`${kind}${fieldWords(fields)}\n`);
    for (const { bytes: its, why } of decoded.discarded) io.out(`discarded ${its}: ${why}\n`);
  }
  if (decoded.commands.length > 0) return done;
  return failed(`no printer command in these bytes: ${decoded.discarded[0]?.why ?? 'there is none'}`);
}
