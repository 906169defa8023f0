import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { parseVerifierKey, WITNESS_KEY } from '../proof/note.ts';
import { backOffice } from './back-office.ts';
import { cashSchema } from './cash.ts';
import { devicesSchema, type PrinterLanguages } from './devices.ts';
import { believesItsSeals, NO_SEALS } from './document-printer.ts';
import { linesSchema } from './lines.ts';
import { metricsSchema } from './metrics.ts';
import { networkSchema } from './network.ts';
import { offlineSchema } from './offline.ts';
import { isRecipient, RECIPIENT_WORDS } from './recipient.ts';
import { CONTRADICTION, type DeepReadonly, names, path, port } from './words.ts';

const pixels = z.int().min(320).max(8192);

const witness = z
  .string()
  .refine(
    (line) => parseVerifierKey(line)?.type === WITNESS_KEY,
    'the key of a witness, such as witness.example/w1+1a2b3c4d+B…',
  );

const recipient = z.string().refine(isRecipient, RECIPIENT_WORDS);

/** In each language; the longest names of the profiles here have 31 and 11. */
const NAME_LETTERS = 80;
const SHORT_LETTERS = 24;

const kiosk = strict({
  /** Begins every reference, such as `K5`. */
  id: z.string().regex(/^[A-Z][A-Z0-9]{0,5}$/, 'a capital letter and up to five letters or digits'),
  centre: strict({
    number: z.int().min(1).max(999),
    name: names(NAME_LETTERS),
    /** For the top bar. */
    short: names(SHORT_LETTERS),
  }),
  /** The QR code of a receipt leads here; the reference is put behind it. */
  statusUrl: z.string().regex(/^https:\/\/[^\s#]+$/, 'an address that begins with https:// and has no #'),
  panel: strict({ widthPx: pixels, heightPx: pixels, pxPerMm: z.number().min(1).max(20) }),
});

/**
 * The shape of a profile file. `printerModels` are the models the printer driver knows and their languages; without them any
 * name is taken.
 */
export function profileSchema(printerModels?: PrinterLanguages) {
  return strict({
    kiosk,
    web: strict({ port }),
    backOffice,
    /** Relative paths are seen from the root of the installation. */
    ledger: strict({ file: path }),
    catalogue: strict({ dir: path }),
    devices: devicesSchema(printerModels),
    cash: z.exactOptional(cashSchema),
    /** Absent: no line is wired. Names are free, such as `door`, `presence`, `status` and `attention`. */
    lines: z.exactOptional(linesSchema),
    /** A kiosk that is sometimes away from the office, such as in a bus: it takes what needs nothing of the office, and hands it over later. */
    offline: z.exactOptional(offlineSchema),
    /** Absent: no figures for Prometheus. */
    metrics: z.exactOptional(metricsSchema),
    /** Absent: nobody cosigns the log. The keys of witnesses as they publish them (`name+id+key`). */
    transparency: z.exactOptional(strict({ witnesses: z.array(witness).min(1) })),
    network: z.exactOptional(networkSchema),
    /** Whose keys open its backups, each alone. Absent: `asan-kiosk backup` has to be told. */
    backup: z.exactOptional(strict({ recipients: z.array(recipient).min(1) })),
  })
    .refine(believesItsSeals, NO_SEALS)
    .refine(({ web, metrics }) => metrics?.port !== web.port, {
      path: ['metrics', 'port'],
      message: 'another port than web.port',
      params: CONTRADICTION,
    });
}

/** One cabinet: what a kiosk is, and what it is made of. A file in `provisioning/profiles/`. */
export type Profile = DeepReadonly<z.infer<ReturnType<typeof profileSchema>>>;
