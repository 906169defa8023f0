import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { besideLedger } from '../files/beside-ledger.ts';
import { writeBesideLedger } from '../files/durable-file.ts';
import { NO_TRIES, type Tries } from './lock-out.ts';

const moment = z.int().min(0);
const shape = z.strictObject({
  badges: z.record(z.string(), z.strictObject({ wrong: z.int().min(1), lastMs: moment })),
  reader: z.array(moment),
  broken: z.exactOptional(moment),
}) satisfies z.ZodType<Tries>;

const PART = '.badge-tries';

export interface TriesFile {
  /** `null`: the file is damaged. */
  load(): Tries | null;
  /** Returns when the file is on the disk. Throws the system's error. */
  save(tries: Tries): void;
}

/** File beside the ledger that keeps wrong PINs across restarts and power cuts. */
export const triesFile = (ledgerFile: string): TriesFile => ({
  load() {
    try {
      const parsed = shape.safeParse(JSON.parse(readFileSync(besideLedger(ledgerFile, PART), 'utf8')));
      return parsed.success ? parsed.data : null;
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? NO_TRIES : null;
    }
  },
  save: (tries) => writeBesideLedger(ledgerFile, PART, JSON.stringify(tries)),
});
