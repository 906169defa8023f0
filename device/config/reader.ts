import { z } from 'zod';
import { MRZ_SETTINGS } from '../../drivers/id-reader/mrz/settings.ts';
import { strict } from '../../drivers/shapes.ts';
import { link } from './link.ts';
import { type DeepReadonly, path } from './words.ts';

const trust = {
  /** Folder of the countries' certificates; `simulated`: for the simulator's documents. */
  trust: path,
  /** Whether to read and verify the holder's picture, nine tenths of the bytes. Absent: no. */
  face: z.exactOptional(z.boolean()),
};

const chip = z.discriminatedUnion(
  'driver',
  [
    strict({ driver: z.literal('pn532'), link, ...trust }),
    /** `reader`: beginning of the reader's name in `pcsc_scan`. Absent: the first reader. */
    strict({ driver: z.literal('pcsc'), reader: z.exactOptional(z.string().min(1)), ...trust }),
  ],
  { error: 'pn532 or pcsc' },
);

export type ChipProfile = DeepReadonly<z.infer<typeof chip>>;

export const reader = strict({
  driver: z.literal('mrz'),
  ...MRZ_SETTINGS,
  link,
  chip: z.exactOptional(chip),
});
