import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { packageFile } from '../../device/files/package-root.ts';

export interface TypedCommandResult {
  readonly exit: number | null;
  readonly shown: string;
}

/** Pairs: the text that the terminal shows, and the keys that are typed then. */
export type Dialogue = readonly (readonly [shown: string, typed: string])[];

export const ENTER = '\r';
export const ESCAPE = '\u001b';
export const DOWN = '\u001b[B';

/** Runs the built command at a pty (script(1) of util-linux). Each text is expected after the text before. */
export function runAtTerminal(args: readonly string[], dialogue: Dialogue): Promise<TypedCommandResult> {
  const command = [process.execPath, packageFile('dist/device/asan-kiosk.js'), ...args].map(quoted).join(' ');
  // A new pty has no width: text would wrap after each letter and not be found.
  const sized = `stty cols 200 rows 60 && exec ${command}`;
  const child = spawn('script', ['--quiet', '--return', '--command', sized, '/dev/null'], {
    env: { ...process.env, TERM: 'xterm', LANG: 'en_GB.UTF-8' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shown = '';
  let from = 0;
  const left = [...dialogue];
  const answer = () => {
    for (;;) {
      const [next] = left;
      const at = next ? shown.indexOf(next[0], from) : -1;
      if (!next || at < 0) return;
      from = at + next[0].length;
      left.shift();
      child.stdin.write(next[1]);
    }
  };
  child.stdout.on('data', (chunk: Buffer) => {
    shown += stripVTControlCharacters(chunk.toString());
    answer();
  });
  return new Promise((resolve) => child.once('close', (exit) => resolve({ exit, shown })));
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
