/** If systemd gives up, it gives up both units. */
const KIOSK = 'asan-kiosk.service';
const SOCKET = 'asan-kiosk.socket';

/**
 * Commands that start these units again. After too many starts systemd refuses the next, even by hand, until `reset-failed`
 * [systemd.unit(5), StartLimitBurst=].
 */
export function restartCommand(...units: readonly string[]): string {
  const given = new Set(units.flatMap((unit) => (unit === KIOSK ? [KIOSK, SOCKET] : [unit])));
  return `sudo systemctl reset-failed ${[...given].join(' ')} && sudo systemctl restart ${units.join(' ')}`;
}

export const RESTART_KIOSK_COMMAND = restartCommand(KIOSK);
