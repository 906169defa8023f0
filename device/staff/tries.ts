import { z } from 'zod';
import { readBesideLedger, writeBesideLedger } from '../files/durable-file.ts';
import { NO_PIN_TRIES, type PinTries } from './lock-out.ts';

const moment = z.int().min(0);
const shape = z.strictObject({
  badges: z.record(z.string(), z.strictObject({ wrong: z.int().min(1), lastMs: moment })),
  reader: z.array(moment),
  broken: z.exactOptional(moment),
}) satisfies z.ZodType<PinTries>;

const PART = '.badge-tries';

export interface PinTriesFile {
  /** `null`: the file is damaged. */
  load(): PinTries | null;
  /** Returns when the file is on the disk. Throws the system's error. */
  save(tries: PinTries): void;
}

/** File beside the ledger that keeps wrong PINs across restarts and power cuts. */
export const openPinTriesFile = (ledgerFile: string): PinTriesFile => ({
  load() {
    const read = readBesideLedger(ledgerFile, PART, shape);
    if (read.ok) return read.value;
    return read.error === 'missing' ? NO_PIN_TRIES : null;
  },
  save: (tries) => writeBesideLedger(ledgerFile, PART, JSON.stringify(tries)),
});
