import { resolve } from 'node:path';
import { packageFile } from '../files/package-root.ts';
import type { Profile } from './profile.ts';

/** Where the ledger of a kiosk is, and beside it what else outlives a process. Absolute; a relative one counts from the folder of the kiosk. */
export const ledgerPlace = ({ ledger }: Profile): string => resolve(packageFile('.'), ledger.file);
