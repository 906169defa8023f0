import { decodeCcnet } from '../../drivers/bill-validator/ccnet/decode.ts';
import { bytesOf } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { fieldWords } from './decode-zvt.ts';

export interface DecodeCcnetOptions {
  readonly raw?: true;
  readonly json?: true;
}

export async function decodeCcnetCommand(
  hex: readonly string[],
  options: DecodeCcnetOptions,
  io: Io,
): Promise<CliOutcome> {
  const bytes = await bytesOf(hex, options.raw === true, io, 'asan-kiosk decode ccnet');
  if (!bytes.ok) return bytes;
  const decoded = decodeCcnet(bytes.value);
  if (options.json) printJson(io, decoded);
  else {
    for (const { from, kind, fields } of decoded.messages) io.out(`${WHO[from]} ${kind}${fieldWords(fields)}\n`);
    for (const { bytes: its, why } of decoded.discarded) io.out(`discarded ${its}: ${why}\n`);
  }
  if (decoded.messages.length > 0) return done;
  return failed(`no frame in these bytes: ${decoded.discarded[0]?.why ?? 'they end too early'}; one begins with 02 03`);
}

const WHO = { command: 'kiosk ', answer: 'device', either: '      ' } as const;
