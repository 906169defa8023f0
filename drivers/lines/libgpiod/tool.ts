import { spawn } from 'node:child_process';
import type { Clock } from '../../clock.ts';
import { err, ok, type Result } from '../../result.ts';
import type { LineTrouble } from '../contract.ts';

export interface ToolSettings {
  readonly clock: Clock;
  /** Folders as in `PATH`. */
  readonly searchPath: string;
}

export interface ToolExit {
  /** `null`: a signal ended the tool. */
  readonly exitCode: number | null;
  /** Last part of stderr. */
  readonly words: string;
}

export interface RunningTool {
  /** Sends SIGTERM, after one second SIGKILL; resolves at the end. */
  stop(): Promise<ToolExit>;
  readonly ended: Promise<ToolExit>;
}

/** For a tool's first line or end; tools need a few milliseconds. */
const PATIENCE_MS = 3_000;
const INSIST_AFTER_MS = 1_000;
/** Characters. No tool prints a longer line. */
const LONGEST_LINE = 4_096;
const WORDS_KEPT = 500;

/** A missing tool is LIN-104. */
function start(
  program: string,
  args: readonly string[],
  settings: ToolSettings,
  onLine: (line: string) => void,
): Promise<Result<RunningTool, LineTrouble>> {
  const child = spawn(program, [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Error texts are parsed: English only.
    env: { ...process.env, PATH: settings.searchPath, LC_ALL: 'C' },
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-WORDS_KEPT);
  });
  const take = createLineCutter(onLine);
  child.stdout.on('data', (chunk: Buffer) => take(chunk.toString('latin1')));
  // `close` follows the last output; `exit` may not.
  const ended = new Promise<ToolExit>((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, words: words.trim() }));
  });

  async function stop(): Promise<ToolExit> {
    child.kill('SIGTERM');
    const insist = settings.clock.setTimeout(() => child.kill('SIGKILL'), INSIST_AFTER_MS);
    const end = await ended;
    settings.clock.clearTimeout(insist);
    return end;
  }

  return new Promise((resolve) => {
    child.once('spawn', () => resolve(ok({ ended, stop })));
    child.once('error', (error: NodeJS.ErrnoException) => resolve(err(notThere(program, error))));
  });
}

/** Runs a tool to its end and returns the lines it printed. */
export async function runTool(
  program: string,
  args: readonly string[],
  settings: ToolSettings,
): Promise<Result<readonly string[], LineTrouble>> {
  const lines: string[] = [];
  const tool = await start(program, args, settings, (line) => lines.push(line));
  if (!tool.ok) return tool;
  let late = false;
  const limit = settings.clock.setTimeout(() => {
    late = true;
    void tool.value.stop();
  }, PATIENCE_MS);
  const end = await tool.value.ended;
  settings.clock.clearTimeout(limit);
  if (late) return err(noAnswer(program));
  return end.exitCode === 0 ? ok(lines) : err(decodeToolError(program, end));
}

/** `ready`: first line; the tool now owns the GPIO line. `line`: later lines. */
export interface ToolOutputListener {
  ready(): void;
  line(text: string): void;
}

/** Starts a tool that keeps running, and waits for its first line. Lines that come with the first one are passed on after it. */
export async function startTool(
  program: string,
  args: readonly string[],
  settings: ToolSettings,
  listener: ToolOutputListener,
): Promise<Result<RunningTool, LineTrouble>> {
  let ready = false;
  let isReady = () => {};
  const first = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const tool = await start(program, args, settings, (line) => {
    if (ready) return listener.line(line);
    ready = true;
    listener.ready();
    isReady();
  });
  if (!tool.ok) return tool;
  const { ended, stop } = tool.value;
  let late = false;
  const limit = settings.clock.setTimeout(() => {
    late = true;
    void stop();
  }, PATIENCE_MS);
  const end = await Promise.race([first, ended]);
  settings.clock.clearTimeout(limit);
  if (ready) return tool;
  return err(late || !end ? noAnswer(program) : decodeToolError(program, end));
}

function createLineCutter(onLine: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(-LONGEST_LINE);
    for (const line of lines) onLine(line);
  };
}

const noAnswer = (program: string): LineTrouble => ({
  code: 'LIN-106',
  kind: 'no-answer',
  detail: `${program} said nothing for ${PATIENCE_MS / 1_000} s`,
});

function notThere(program: string, error: NodeJS.ErrnoException): LineTrouble {
  return error.code === 'ENOENT'
    ? { code: 'LIN-104', kind: 'no-gpio', detail: `${program} is not installed: apt-get install gpiod` }
    : { code: 'LIN-102', kind: 'not-permitted', detail: `${program}: ${error.message}` };
}

/** Decodes error texts of libgpiod 2.2 (tools/*.c), which end with the system's error text. */
export function decodeToolError(program: string, { words, exitCode }: ToolExit): LineTrouble {
  const detail = words === '' ? `${program} ended (${exitCode ?? 'by a signal'})` : words;
  if (/Device or resource busy/.test(words)) return { code: 'LIN-105', kind: 'taken', detail };
  if (/Permission denied|Operation not permitted/.test(words))
    return { code: 'LIN-102', kind: 'not-permitted', detail };
  if (/cannot find|out of range/.test(words)) return { code: 'LIN-101', kind: 'no-such-line', detail };
  if (/unrecognized option|invalid option/.test(words)) {
    return { code: 'LIN-104', kind: 'no-gpio', detail: `${program} is not of libgpiod 2: ${words}` };
  }
  return { code: 'LIN-103', kind: 'went-away', detail };
}
