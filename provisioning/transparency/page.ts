import { existsSync, readFileSync } from 'node:fs';
import { packageFile } from '../../device/package-root.ts';
import { formatVerifierKey, parseVerifierKey } from '../../device/transparency/proof/note.ts';
import { printJson, writeOut } from '../bytes/output.ts';
import type { Io } from '../io.ts';
import { type CliOutcome, failed, misused } from '../outcome.ts';
import { openLogBeside } from './open-log.ts';

export interface PageOptions {
  readonly out: string;
  readonly profile?: string;
  readonly key?: readonly string[];
  readonly json?: true;
}

const PAGE = 'dist/verify/index.html';
/** What stands in the page where its keys belong. */
const PLACE = /(<script type="application\/json" id="trust">)[^<]*(<\/script>)/;

/** The page that checks receipts, with the keys of this kiosk and of its witnesses in it. */
export async function pageCommand(options: PageOptions, io: Io): Promise<CliOutcome> {
  const more = options.key ?? [];
  const wrong = more.find((line) => !parseVerifierKey(line));
  if (wrong !== undefined) return misused(`not a verifier key: ${wrong}`);
  const file = packageFile(PAGE);
  if (!existsSync(file)) return failed('the page is not built: npm run build -- verify');
  const log = openLogBeside(options.profile);
  if (!log.ok) return log;
  const { logs, witnesses } = log.value.trust;
  log.value.close();
  const keys = [...new Set([...[...logs, ...witnesses].map(formatVerifierKey), ...more])];
  const page = readFileSync(file, 'utf8');
  if (!PLACE.test(page)) return failed(`${PAGE} has no place for keys: build it again with npm run build -- verify`);
  // Nothing in a key ends a script: it has no `<`.
  const withKeys = page.replace(
    PLACE,
    (_, open: string, close: string) => `${open}${JSON.stringify({ keys })}${close}`,
  );
  const written = writeOut(options.out, withKeys);
  if (!written.ok) return written;
  if (options.json) printJson(io, { keys });
  else io.out(`${options.out}: checks receipts of ${keys.map((key) => key.split('+')[0]).join(', ')}\n`);
  return written;
}
