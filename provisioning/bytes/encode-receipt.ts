import { concatBytes } from '../../drivers/bytes.ts';
import { commandLanguageOf } from '../../drivers/receipt-printer/dialects/language.ts';
import { receiptCommands } from '../../drivers/receipt-printer/paper/encode.ts';
import { readFileOrStdin } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, misused } from '../command/outcome.ts';
import { printJson, refuseToOverwriteInput, writeOut } from '../command/output.ts';
import { printerModel } from '../command/printer-model.ts';
import { parseReceipt } from './receipt-file.ts';

export interface EncodeReceiptOptions {
  readonly profile?: string;
  readonly out?: string;
  readonly json?: true;
}

export async function encodeReceiptCommand(file: string, options: EncodeReceiptOptions, io: Io): Promise<CliOutcome> {
  if (options.out === undefined && options.json)
    return misused('--json and the bytes cannot share standard output: add --out FILE');
  if (options.out === undefined && io.outIsTerminal) {
    return misused('printer bytes would garble this window: add --out FILE, or redirect them with > FILE or |');
  }
  const model = printerModel(options.profile);
  if (!model.ok) return model;
  const kept = refuseToOverwriteInput(file, [options.out]);
  if (!kept.ok) return kept;
  const text = await readFileOrStdin(file, io);
  if (!text.ok) return text;
  const receipt = parseReceipt(new TextDecoder().decode(text.value), file === '-' ? 'standard input' : file);
  if (!receipt.ok) return receipt;

  const { setup, body, replaced } = receiptCommands(receipt.value, model.value);
  const bytes = concatBytes([...setup, ...body].map(commandLanguageOf(model.value).encode));
  if (options.out === undefined) io.outBytes(bytes);
  else {
    const written = writeOut(options.out, bytes);
    if (!written.ok) return written;
    if (options.json) printJson(io, { model: model.value.name, bytes: bytes.length, replaced });
    else io.out(`${options.out}: ${bytes.length} bytes for ${model.value.name}\n`);
  }
  if (replaced.length > 0) io.note(`warning: no supported printer has ${replaced.join(' ')}; they were replaced`);
  return done;
}
