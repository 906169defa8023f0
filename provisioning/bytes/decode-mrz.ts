import type { Zone } from '../../drivers/id-reader/mrz/codec.ts';
import { type DecodedZone, decodeMrz } from '../../drivers/id-reader/mrz/decode.ts';
import type { Io } from '../io.ts';
import { type CliOutcome, done, failed, misused } from '../outcome.ts';
import { isPiped } from './input.ts';
import { printJson, table } from './output.ts';

export interface DecodeMrzOptions {
  readonly json?: true;
}

/** Prints a zone; its error line never holds characters of the zone. */
export async function decodeMrzCommand(
  args: readonly string[],
  options: DecodeMrzOptions,
  io: Io,
): Promise<CliOutcome> {
  if (isPiped(args) && io.inputIsTerminal) {
    return misused('nothing to decode: give the lines of the zone in quotes, or - and the lines on standard input');
  }
  const lines = isPiped(args) ? [new TextDecoder('latin1').decode(await io.input())] : args;
  const decoded = decodeMrz(lines);
  if (!decoded.ok) {
    if (options.json)
      printJson(io, { format: null, valid: false, code: decoded.error.code, detail: decoded.error.detail });
    return failed(
      `no machine-readable zone (${decoded.error.detail}, ${decoded.error.code}): it has 3 lines of 30 characters, 2 of 36 or 2 of 44`,
    );
  }
  const zone = decoded.value;
  if (options.json) printJson(io, zone);
  else io.out(table(rowsOf(zone)));
  return zone.valid
    ? done
    : failed(`the zone is not valid: ${whatIsWrong(zone)}; read the document again, or compare it by eye`);
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
