import { dirname } from 'node:path';
import { formatVerifierKey } from '../../device/proof/note.ts';
import { readFileOrStdin } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { trustedKeysOf } from '../transparency/trust.ts';
import { readReports } from './folder.ts';
import {
  findSigningKey,
  groupedFingerprint,
  parseReport,
  reportFingerprint,
  type SignedAcceptanceReport,
} from './report.ts';

export interface AcceptVerifyOptions {
  readonly key?: readonly string[];
  readonly profile?: string;
  readonly json?: true;
}

const MOST_BYTES = 1_048_576;

/**
 * Checks the signature of a report. For a file, also checks that all earlier reports exist and have the fingerprints that later reports
 * name.
 */
export async function verifyReport(file: string, options: AcceptVerifyOptions, io: Io): Promise<CliOutcome> {
  if (!options.key && !options.profile)
    return misused('no key to check with: add --key KEY as `asan-kiosk transparency key` prints it, or --profile FILE');
  const bytes = await readFileOrStdin(file, io, MOST_BYTES);
  if (!bytes.ok) return bytes;
  const signed = parseReport(new TextDecoder().decode(bytes.value));
  if (!signed) return misused(`${file} is not a report of an acceptance test`);
  const trusted = trustedKeysOf(options);
  if (!trusted.ok) return trusted;
  const { trust, log } = trusted.value;
  log?.close();
  const key = findSigningKey(signed, trust.logs);
  const { report } = signed;
  const chain = key && file !== '-' ? chainOf(signed, file, trust.logs) : null;
  const fingerprint = reportFingerprint(report);
  if (options.json) {
    const { number, accepted, at, kiosk } = report;
    printJson(io, {
      signed: key !== null,
      chain: chain ?? 'not-looked-for',
      fingerprint,
      number,
      accepted,
      at,
      kiosk: kiosk.id,
    });
  }
  if (!key) return failed(`${file} is not proved: none of the keys signed this text`);
  if (chain !== null && chain !== 'whole')
    return failed(
      `${file} is signed, but the report before number ${chain} is missing, or does not have the fingerprint that report ${chain} names`,
    );
  if (!options.json)
    io.out(`${words(signed, formatVerifierKey(key), fingerprint)}${chain === null ? NOT_LOOKED_FOR : ''}`);
  return done;
}

const NOT_LOOKED_FOR = 'earlier reports were not checked, because the report came from standard input: name its file\n';

/** `whole`, or the number of the newest report without its predecessor. */
function chainOf(
  last: SignedAcceptanceReport,
  file: string,
  keys: Parameters<typeof findSigningKey>[1],
): 'whole' | number {
  const others = readReports(dirname(file)).flatMap(({ signed }) => signed ?? []);
  let at = last;
  while (at.report.previous !== null) {
    const { previous, number } = at.report;
    const before = others.find((each) => reportFingerprint(each.report) === previous && findSigningKey(each, keys));
    if (!before || before.report.number !== number - 1) return number;
    at = before;
  }
  return at.report.number === 1 ? 'whole' : at.report.number;
}

function words({ report }: SignedAcceptanceReport, key: string, fingerprint: string): string {
  const { kiosk, number, at, accepted, results, failures, software } = report;
  return formatTable([
    ['kiosk', `${kiosk.id}, ${kiosk.centreName}`],
    ['report', `${number}, ${at}`],
    ['software', software.version],
    ['accepted', accepted ? 'yes' : 'no'],
    ...results.map(({ step, outcome, code, detail }): [string, string] => [
      step,
      [outcome, code, detail].filter((part) => part !== null && part !== '').join(', '),
    ]),
    ['failures seen', String(failures.length)],
    ['signed by', key],
    ['fingerprint', groupedFingerprint(fingerprint)],
  ]);
}
