import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { besideLedger } from '../files/beside-ledger.ts';
import { writeDurably } from '../files/durable-file.ts';
import { ifThere } from '../files/if-there.ts';

/** Beside the ledger; only whoever may enter this folder reads the key. */
export const glassFolder = (ledgerFile: string): string => join(dirname(ledgerFile), 'glass');

/** What the kiosk's browser opens: `file://` and this. */
export const startPageFile = (ledgerFile: string): string => join(glassFolder(ledgerFile), 'start.html');

/** By which the cookie of the glass is known again after a restart of the kiosk; not the cookie. */
const sessionFile = (ledgerFile: string): string => besideLedger(ledgerFile, '.glass');

export interface GlassFiles {
  /** Throws what the system says. */
  writeStartPage(page: string): void;
  /** Throws what the system says. */
  writeSession(digest: string): void;
  /** `null` where there is none, or nothing of ours. */
  readSession(): string | null;
}

export function glassFiles(ledgerFile: string): GlassFiles {
  const start = startPageFile(ledgerFile);
  return {
    writeStartPage(page) {
      // A folder that is there is left as it is: whoever made it said which group the browser is in.
      const made = mkdirSync(glassFolder(ledgerFile), { recursive: true });
      if (made !== undefined) chmodSync(glassFolder(ledgerFile), 0o750);
      writeDurably(start, page, 0o640);
    },
    writeSession: (digest) => writeDurably(sessionFile(ledgerFile), digest),
    readSession() {
      const digest = ifThere(() => readFileSync(sessionFile(ledgerFile), 'utf8'));
      return digest !== null && /^[0-9a-f]{64}$/.test(digest) ? digest : null;
    },
  };
}
