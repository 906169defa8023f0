import { bad, type CheckContext, type CheckSpec, good } from './check.ts';
import { loopbackTrouble } from './interface-checks.ts';
import { CheckSkippedError } from './machine-port.ts';
import { SilentKioskError } from './silent-kiosk.ts';

/** If the kiosk is silent, other checks that ask it are skipped. */
async function silentKiosk(ask: CheckContext['anyKiosk']): Promise<readonly string[]> {
  try {
    await ask();
    return [];
  } catch (error) {
    if (error instanceof SilentKioskError) return [error.message];
    if (error instanceof CheckSkippedError) return [];
    throw error;
  }
}

/** A machine that does not answer is a failure: its state is unknown. */
export const MACHINE_ANSWER_CHECKS: readonly CheckSpec[] = [
  {
    id: 'answers',
    group: 'machine',
    title: 'Whether the machine answers the questions of these checks',
    expected: 'every command and every check ends within its time limit, and every existing file can be read',
    looksLast: true,
    async look({ machine, lateChecks, anyKiosk }) {
      const late = [...lateChecks];
      const kiosk = await silentKiosk(anyKiosk);
      const trouble = kiosk.length > 0 ? await loopbackTrouble(machine) : null;
      if (trouble) return bad(`${kiosk.join('; ')}: ${trouble.found}, see loopback`, trouble.fix);
      const silent = [
        ...kiosk,
        ...machine.unanswered(),
        ...(late.length === 0 ? [] : [`not checked in time: ${late.join(', ')}`]),
      ];
      if (silent.length === 0) return good('it answered everything that was asked');
      return bad(
        silent.join('; '),
        'find out what slows the machine down: top, then sudo dmesg | tail -50 (it names a failing disk), and the line ledger-held; then run doctor again. If only the kiosk is silent then, restart it',
      );
    },
  },
];
