import { bad, type CheckContext, type CheckSpec, good } from './check.ts';
import { loopbackTrouble } from './interface-checks.ts';
import { CannotLook } from './machine-port.ts';
import { SilentKiosk } from './silent-kiosk.ts';

/**
 * systemd says that the kiosk runs, but the kiosk does not answer. Each check that asks the kiosk is skipped, and this check fails for all
 * of them.
 */
async function silentKiosk(ask: CheckContext['anyKiosk']): Promise<readonly string[]> {
  try {
    await ask();
    return [];
  } catch (error) {
    if (error instanceof SilentKiosk) return [error.message];
    if (error instanceof CannotLook) return [];
    throw error;
  }
}

/** A check that cannot look is no failure of its own. That the machine does not answer is one: nobody knows then whether it is closed. */
export const ANSWER_CHECKS: readonly CheckSpec[] = [
  {
    id: 'answers',
    group: 'machine',
    title: 'Whether the machine answers what these checks ask',
    expected: 'every command and every check within its bound, and every file that is there',
    looksLast: true,
    async look({ machine, lateChecks, anyKiosk }) {
      const late = [...lateChecks];
      const kiosk = await silentKiosk(anyKiosk);
      const trouble = kiosk.length > 0 ? await loopbackTrouble(machine) : null;
      if (trouble) return bad(`${kiosk.join('; ')}: ${trouble.found}, see loopback`, trouble.fix);
      const silent = [
        ...kiosk,
        ...machine.unanswered(),
        ...(late.length === 0 ? [] : [`not looked at in time: ${late.join(', ')}`]),
      ];
      if (silent.length === 0) return good('everything that was asked');
      return bad(
        silent.join('; '),
        'look what holds the machine up: top, then sudo dmesg | tail -50 (a disk that dies is named there), and the line ledger-held; then run doctor again',
      );
    },
  },
];
