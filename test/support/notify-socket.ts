import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { vi } from 'vitest';

/** Unix datagram socket in place of systemd's `NOTIFY_SOCKET`. It never answers. */
export interface NotifySocket {
  readonly path: string;
  readonly lines: readonly string[];
  hears(line: string | RegExp, limitMs?: number): Promise<void>;
  count(line: string): number;
  close(): Promise<void>;
}

export async function listenForNotify(): Promise<NotifySocket> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-notify-'));
  chmodSync(folder, 0o755);
  const path = join(folder, 'notify');
  const receiver = spawn('socat', ['-u', `UNIX-RECV:${path},mode=777`, '-'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface({ input: receiver.stdout }).on('line', (line) => lines.push(line));
  const gone = new Promise<void>((resolve) => receiver.once('exit', () => resolve()));
  await vi.waitFor(() => {
    if (!existsSync(path)) throw new Error('socat does not listen yet');
  }, 10_000);
  return {
    path,
    lines,
    async hears(line, limitMs = 20_000) {
      const before = lines.length;
      const isIt = (its: string) => (typeof line === 'string' ? its === line : line.test(its));
      await vi.waitFor(
        () => {
          if (!lines.slice(before).some(isIt))
            throw new Error(`${line} did not come; after it: ${lines.slice(before)}`);
        },
        { interval: 20, timeout: limitMs },
      );
    },
    count: (line) => lines.filter((its) => its === line).length,
    async close() {
      receiver.kill();
      await gone;
      rmSync(folder, { recursive: true });
    },
  };
}
