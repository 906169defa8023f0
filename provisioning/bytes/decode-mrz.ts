import type { Zone } from '../../drivers/id-reader/mrz/codec.ts';
import { type DecodedZone, decodeMrz } from '../../drivers/id-reader/mrz/decode.ts';
import { DIALECTS_AS_TYPED, parseDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { findZones } from '../../drivers/id-reader/mrz/zones-in-bytes.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { inputBytes, readCappedInput, readsStandardInput } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';

export interface DecodeMrzOptions {
  readonly json?: true;
  readonly dialect?: string;
  readonly raw?: true;
}

/** Decodes the zone of a document. The error line never holds characters of the zone. */
export async function decodeMrzCommand(
  args: readonly string[],
  options: DecodeMrzOptions,
  io: Io,
): Promise<CliOutcome> {
  const lines =
    options.dialect === undefined
      ? await linesOf(args, options, io)
      : await linesInWire(args, options.dialect, options, io);
  if (!lines.ok) return lines;
  const decoded = decodeMrz(lines.value);
  if (!decoded.ok) {
    if (options.json)
      printJson(io, { format: null, valid: false, code: decoded.error.code, detail: decoded.error.detail });
    return failed(
      `no machine-readable zone (${decoded.error.detail}, ${decoded.error.code}): it has 3 lines of 30 characters, 2 of 36 or 2 of 44`,
    );
  }
  const zone = decoded.value;
  if (options.json) printJson(io, zone);
  else io.out(formatTable(rowsOf(zone)));
  return zone.valid
    ? done
    : failed(`the zone is not valid: ${whatIsWrong(zone)}; read the document again, or compare it by eye`);
}

async function linesOf(
  args: readonly string[],
  options: DecodeMrzOptions,
  io: Io,
): Promise<Result<readonly string[], CliTrouble>> {
  if (options.raw) return misused('--raw is for the bytes of a reader: add --dialect, or leave out --raw');
  if (readsStandardInput(args) && io.inputIsTerminal) {
    return misused('nothing to decode: give the lines of the zone in quotes, or - and the lines on standard input');
  }
  const input = readsStandardInput(args) ? await readCappedInput(io) : null;
  if (input?.ok === false) return input;
  const lines = input ? [new TextDecoder().decode(input.value)] : args;
  return lines.join('').trim() === '' ? misused('nothing to decode: the input is empty') : ok(lines);
}

async function linesInWire(
  args: readonly string[],
  typed: string,
  options: DecodeMrzOptions,
  io: Io,
): Promise<Result<readonly string[], CliTrouble>> {
  const dialect = parseDialect(typed);
  if (!dialect) return misused(`no dialect called ${typed}; there are ${DIALECTS_AS_TYPED}`);
  const bytes = await inputBytes(args, options.raw === true, io, `asan-kiosk decode mrz --dialect ${typed}`);
  if (!bytes.ok) return bytes;
  const { zones, discarded } = findZones(bytes.value, dialect);
  if (discarded > 0) io.note(`${discarded} bytes belong to no zone`);
  if (zones.length > 1) io.note(`${zones.length} zones; this is the first`);
  return ok(zones[0] ?? []);
}

function rowsOf(zone: DecodedZone): [string, string][] {
  return [
    ['format', zone.format],
    ['document', `${zone.documentCode} ${zone.issuer} ${zone.documentNumber}`],
    ['surname', zone.surname],
    ['given names', zone.givenNames],
    ['nationality', zone.nationality],
    ['sex', zone.sex],
    ['born', `${zone.birthDate} (YYMMDD)`],
    ['expires', zone.expiryDate === null ? 'never' : `${zone.expiryDate} (YYMMDD)`],
    ['FIN', zone.fin ?? '–'],
    ['optional', zone.optional.filter((each) => each !== '').join(' ') || '–'],
    ...checksOf(zone).map(([name, holds]): [string, string] => [`check ${name}`, CHECK_WORDS[String(holds)] ?? '–']),
    ['valid', zone.valid ? 'yes' : 'no'],
    ['repairs', zone.repairs.length === 0 ? 'none' : JSON.stringify(zone.repairs)],
  ];
}

const CHECK_WORDS: Readonly<Record<string, string>> = { true: 'holds', false: 'WRONG', null: 'none on this document' };

const checksOf = (zone: Pick<Zone, 'checks'>): [string, boolean | null][] => Object.entries(zone.checks);

function whatIsWrong(zone: DecodedZone): string {
  const wrong = checksOf(zone).flatMap(([name, holds]) => (holds === false ? [name] : []));
  return wrong.length > 0 ? `wrong check digit of ${wrong.join(', ')}` : 'a date or a name in it can not be right';
}
