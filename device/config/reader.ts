import { z } from 'zod';
import { link } from './link.ts';
import { type DeepReadonly, path, quoted, strict } from './words.ts';

const hexBytes = quoted(/^([0-9a-f]{2}){1,4}$/i, 'one to four bytes in hex in quotes, such as "4f"');

/** How a zone reader speaks: `drivers/id-reader/mrz/dialect.ts` has the same. */
const dialect = z.union(
  [
    strict({ name: z.literal('lines') }),
    strict({ name: z.literal('3m'), checkByte: z.exactOptional(z.literal(['xor', 'ignore'])) }),
    /** Delimiters in hex, such as `4f`. */
    strict({ name: z.literal('desko'), prefix: z.exactOptional(hexBytes), suffix: z.exactOptional(hexBytes) }),
    strict({ name: z.literal('elyctis') }),
  ],
  { error: '{name: lines}, {name: 3m}, {name: desko} or {name: elyctis}' },
);

const trust = {
  /** The folder with the certificates of the countries; `simulated` where the documents are the simulator's. */
  trust: path,
  /** Whether the picture of the holder is read and its signature checked too: nine tenths of the bytes. Absent: no. */
  face: z.exactOptional(z.boolean()),
};

/** The reader of the chips of documents; `drivers/id-reader/cards.ts` makes one of it. */
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
  /** Absent: plain lines. */
  dialect: z.exactOptional(dialect),
  /** Letters and digits of a FIN, where the centre knows better than the driver. */
  finAlphabet: z.exactOptional(z.string().regex(/^[0-9A-Z]{10,36}$/, 'capital letters and digits')),
  link,
  /** Absent: the zone is all that is read. */
  chip: z.exactOptional(chip),
});
