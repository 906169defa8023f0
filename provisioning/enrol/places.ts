import { execFile } from 'node:child_process';
import { writeDurably } from '../../device/files/durable-file.ts';
import { type CredentialStore, systemStore } from '../credentials/credential-store.ts';
import { INSTALLED, UNITS } from '../machine/installed.ts';

/** What enrolment writes to, and asks, of the machine; replaced in tests. */
export interface EnrolPlaces {
  readonly credentials: CredentialStore;
  /** The file of the office's authorities, PEM. */
  readonly officeCa: string;
  readonly write: typeof writeDurably;
  readonly now: () => Date;
  /** Restarts the kiosk after its visit, if it runs as a unit. Returns whether systemd accepted this. */
  readonly restart: () => Promise<boolean>;
}

export const installedPlaces = (): EnrolPlaces => ({
  credentials: systemStore(),
  officeCa: INSTALLED.officeCa,
  write: writeDurably,
  now: () => new Date(),
  restart: () =>
    new Promise((resolve) => {
      // Asked for and not waited for: SIGTERM ends the kiosk after the visit.
      execFile('systemctl', ['try-restart', '--no-block', UNITS.kiosk], (error) => resolve(error === null));
    }),
});
