import { z } from 'zod';
import { MRZ_SETTINGS_WITHOUT_LINK } from '../../drivers/id-reader/mrz/settings.ts';
import { strictShape } from '../../drivers/shapes.ts';
import { linkSchema } from './link.ts';
import { type DeepReadonly, pathSchema } from './words.ts';

const trust = {
  /** Folder of the countries' certificates; `simulated`: for the simulator's documents. */
  trust: pathSchema,
};

const chip = z.discriminatedUnion(
  'driver',
  [
    strictShape({ driver: z.literal('pn532'), link: linkSchema, ...trust }),
    /** `reader`: beginning of the reader's name in `pcsc_scan`. Absent: the first reader. */
    strictShape({ driver: z.literal('pcsc'), reader: z.exactOptional(z.string().min(1)), ...trust }),
  ],
  { error: 'pn532 or pcsc' },
);

export type ChipProfile = DeepReadonly<z.infer<typeof chip>>;

export const readerSchema = strictShape({
  driver: z.literal('mrz'),
  ...MRZ_SETTINGS_WITHOUT_LINK,
  link: linkSchema,
  chip: z.exactOptional(chip),
});
