import { LOOPBACK } from '../command/places.ts';
import { KIOSK_ANSWER_MS } from '../command/running-kiosk.ts';
import { UNITS } from '../machine/installed.ts';
import { type CheckContext, type CheckFinding, skipped } from './check.ts';
import { CheckSkippedError } from './machine-port.ts';

/** systemd reports a running kiosk that did not answer. */
export class SilentKioskError extends CheckSkippedError {
  constructor(active: string) {
    super(
      `could not look: ${UNITS.kiosk} is ${active} and did not answer within ${KIOSK_ANSWER_MS / 1_000} s; by hand: systemctl status ${UNITS.kiosk}`,
    );
  }
}

/** Finding if no kiosk of this profile answers. Only systemd knows whether the kiosk runs. */
export async function kioskAwayFinding({ units, profile }: CheckContext): Promise<CheckFinding> {
  const active = (await units())?.of(UNITS.kiosk).active ?? 'inactive';
  if (active === 'inactive' || active === 'failed') return skipped('the kiosk does not run');
  return skipped(
    `systemd says that ${UNITS.kiosk} is ${active}, but no kiosk of this profile answers at ${LOOPBACK}:${profile?.web.port}: see the check port`,
  );
}
