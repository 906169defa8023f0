import { describeApdu } from '../../drivers/id-reader/apdu/describe.ts';
import { inputBytes } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';

export interface DecodeApduOptions {
  readonly as?: string;
  readonly raw?: true;
  readonly json?: true;
}

export async function decodeApduCommand(
  hex: readonly string[],
  options: DecodeApduOptions,
  io: Io,
): Promise<CliOutcome> {
  const { as } = options;
  if (as !== undefined && as !== 'command' && as !== 'response') {
    return misused(`--as takes command or response, not ${as}`);
  }
  const bytes = await inputBytes(hex, options.raw === true, io, 'asan-kiosk decode apdu');
  if (!bytes.ok) return bytes;
  const described = describeApdu(bytes.value, as);
  if (!described.ok) return failed(`no APDU in these bytes: ${described.error.why}`);
  if (options.json) printJson(io, described.value);
  else io.out(formatTable(Object.entries(described.value).map(([name, value]) => [name, String(value ?? 'none')])));
  return done;
}
