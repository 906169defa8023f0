import { type AnyTroubleCode, TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import { formatTroubleText } from '../../device/troubles/troubles-page.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';

/** Prints the section of `docs/troubleshooting.md` about one code: a cabinet has a terminal and no browser for documents. */
export async function explain(name: string, options: { readonly json?: true }, io: Io): Promise<CliOutcome> {
  const code = name.toUpperCase();
  if (!isCode(code)) return misused(`${name}: expected ${codesLike(code)}, found a code that the kiosk does not have`);
  if (options.json) printJson(io, { code, ...TECHNICIAN_TEXT[code] });
  else io.out(`${formatTroubleText(code, TECHNICIAN_TEXT[code])}\n`);
  return done;
}

const isCode = (text: string): text is AnyTroubleCode => Object.hasOwn(TECHNICIAN_TEXT, text);

function codesLike(code: string): string {
  const all = Object.keys(TECHNICIAN_TEXT);
  const alike = all.filter((each) => each.startsWith(code.slice(0, 3)));
  if (code.length >= 3 && alike.length > 0) return `one of ${alike.join(', ')}`;
  return `a code such as PRN-111, which begins with ${[...new Set(all.map((each) => each.slice(0, 3)))].join(', ')}`;
}
