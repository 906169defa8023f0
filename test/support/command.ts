import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { packageFile } from '../../device/files/package-root.ts';

const COMMAND = packageFile('dist/device/asan-kiosk.js');

export interface ProgramOutcome {
  readonly exit: number | null;
  readonly out: Buffer;
  readonly notes: readonly string[];
  json(): unknown;
}

/** Runs the built command to its end. Without `input` its standard input is empty and closed. */
export async function asanKiosk(args: readonly string[], input: Uint8Array | string = ''): Promise<ProgramOutcome> {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [out, notes, exit] = await Promise.all([all(child.stdout), all(child.stderr), ended(child)]);
  const lines = notes.toString().split('\n').filter(Boolean);
  return { exit, out, notes: lines, json: () => JSON.parse(out.toString()) as unknown };
}

async function all(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', resolve));

export type SimulatorEvent = Readonly<Record<string, unknown>> & { readonly event: string };

export interface SimulatorProcess {
  readonly link: string;
  readonly events: readonly SimulatorEvent[];
  type(line: string): void;
  /** The test's time limit ends the wait. */
  until(what: (event: SimulatorEvent) => boolean): Promise<SimulatorEvent>;
  forget(): void;
  end(how?: 'input' | NodeJS.Signals): Promise<number | null>;
}

export async function simulator(args: readonly string[]): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [COMMAND, 'simulate', ...args, '--json'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const events: SimulatorEvent[] = [];
  let waiting: { what: (event: SimulatorEvent) => boolean; done: (event: SimulatorEvent) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as SimulatorEvent;
    events.push(event);
    const due = waiting.filter(({ what }) => what(event));
    waiting = waiting.filter((each) => !due.includes(each));
    for (const { done } of due) done(event);
  });
  const exit = ended(child);
  const until = (what: (event: SimulatorEvent) => boolean): Promise<SimulatorEvent> => {
    const known = events.find(what);
    return known ? Promise.resolve(known) : new Promise((done) => waiting.push({ what, done }));
  };
  const ready = await until(({ event }) => event === 'ready');
  return {
    link: String(ready['link']),
    events,
    until,
    type: (line) => void child.stdin.write(`${line}\n`),
    forget: () => void events.splice(0),
    end(how = 'input') {
      if (how === 'input') child.stdin.end();
      else child.kill(how);
      return exit;
    },
  };
}
