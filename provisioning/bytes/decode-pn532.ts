import { decodePn532 } from '../../drivers/id-reader/pn532/decode.ts';
import { bytesOf } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { fieldWords } from './decode-zvt.ts';

export interface DecodePn532Options {
  readonly raw?: true;
  readonly json?: true;
}

export async function decodePn532Command(
  hex: readonly string[],
  options: DecodePn532Options,
  io: Io,
): Promise<CliOutcome> {
  const bytes = await bytesOf(hex, options.raw === true, io, 'asan-kiosk decode pn532');
  if (!bytes.ok) return bytes;
  const decoded = decodePn532(bytes.value);
  if (options.json) printJson(io, decoded);
  else {
    for (const { from, kind, fields } of decoded.messages) {
      io.out(`${from === null ? '' : `${from} `}${kind}${fieldWords(fields)}\n`);
    }
    for (const { bytes: its, why } of decoded.discarded) io.out(`discarded ${its}: ${why}\n`);
  }
  if (decoded.messages.length > 0) return done;
  return failed(`no frame in these bytes: ${decoded.discarded[0]?.why ?? 'they are preambles only'}`);
}
