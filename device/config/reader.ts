import { z } from 'zod';
import { MRZ_SETTINGS } from '../../drivers/id-reader/mrz/settings.ts';
import { link } from './link.ts';
import { type DeepReadonly, path, strict } from './words.ts';

const trust = {
  /** The folder with the certificates of the countries; `simulated` where the documents are the simulator's. */
  trust: path,
  /** Whether the picture of the holder is read and its signature checked too: nine tenths of the bytes. Absent: no. */
  face: z.exactOptional(z.boolean()),
};

/** The reader of the chips of documents; `drivers/kinds/id-reader.ts` makes one of it. */
const chip = z.discriminatedUnion(
  'driver',
  [
    strict({ driver: z.literal('pn532'), link, ...trust }),
    /** `reader` is the beginning of its name as `pcsc_scan` shows it; absent: the first one. */
    strict({ driver: z.literal('pcsc'), reader: z.exactOptional(z.string().min(1)), ...trust }),
  ],
  { error: 'pn532 or pcsc' },
);

export type ChipProfile = DeepReadonly<z.infer<typeof chip>>;

/** The reader of identity cards and passports: their printed zone, and their chip if there is a chip reader. */
export const reader = strict({
  driver: z.literal('mrz'),
  ...MRZ_SETTINGS,
  link,
  /** Absent: the zone is all that is read. */
  chip: z.exactOptional(chip),
});
