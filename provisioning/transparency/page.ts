import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadCatalogue } from '../../device/catalogue/load.ts';
import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import type { LocalizedText } from '../../device/config/words.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { formatVerifierKey, parseVerifierKey } from '../../device/proof/note.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, failed, misused } from '../command/outcome.ts';
import { printJson, writeOut } from '../command/output.ts';
import { SIMULATED_PROFILE } from '../command/places.ts';
import { openLogBesideLedger } from './open-log.ts';

export interface ReceiptCheckPageOptions {
  readonly out: string;
  readonly profile?: string;
  readonly key?: readonly string[];
  readonly json?: true;
}

const PAGE = 'dist/verify/index.html';
const PLACE = /(<script type="application\/json" id="given">)[^<]*(<\/script>)/;

/** Writes the page that checks receipts, with the keys of this kiosk and its witnesses, and the names of services. */
export async function writeReceiptCheckPage(options: ReceiptCheckPageOptions, io: Io): Promise<CliOutcome> {
  const more = options.key ?? [];
  const wrong = more.find((line) => !parseVerifierKey(line));
  if (wrong !== undefined) return misused(`not a verifier key: ${wrong}`);
  const file = packageFile(PAGE);
  if (!existsSync(file)) return failed('the page is not built: npm run build -- verify');
  const services = serviceNames(options.profile);
  if (!services.ok) return services;
  const log = openLogBesideLedger(options.profile);
  if (!log.ok) return log;
  const { logs, witnesses } = log.value.trust;
  log.value.close();
  const keys = [...new Set([...[...logs, ...witnesses].map(formatVerifierKey), ...more])];
  const filled = fillReceiptCheckPage(readFileSync(file, 'utf8'), { keys, services: services.value });
  if (filled === null) return failed(`${PAGE} has no place for keys: build it again with npm run build -- verify`);
  const written = writeOut(options.out, filled);
  if (!written.ok) return written;
  if (options.json) printJson(io, { keys });
  else io.out(`${options.out}: checks receipts of ${keys.map((key) => key.split('+')[0]).join(', ')}\n`);
  return written;
}

/** The page with the values in their element; `null` if it has no such element. */
export function fillReceiptCheckPage(
  page: string,
  given: { readonly keys: readonly string[]; readonly services: Readonly<Record<string, LocalizedText>> },
): string | null {
  if (!PLACE.test(page)) return null;
  // A `<` in a name would begin markup.
  const json = JSON.stringify(given).replaceAll('<', '\\u003c');
  return page.replace(PLACE, (_, open: string, close: string) => `${open}${json}${close}`);
}

function serviceNames(profileFile = packageFile(SIMULATED_PROFILE)): Result<Record<string, LocalizedText>, CliTrouble> {
  const profile = loadProfileFile(profileFile);
  if (!profile.ok) return profile;
  const catalogue = loadCatalogue(resolve(packageFile('.'), profile.value.catalogue.dir), realFiles);
  if (!catalogue.ok) return misused(describeConfigTrouble(catalogue.error));
  return ok(Object.fromEntries(catalogue.value.services.map(({ id, title }) => [id, title])));
}
