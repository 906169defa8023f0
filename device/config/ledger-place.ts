import { resolve } from 'node:path';
import { packageFile } from '../files/package-root.ts';
import { ForeignLinkError, resolveLink } from '../files/real-file.ts';
import type { Profile } from './profile.ts';

/** Absolute name of the ledger in the profile; a relative name starts at the kiosk's folder. */
export const namedLedgerPath = ({ ledger }: Profile): string => resolve(packageFile('.'), ledger.file);

/**
 * Path of the ledger, and of the files beside it. Follows symbolic links: lock, mark, key and outbox lie beside the file and not beside a
 * link. `follow`: use `resolveTrustedLink` if root reads or writes there.
 */
export function realLedgerPath(profile: Profile, follow: (name: string) => string = resolveLink): string {
  const name = namedLedgerPath(profile);
  try {
    return follow(name);
  } catch (error) {
    if (error instanceof ForeignLinkError) throw error;
    // Without permission, or with circular links, opening the file gives the system's error.
    return name;
  }
}
