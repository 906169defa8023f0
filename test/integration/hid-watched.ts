import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { packageFile } from '../../device/files/package-root.ts';
import { emitter } from '../../drivers/emitter.ts';

export interface WatchedTool<Status, Event> {
  status(): Status;
  onStatus(listener: (status: Status) => void): () => void;
  onEvent(listener: (event: Event) => void): () => void;
  close(): Promise<void>;
}

interface Line {
  readonly event: string;
  readonly [field: string]: unknown;
}

/**
 * Runs `asan-kiosk KIND watch --json`: the kiosk's own driver over node-hid. In a process of its own, because node-hid must see the virtual
 * device from its start.
 */
export function watchDevice<Status, Event>(
  kind: 'scanner' | 'keypad',
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  first: Status,
  eventOf: (line: Line) => Event,
): WatchedTool<Status, Event> {
  const statuses = emitter<Status>();
  const events = emitter<Event>();
  let status = first;
  const command = packageFile('dist/device/asan-kiosk.js');
  const child = spawn(process.execPath, [command, kind, 'watch', '--json', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve, reject) =>
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`the command ended by itself: ${signal ?? code}`));
    }),
  );
  // Handles the rejection here, too: unhandled, it would fail the run even if the second try passes.
  ended.catch(() => undefined);
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    if (line.event !== 'status') return events.emit(eventOf(line));
    const { event: _, ...rest } = line;
    status = rest as Status;
    statuses.emit(status);
  });
  return {
    status: () => status,
    onStatus: statuses.on,
    onEvent: events.on,
    close() {
      child.kill('SIGINT');
      return ended;
    },
  };
}
