import { execFile } from 'node:child_process';
import { writeDurably } from '../../device/files/durable-file.ts';
import { type CredentialStore, systemCredentialStore } from '../credentials/credential-store.ts';
import { INSTALLED, UNITS } from '../machine/installed.ts';

export interface EnrolPorts {
  readonly credentials: CredentialStore;
  /** File of the office's authorities, PEM. */
  readonly officeCa: string;
  readonly write: typeof writeDurably;
  readonly now: () => Date;
  /** Restarts the kiosk after its visit. Returns whether systemd accepted this. */
  readonly restart: () => Promise<boolean>;
}

export const createSystemEnrolPorts = (): EnrolPorts => ({
  credentials: systemCredentialStore(),
  officeCa: INSTALLED.officeCa,
  write: writeDurably,
  now: () => new Date(),
  restart: () =>
    new Promise((resolve) => {
      // The end of the restart is not awaited: SIGTERM ends the kiosk after the visit.
      execFile('systemctl', ['try-restart', '--no-block', UNITS.kiosk], (error) => resolve(error === null));
    }),
});
