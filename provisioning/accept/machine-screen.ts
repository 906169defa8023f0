import { spawn } from 'node:child_process';
import { existsSync, readlinkSync } from 'node:fs';
import { UNITS } from '../machine/installed.ts';

/** The screen of an installed kiosk. Root starts and ends it; the test itself continues as the kiosk's user. */
export interface MachineScreen {
  /** Starts or restarts the screen, which then loads the page that is served now. */
  show(): void;
  /** Ends the screen and brings back the earlier console. */
  hide(): void;
  /** Hides the screen and ends the helper process. The screen also ends if this process is killed. */
  close(): void;
}

/**
 * Reads words from standard input until its end. The unit takes the first console, and its compositor passes no keys on to change consoles.
 * So the script that ends the unit must switch back [chvt(1)]. A screen that ran before is not ended.
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

/** Replaced in tests; default: this machine. */
interface Where {
  readonly uid?: number;
  /** PATH for the commands. */
  readonly path?: string;
  /** Exists if systemd runs [sd_booted(3)]. */
  readonly booted?: string;
  /** Names the console that is shown now. */
  readonly console?: string;
}

/** Whether this process runs on the console that the screen takes. The process would end with that console. */
export function standsWhereTheScreenComes(fd0 = '/proc/self/fd/0'): boolean {
  try {
    return readlinkSync(fd0) === '/dev/tty1';
  } catch {
    return false;
  }
}

/** `null` if this process is not root, or systemd does not run. */
export function machineScreen({
  uid = process.getuid?.() ?? -1,
  path = process.env['PATH'] ?? '',
  booted = '/run/systemd/system',
  console = '/sys/class/tty/tty0/active',
}: Where = {}): MachineScreen | null {
  if (uid !== 0 || !existsSync(booted)) return null;
  // A session of its own: Ctrl-C at the terminal reaches only the test, which then closes the screen.
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
