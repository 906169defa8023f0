import { TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import { parseJson } from '../../device/words/json.ts';
import { UNITS } from '../machine/installed.ts';
import { linesOf, type MachineAccess } from './machine-port.ts';

const ASKED = ['--unit', UNITS.kiosk, '--boot', '--output', 'cat', '--quiet', '--no-pager', '--lines', '200'];
const LONGEST = 200;

export interface JournalError {
  /** `null`: the line has no code. */
  readonly code: keyof typeof TECHNICIAN_TEXT | null;
  readonly words: string;
}

const isCode = (word: string): word is keyof typeof TECHNICIAN_TEXT => word in TECHNICIAN_TEXT;

const NO_START = 'the kiosk did not start: ';

/** A line without level *error* needs a code or a failed start. */
function errorIn(line: string): JournalError | null {
  const value = parseJson(line) as Partial<Record<string, unknown>> | null | undefined;
  const isLogged = typeof value === 'object' && value !== null;
  if (isLogged && value['level'] !== 'error') return null;
  const fields = ['code', 'event', 'part', 'error'].flatMap((key) => (isLogged ? (value[key] ?? []) : []));
  const text = isLogged ? fields.join(' ') : line.trim();
  const code = text.match(/\b[A-Z]{3}-\d{3}\b/g)?.find(isCode);
  if (code === undefined && (isLogged || !text.startsWith(NO_START))) return null;
  return { code: code ?? null, words: text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text };
}

/** Why the kiosk ended, from its journal; `null`: the journal has no error, or does not answer. */
export async function readLastJournalError(machine: MachineAccess): Promise<JournalError | null> {
  const ran = await machine.run('journalctl', ...ASKED);
  if (ran.is !== 'done') return null;
  return (
    linesOf(ran.out)
      .map(errorIn)
      .findLast((error) => error !== null) ?? null
  );
}
