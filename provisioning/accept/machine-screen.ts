import { spawn } from 'node:child_process';
import { existsSync, readlinkSync } from 'node:fs';
import { UNITS } from '../machine/installed.ts';

/** A root process starts and ends the screen; the test runs as the kiosk's user. */
export interface AcceptanceTestScreen {
  show(): void;
  hide(): void;
  close(): void;
}

/**
 * Commands from standard input. The unit takes the first console, and its compositor passes no keys to change consoles, so the script must
 * switch back [chvt(1)]. A screen that ran before stays.
 */
const SCRIPT = `
ran=$(systemctl is-active ${UNITS.glass})
console=$(cat "$CONSOLE")
shown=
hide() {
	[ -n "$shown" ] && [ "$ran" != active ] && { systemctl stop ${UNITS.glass}; chvt "\${console#tty}"; }
	shown=
}
while read -r word; do
	case $word in
	show) shown=1; systemctl restart ${UNITS.glass} ;;
	hide) hide ;;
	esac
done
hide
`;

interface Where {
  readonly uid?: number;
  readonly path?: string;
  /** Path that exists only if systemd runs [sd_booted(3)]. */
  readonly booted?: string;
  readonly console?: string;
}

/** Whether this process runs on the console that the screen takes. Taking it would end the process. */
export function runsOnScreenConsole(fd0 = '/proc/self/fd/0'): boolean {
  try {
    return readlinkSync(fd0) === '/dev/tty1';
  } catch {
    return false;
  }
}

/** Prepares the screen of this machine; `null` if this process is not root, or systemd does not run. */
export function prepareAcceptanceScreen({
  uid = process.getuid?.() ?? -1,
  path = process.env['PATH'] ?? '',
  booted = '/run/systemd/system',
  console = '/sys/class/tty/tty0/active',
}: Where = {}): AcceptanceTestScreen | null {
  if (uid !== 0 || !existsSync(booted)) return null;
  // Ctrl-C reaches only the test, which then closes the screen.
  const root = spawn('sh', ['-c', SCRIPT], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { PATH: path, CONSOLE: console },
  });
  root.on('error', () => undefined);
  root.stdin.on('error', () => undefined);
  root.unref();
  return {
    show: () => void root.stdin.write('show\n'),
    hide: () => void root.stdin.write('hide\n'),
    close: () => void root.stdin.end(),
  };
}
