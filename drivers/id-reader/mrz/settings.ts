import { z } from 'zod';
import { quotedText, strictShape } from '../../shapes.ts';
import type { MrzDialect } from './dialect.ts';
import type { MrzSettings } from './driver.ts';

const delimiter = z.exactOptional(
  quotedText(/^([0-9a-f]{2}){1,4}$/i, 'one to four bytes in hex in quotes, such as "4f"'),
);

const dialect = z.union(
  [
    strictShape({ name: z.literal('lines') }),
    strictShape({ name: z.literal('3m'), checkByte: z.exactOptional(z.literal(['xor', 'ignore'])) }),
    strictShape({ name: z.literal('desko'), prefix: delimiter, suffix: delimiter }),
    strictShape({ name: z.literal('elyctis') }),
  ],
  { error: '{name: lines}, {name: 3m}, {name: desko} or {name: elyctis}' },
) satisfies z.ZodType<MrzDialect>;

/** Zone reader in a profile or trace, without its link. */
export const MRZ_SETTINGS_WITHOUT_LINK = {
  dialect: z.exactOptional(dialect),
  /** Set if the centre knows better than the driver. */
  finAlphabet: z.exactOptional(z.string().regex(/^[0-9A-Z]{10,36}$/, 'capital letters and digits')),
} satisfies Readonly<Record<keyof MrzSettings, z.ZodType>>;

/** Takes the settings from a row that has more fields, such as the link. Throws if the row was not checked. */
export const mrzSettingsOf = (row: MrzSettings) => z.object(MRZ_SETTINGS_WITHOUT_LINK).parse(row);
