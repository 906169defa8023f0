import { type ChildProcess, spawn } from 'node:child_process';

/** Messages to the service manager, after sd_notify(3). */
export interface ServiceManager {
  ready(): void;
  /** Says that the process was asked to end; sent once. */
  stopping(): void;
  /** Line for `systemctl status`; a repeated line is not sent. */
  status(line: string): void;
  /** Says that every part has just answered. */
  alive(): void;
  /** Longest gap between calls of `alive`; `null`: not watched. */
  readonly watchdogMs: number | null;
  close(): Promise<void>;
}

type Environment = Record<string, string | undefined>;

/**
 * The service manager that started this process; `null`: none.
 *
 * Node has no Unix datagram sockets. So one `socat`, which lives as long as this process, forwards what is written into its pipe
 * (docs/decisions/0041). Each message ends with a line end and is shorter than an atomic write, so two messages never mix. `socat` sends
 * nothing by itself: a process that hangs is silent, even if its children run. The manager's variables are removed from `env`: otherwise
 * programs such as timedatectl would report their own end.
 */
export function serviceManager(env: Environment, pid = process.pid): ServiceManager | null {
  const socket = env['NOTIFY_SOCKET'];
  const watchdogMs = watchdogOf(env, pid);
  for (const name of ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID']) delete env[name];
  if (!socket) return null;
  const sender = createSender(addressOf(socket));
  let said = '';
  let stopping = false;
  return {
    ready: () => sender.send('READY=1'),
    stopping() {
      if (!stopping) sender.send('STOPPING=1');
      stopping = true;
    },
    status(line) {
      if (line === said) return;
      said = line;
      sender.send(`STATUS=${line}`);
    },
    alive: () => sender.send('WATCHDOG=1'),
    watchdogMs,
    close: sender.close,
  };
}

/** The socket is a path, or with @ an abstract name [sd_notify(3)]. */
const addressOf = (socket: string): string =>
  socket.startsWith('@') ? `ABSTRACT-SENDTO:${socket.slice(1)}` : `UNIX-SENDTO:${socket}`;

/** `null`: not set, or for another process of the service [sd_watchdog_enabled(3)]. */
function watchdogOf(env: Environment, pid: number): number | null {
  const microseconds = Number(env['WATCHDOG_USEC']);
  const its = env['WATCHDOG_PID'];
  if (!Number.isInteger(microseconds) || microseconds <= 0 || (its !== undefined && its !== String(pid))) return null;
  return microseconds / 1_000;
}

/** Starts another `socat` after one ended. */
function createSender(address: string) {
  let child: ChildProcess | null = null;

  function start(): ChildProcess {
    const started = spawn('socat', ['-u', '-', address], { stdio: ['pipe', 'ignore', 'inherit'] });
    const gone = () => {
      if (child === started) child = null;
    };
    started.once('exit', gone);
    // Without socat, the manager gets no message and reports a timeout.
    started.once('error', gone);
    started.stdin?.on('error', gone);
    started.unref();
    return started;
  }

  return {
    send(message: string): void {
      child ??= start();
      child.stdin?.write(`${message}\n`);
    },
    close(): Promise<void> {
      const last = child;
      child = null;
      if (last === null || last.exitCode !== null) return Promise.resolve();
      last.ref();
      return new Promise((done) => {
        last.once('exit', () => done());
        last.once('error', () => done());
        last.stdin?.end();
      });
    },
  };
}
