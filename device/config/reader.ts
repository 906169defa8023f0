import { z } from 'zod';
import { MRZ_SETTINGS } from '../../drivers/id-reader/mrz/settings.ts';
import { strict } from '../../drivers/shapes.ts';
import { link } from './link.ts';
import { type DeepReadonly, path } from './words.ts';

const trust = {
  /** Folder with the countries' certificates; `simulated`: the simulator's documents. */
  trust: path,
  /** Whether the holder's picture is read and its signature checked: nine tenths of the bytes. Absent: no. */
  face: z.exactOptional(z.boolean()),
};

const chip = z.discriminatedUnion(
  'driver',
  [
    strict({ driver: z.literal('pn532'), link, ...trust }),
    /** `reader`: beginning of the name in `pcsc_scan`. Absent: the first reader. */
    strict({ driver: z.literal('pcsc'), reader: z.exactOptional(z.string().min(1)), ...trust }),
  ],
  { error: 'pn532 or pcsc' },
);

export type ChipProfile = DeepReadonly<z.infer<typeof chip>>;

/** Reader of the printed zone, and with a chip reader also of the chip. */
export const reader = strict({
  driver: z.literal('mrz'),
  ...MRZ_SETTINGS,
  link,
  /** Absent: only the printed zone is read. */
  chip: z.exactOptional(chip),
});
