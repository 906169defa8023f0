import { ASK_MS } from '../command/running-kiosk.ts';
import { UNITS } from '../machine/installed.ts';
import { CannotLook } from './machine-port.ts';

/** systemd says that the kiosk runs, and it did not answer. */
export class SilentKiosk extends CannotLook {
  /** @param active what systemd says of its unit */
  constructor(active: string) {
    super(
      `could not look: ${UNITS.kiosk} is ${active} and did not answer within ${ASK_MS / 1_000} s; by hand: systemctl status ${UNITS.kiosk}`,
    );
  }
}
