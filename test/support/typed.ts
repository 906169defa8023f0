import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { packageFile } from '../../device/files/package-root.ts';

export interface Typed {
  readonly exit: number | null;
  /** Everything that the terminal showed, without its control sequences. */
  readonly shown: string;
}

/** What is shown, and what is typed then. */
export type Dialogue = readonly (readonly [shown: string, typed: string])[];

/** Keys of a terminal. */
export const ENTER = '\r';
export const ESCAPE = '\u001b';
export const DOWN = '\u001b[B';

/** The built command at a terminal of its own (a pty of util-linux's script(1)); each text is waited for behind the one before. */
export function typedAt(args: readonly string[], dialogue: Dialogue): Promise<Typed> {
  const command = [process.execPath, packageFile('dist/device/asan-kiosk.js'), ...args].map(quoted).join(' ');
  // A pty is born without a width, and what is wrapped to one letter a line is waited for in vain.
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
