import { type ChildProcess, spawn } from 'node:child_process';

/** What a service manager may be told of its service, in the words of sd_notify(3). */
export interface ServiceManager {
  /** The first screen is served. */
  ready(): void;
  /** It was asked to end. Said once, however often it is called. */
  stopping(): void;
  /** One line for `systemctl status`; what was said last is not said again. */
  status(line: string): void;
  /** Every part answered a moment ago. */
  alive(): void;
  /** How often it wants to hear `alive`, in milliseconds; `null`: it does not watch. */
  readonly watchdogMs: number | null;
  /** Sends what is under way. */
  close(): Promise<void>;
}

type Environment = Record<string, string | undefined>;

/**
 * The service manager that started this process; `null` if none did.
 *
 * Node opens no datagram sockets of the Unix domain, so a `socat` that lives as long as this process passes on what is written into its
 * pipe (docs/decisions/0041). Each message ends with a line end and is shorter than a pipe writes in one piece, so two that arrive
 * together are still two. It sends nothing by itself: a process that hangs is silent, even if its children run. The way to the manager is
 * taken out of `env`: programs of systemd that this process starts, such as timedatectl, would tell how they themselves ended.
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

/** A path, or a name in the abstract namespace when it begins with @ [sd_notify(3)]. */
const addressOf = (socket: string): string =>
  socket.startsWith('@') ? `ABSTRACT-SENDTO:${socket.slice(1)}` : `UNIX-SENDTO:${socket}`;

/** What is meant for another process of the service is not ours [sd_watchdog_enabled(3)]. */
function watchdogOf(env: Environment, pid: number): number | null {
  const microseconds = Number(env['WATCHDOG_USEC']);
  const its = env['WATCHDOG_PID'];
  if (!Number.isInteger(microseconds) || microseconds <= 0 || (its !== undefined && its !== String(pid))) return null;
  return microseconds / 1_000;
}

/** One `socat`, started at the first message, and anew at the next message after it ended. */
function createSender(address: string) {
  let child: ChildProcess | null = null;

  function start(): ChildProcess {
    const started = spawn('socat', ['-u', '-', address], { stdio: ['pipe', 'ignore', 'inherit'] });
    const gone = () => {
      if (child === started) child = null;
    };
    started.once('exit', gone);
    // No socat on this machine: the manager hears nothing, and says so by its own time limit.
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
