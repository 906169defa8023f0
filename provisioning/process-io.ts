import { fstatSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { packageFile } from '../device/files/package-root.ts';
import { realClock } from '../drivers/clock.ts';
import { describeSystemError } from './command/input.ts';
import type { InterruptSignal, Io } from './command/io.ts';
import { INSTALLED } from './machine/installed.ts';
import { isJournal } from './run/journal.ts';

/**
 * The streams of this process. If the reader of standard output goes away (`| head`), the process ends quietly, or as after Ctrl-C if there
 * is work to finish. A full disk ends it with one line. Errors of standard error end nothing: a kiosk that logs there continues when the
 * log's reader restarts.
 */
export function processIo(): Io {
  let leaving = false;
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (leaving) return;
    leaving = true;
    if (error.code === 'EPIPE') {
      if (!process.emit('SIGINT', 'SIGINT')) process.exit(0);
      return;
    }
    process.stderr.write(`asan-kiosk: the output was not written: ${describeSystemError(error)}\n`);
    process.exit(1);
  });
  return {
    out: (text) => void process.stdout.write(text),
    outBytes: (bytes) => void process.stdout.write(bytes),
    note: (line) => void process.stderr.write(`${line}\n`),
    outIsTerminal: process.stdout.isTTY === true,
    noteIsTerminal: process.stderr.isTTY === true,
    noteIsJournal: isJournal(process.env),
    inputIsTerminal: process.stdin.isTTY === true,
    input,
    ask,
    askSecret,
    onLines,
    onInterrupt,
    installedProfile: installedProfile(),
    commonNote: packageFile('var/terminal-pay.json'),
    clock: realClock,
  };
}

/** Returns the path even if this user may not see the profile: then loading fails, and no other profile is used. */
function installedProfile(): string | null {
  try {
    return statSync(INSTALLED.profile, { throwIfNoEntry: false }) ? INSTALLED.profile : null;
  } catch {
    return INSTALLED.profile;
  }
}

async function input(enough = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    if (bytes >= enough) break;
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

function ask(question: string): Promise<string | null> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    lines.once('close', () => resolve(null));
    lines.once('SIGINT', () => lines.close());
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}

/** readline writes what is typed to an output that drops it. */
async function askSecret(question: string): Promise<string | null> {
  const isTerminal = process.stdin.isTTY === true;
  const nowhere = new Writable({ write: (_chunk, _encoding, written) => written() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal });
  process.stderr.write(question);
  const answer = await new Promise<string | null>((resolve) => {
    lines.once('close', () => resolve(null));
    lines.once('SIGINT', () => lines.close());
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
  });
  if (isTerminal) process.stderr.write('\n');
  return answer;
}

function onLines(onLine: (line: string) => void, onEnd: () => void): () => void {
  if (!process.stdin.isTTY && fstatSync(0).isCharacterDevice()) return () => {};
  const lines = createInterface({ input: process.stdin });
  lines.on('line', onLine);
  lines.once('close', onEnd);
  return () => {
    lines.off('close', onEnd);
    lines.close();
    process.stdin.destroy();
  };
}

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly InterruptSignal[];

function onInterrupt(listener: (by: InterruptSignal) => void): () => void {
  const stop = () => {
    for (const signal of INTERRUPTS) process.off(signal, interrupted);
  };
  const interrupted = (by: NodeJS.Signals) => {
    stop();
    listener(by as InterruptSignal);
  };
  for (const signal of INTERRUPTS) process.on(signal, interrupted);
  return stop;
}
