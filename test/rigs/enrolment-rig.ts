import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDurably } from '../../device/files/durable-file.ts';
import { packageFile } from '../../device/files/package-root.ts';
import type { CredentialStore } from '../../provisioning/credentials/credential-store.ts';
import type { EnrolPorts } from '../../provisioning/enrol/places.ts';

/** The profile has a comment, and no encryption key. */
export interface EnrolmentRig {
  readonly folder: string;
  readonly profile: string;
  readonly places: EnrolPorts;
  readonly restarts: () => number;
  remove(): void;
}

export function enrolmentRig(
  change: Partial<EnrolPorts> & { readonly store?: Partial<CredentialStore> } = {},
): EnrolmentRig {
  const folder = mkdtempSync(join(tmpdir(), 'enrol-'));
  const profile = join(folder, 'profile.yaml');
  const cabinet = readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8');
  writeFileSync(profile, cabinet.replace('backOffice:', '# The office of the centre.\nbackOffice:'));
  let restarts = 0;
  const { store, ...others } = change;
  const places: EnrolPorts = {
    credentials: {
      unit: undefined,
      plain: join(folder, 'credstore'),
      encrypted: join(folder, 'credstore.encrypted'),
      encrypt: () => null,
      decrypt() {
        throw Object.assign(new Error('no key'), { status: 1 });
      },
      write: writeDurably,
      ...store,
    },
    officeCa: join(folder, 'etc/office-ca.pem'),
    write: writeDurably,
    now: () => new Date(),
    restart: async () => {
      restarts += 1;
      return true;
    },
    ...others,
  };
  mkdirSync(join(folder, 'etc'));
  return { folder, profile, places, restarts: () => restarts, remove: () => rmSync(folder, { recursive: true }) };
}
