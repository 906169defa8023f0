import { z } from 'zod';
import { MRZ_SETTINGS } from '../../drivers/id-reader/mrz/settings.ts';
import { strict } from '../../drivers/shapes.ts';
import { link } from './link.ts';
import { type DeepReadonly, path } from './words.ts';

const trust = {
  /** The folder with the certificates of the countries; `simulated` if the documents are the simulator's. */
  trust: path,
  /** Whether the kiosk also reads the picture of the holder and checks its signature: nine tenths of the bytes. Absent: no. */
  face: z.exactOptional(z.boolean()),
};

/** The settings of the chip reader. `drivers/kinds/id-reader.ts` makes the reader from them. */
const chip = z.discriminatedUnion(
  'driver',
  [
    strict({ driver: z.literal('pn532'), link, ...trust }),
    /** `reader`: the beginning of the reader's name, as `pcsc_scan` shows the name. Absent: the first reader. */
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
  /** Absent: the kiosk reads only the printed zone. */
  chip: z.exactOptional(chip),
});
