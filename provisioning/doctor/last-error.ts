import { TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import { jsonIn } from '../../device/words/json.ts';
import { UNITS } from '../machine/installed.ts';
import { linesOf, type Machine } from './machine-port.ts';

/** Newest lines of the kiosk since the machine was started. */
const ASKED = [...['--unit', UNITS.kiosk, '--boot', '--output', 'cat', '--quiet', '--no-pager', '--lines', '200']];
/** Characters of a line that a finding quotes. */
const LONGEST = 160;

interface LastError {
  readonly code: keyof typeof TECHNICIAN_TEXT;
  /** What the line says, cut. */
  readonly words: string;
}

const isCode = (word: string): word is LastError['code'] => word in TECHNICIAN_TEXT;

/** An error as the log has it, or a line that the program prints when it ends. The log has warnings that end nothing. */
function errorIn(line: string): LastError | null {
  const value = jsonIn(line) as Partial<Record<string, unknown>> | null | undefined;
  const isLogged = typeof value === 'object' && value !== null;
  if (isLogged && value['level'] !== 'error') return null;
  const text = isLogged ? `${value['code'] ?? ''} ${value['event'] ?? ''} ${value['error'] ?? ''}`.trim() : line.trim();
  const code = text.match(/\b[A-Z]{3}-\d{3}\b/g)?.find(isCode);
  return code === undefined ? null : { code, words: text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text };
}

/** Why the kiosk ended, as its journal has it; `null`: the journal names no code, or does not answer. */
export async function lastError(machine: Machine): Promise<LastError | null> {
  const ran = await machine.run('journalctl', ...ASKED);
  if (ran.is !== 'done') return null;
  for (const line of [...linesOf(ran.out)].reverse()) {
    const error = errorIn(line);
    if (error !== null) return error;
  }
  return null;
}
