import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { packageFile } from '../../device/files/package-root.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import { sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import type { DockCommand } from '../../simulators/dock/commands.ts';
import type { DockState } from '../../simulators/dock/state.ts';

export interface KioskProcess {
  readonly url: string;
  readonly folder: string;
  dock(command: DockCommand): Promise<void>;
  state(): Promise<DockState>;
  /** Asks the dock until the condition holds. The test's time limit ends the wait. */
  until(what: (state: DockState) => boolean): Promise<DockState>;
  ledger(): readonly (readonly string[])[];
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** Exit code; `null` after a signal. */
  ended(): Promise<number | null>;
  /** Sends SIGKILL, then starts a new process on the same folder; `meanwhile` runs in between. */
  crash(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Pause between questions to the dock: without it, kiosk and test each use a core during a print. */
const BETWEEN_QUESTIONS_MS = 50;

/** The kiosk closes an idle connection after 5 s, and a busy machine's next request would use it. */
export const CLOSE_CONNECTION = { connection: 'close' } as const;

const SEAL = 'office-seal.pem';

/** Profile that uses an office elsewhere, with the sample seal. */
export const withOfficeAt = (url: string) => (profile: string, folder: string) =>
  profile.replace('url: simulated', `url: ${url}, seal: ${JSON.stringify(join(folder, SEAL))}`);

/** Profile of a terminal without issue of goods, like many in the field. */
export const withoutIssueOfGoods = (profile: string): string => profile.replace(' issueOfGoods: true,', '');

/** Starts a kiosk. `change` edits the text of a simulated profile; `name` is its name in `provisioning/profiles/`. */
export async function startKioskProcess(
  change = (profile: string, _folder: string): string => profile,
  name: 'simulated' | 'simulated-chip' | 'simulated-bus' = 'simulated',
  env: NodeJS.ProcessEnv = {},
): Promise<KioskProcess> {
  const dir = mkdtempSync(join(tmpdir(), 'kiosk-'));
  const profile = join(dir, 'profile.yaml');
  const text = readFileSync(packageFile(`provisioning/profiles/${name}.yaml`), 'utf8');
  writeFileSync(join(dir, SEAL), sampleSeal().certificate.toString());
  writeFileSync(profile, change(text.replace(`var/${name}/ledger.db`, join(dir, 'ledger.db')), dir));
  let output = '';
  let running = await launch(profile, env, (chunk) => {
    output += chunk;
  });

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${running.url}dock/${path}`, { ...init, headers: { ...CLOSE_CONNECTION, ...init.headers } });
  const state = async () => (await (await ask('state')).json()) as DockState;
  return {
    get url() {
      return running.url;
    },
    folder: dir,
    async dock(command) {
      const headers = { 'content-type': 'application/json', origin: new URL(running.url).origin };
      const answer = await ask('command', { method: 'POST', headers, body: JSON.stringify(command) });
      if (!answer.ok) throw new Error(`dock: ${answer.status} ${await answer.text()}`);
    },
    state,
    async until(what) {
      for (;;) {
        const now = await state();
        if (what(now)) return now;
        await pause(realClock, BETWEEN_QUESTIONS_MS);
      }
    },
    ledger() {
      const db = new Database(join(dir, 'ledger.db'), { readonly: true });
      try {
        const rows = db
          .prepare<[], { application: string; kind: string }>('SELECT application, kind FROM entry ORDER BY seq')
          .all();
        const kinds = new Map<string, string[]>();
        for (const { application, kind } of rows) kinds.set(application, [...(kinds.get(application) ?? []), kind]);
        return [...kinds.values()];
      } finally {
        db.close();
      }
    },
    output: () => output,
    signal: (signal) => void running.child.kill(signal),
    ended: () => exitOf(running.child),
    async crash(meanwhile) {
      await ended(running.child, 'SIGKILL');
      await meanwhile?.();
      running = await launch(profile, env, (chunk) => {
        output += chunk;
      });
    },
    async stop() {
      await ended(running.child, 'SIGINT');
      rmSync(dir, { recursive: true });
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

function launch(profile: string, env: NodeJS.ProcessEnv, keep: (chunk: string) => void): Promise<Running> {
  const entry = packageFile('dist/device/asan-kiosk.js');
  const child = spawn(process.execPath, [entry, 'run', '--simulate', '--profile', profile, '--port', '0', '--log'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
      keep(chunk);
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(out)?.[0];
      if (url && /\/dock/.test(out)) resolve({ child, url });
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
      keep(chunk);
    });
    child.once('exit', (code) => reject(new Error(`the kiosk ended with ${code}:\n${out}`)));
  });
}

function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}
