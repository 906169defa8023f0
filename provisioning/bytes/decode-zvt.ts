import { decodeZvt } from '../../drivers/payment-terminal/zvt/decode.ts';
import { bytesOf } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';

export interface DecodeZvtOptions {
  readonly serial?: true;
  readonly raw?: true;
  readonly json?: true;
}

export async function decodeZvtCommand(hex: readonly string[], options: DecodeZvtOptions, io: Io): Promise<CliOutcome> {
  const bytes = await bytesOf(hex, options.raw === true, io, 'asan-kiosk decode zvt');
  if (!bytes.ok) return bytes;
  const decoded = decodeZvt(bytes.value, { serial: options.serial === true });
  if (options.json) printJson(io, decoded);
  else {
    for (const { kind, fields } of decoded.messages) io.out(`${kind}${fieldWords(fields)}\n`);
    for (const { bytes: its, why } of decoded.discarded) io.out(`discarded ${its}: ${why}\n`);
  }
  if (decoded.messages.length > 0) return done;
  return failed(
    `no message in these bytes: ${decoded.discarded[0]?.why ?? 'they end too early'}${hint(bytes.value, options)}`,
  );
}

const DLE = 0x10;
const STX = 0x02;

/** The commonest mistake is the other framing. */
function hint([first, second]: Uint8Array, { serial }: DecodeZvtOptions): string {
  const looksSerial = first === DLE && second === STX;
  if (looksSerial && !serial) return '; they begin like a serial frame: add --serial';
  return serial && !looksSerial ? '; they do not begin like a serial frame: leave out --serial' : '';
}

/** ` amount=190 currency=944`. */
export function fieldWords(fields: object): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('');
}
