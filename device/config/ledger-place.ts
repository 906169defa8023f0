import { resolve } from 'node:path';
import { packageFile } from '../files/package-root.ts';
import { ForeignLinkError, realFile } from '../files/real-file.ts';
import type { Profile } from './profile.ts';

/** The name that the profile gives to the ledger. Absolute; a relative one counts from the folder of the kiosk. */
export const ledgerName = ({ ledger }: Profile): string => resolve(packageFile('.'), ledger.file);

/**
 * Where the ledger of a kiosk is, and beside it what else outlives a process. A symbolic link is followed: lock, mark, key and outbox lie
 * beside the file and not beside one of its names. `follow`: `trustedFile` if root reads or writes there.
 */
export function ledgerPlace(profile: Profile, follow: (name: string) => string = realFile): string {
  const name = ledgerName(profile);
  try {
    return follow(name);
  } catch (error) {
    if (error instanceof ForeignLinkError) throw error;
    // This user may not enter a folder, or the links form a circle. Opening the file then gives the error of the system.
    return name;
  }
}
