import { spawn } from 'node:child_process';
import { existsSync, readlinkSync } from 'node:fs';
import { UNITS } from '../machine/installed.ts';

/** The screen of an installed kiosk, which root starts and ends; the test itself goes on as the kiosk's user. */
export interface MachineScreen {
  /** Starts it, or starts it anew: it comes to the page that is served now. */
  show(): void;
  /** Ends what `show` began, and brings the console back that was there before. */
  hide(): void;
  /** `hide`, and lets go of the machine. What it began ends too where this process is killed. */
  close(): void;
}

/**
 * Reads words until nobody writes any more. The unit takes the first console, and its compositor lets no key through to change consoles, so
 * that only who has ended it comes back [chvt(1)]. A screen that ran before is not ended.
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

/** The machine of this process unless told. */
interface Where {
  readonly uid?: number;
  /** Where its commands are. */
  readonly path?: string;
  /** There where systemd runs [sd_booted(3)]. */
  readonly booted?: string;
  /** The console that is shown. */
  readonly console?: string;
}

/** Whether the terminal of this process is the console that the screen takes: it would end with it. */
export function standsWhereTheScreenComes(fd0 = '/proc/self/fd/0'): boolean {
  try {
    return readlinkSync(fd0) === '/dev/tty1';
  } catch {
    return false;
  }
}

/** `null` where this process may not, or systemd does not run. */
export function machineScreen({
  uid = process.getuid?.() ?? -1,
  path = process.env['PATH'] ?? '',
  booted = '/run/systemd/system',
  console = '/sys/class/tty/tty0/active',
}: Where = {}): MachineScreen | null {
  if (uid !== 0 || !existsSync(booted)) return null;
  // In a session of its own: Ctrl-C at the terminal is for the test, which then lets go of it.
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
