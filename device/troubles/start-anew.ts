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

/** Does nothing with a stopped kiosk: its start would take the console of the technician who installs it. */
export const RESTART_IF_RUNNING_COMMAND = `sudo systemctl try-restart ${KIOSK}`;

const RESTART_OF_KIOSK =
  /sudo systemctl reset-failed [\w@. -]+ && sudo systemctl restart (?=[\w@. -]*\basan-(?:kiosk|glass)\.service)/g;

/** The same text with commands that restart kiosk and screen only if they run. */
export const restartOnlyIfRunning = (text: string): string =>
  text.replace(RESTART_OF_KIOSK, 'sudo systemctl try-restart ');
