import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { parseVerifierKey, WITNESS_KEY_TYPE } from '../proof/note.ts';
import { backOfficeSchema } from './back-office.ts';
import { cashSchema } from './cash.ts';
import { type CommandLanguageByModel, devicesSchema } from './devices.ts';
import { hasNeededSeals, NO_SEALS_ISSUE } from './document-printer.ts';
import { linesSchema } from './lines.ts';
import { metricsSchema } from './metrics.ts';
import { networkSchema } from './network.ts';
import { offlineSchema } from './offline.ts';
import { alternativePlacesSchema, hoursSchema, noticesSchema } from './opening.ts';
import { isRecipient, RECIPIENT_EXPECTED } from './recipient.ts';
import { CONTRADICTION_PARAMS, type DeepReadonly, localizedNames, pathSchema, portSchema } from './words.ts';

const pixels = z.int().min(320).max(8192);

const witness = z
  .string()
  .refine(
    (line) => parseVerifierKey(line)?.type === WITNESS_KEY_TYPE,
    'the key of a witness, such as witness.example/w1+1a2b3c4d+B…',
  );

const recipient = z.string().refine(isRecipient, RECIPIENT_EXPECTED);

/** Longest name in each language; the longest here have 31 and 11 letters. */
const NAME_LETTERS = 80;
const SHORT_LETTERS = 24;

const kiosk = strictShape({
  /** Id of the kiosk and prefix of its references, such as `K5`. */
  id: z.string().regex(/^[A-Z][A-Z0-9]{0,5}$/, 'a capital letter A to Z, then up to five capital letters or digits'),
  centre: strictShape({
    number: z.int().min(1).max(999),
    name: localizedNames(NAME_LETTERS),
    short: localizedNames(SHORT_LETTERS),
  }),
  /** Address in a receipt's QR code; the reference is appended. */
  statusUrl: z.string().regex(/^https:\/\/[^\s#]+$/, 'an address that begins with https:// and has no #'),
  panel: strictShape({ widthPx: pixels, heightPx: pixels, pxPerMm: z.number().min(1).max(20) }),
});

/** Schema of a profile file. `printerModels`: models of the printer driver with their languages; without them any name is accepted. */
export function profileSchema(printerModels?: CommandLanguageByModel) {
  return strictShape({
    kiosk,
    web: strictShape({ port: portSchema }),
    backOffice: backOfficeSchema,
    /** File of the ledger, relative to the installation's root. */
    ledger: strictShape({ file: pathSchema }),
    catalogue: strictShape({ dir: pathSchema }),
    devices: devicesSchema(printerModels),
    cash: z.exactOptional(cashSchema),
    /** Absent: no lines are wired. Names are free, such as `door`, `presence`, `status`, `attention`. */
    lines: z.exactOptional(linesSchema),
    offline: z.exactOptional(offlineSchema),
    metrics: z.exactOptional(metricsSchema),
    /** `click`: whether each touch with an effect clicks. Absent: no. */
    sound: z.exactOptional(strictShape({ click: z.boolean() })),
    /** Keys of the witnesses that cosign the log, as published (`name+id+key`). Absent: no witnesses. */
    transparency: z.exactOptional(strictShape({ witnesses: z.array(witness).min(1) })),
    network: z.exactOptional(networkSchema),
    /** Absent: the pages say nothing about hours, and the kiosk always serves. */
    hours: z.exactOptional(hoursSchema),
    notices: z.exactOptional(noticesSchema),
    elsewhere: z.exactOptional(alternativePlacesSchema),
    /** Keys that can each open a backup. Absent: `asan-kiosk backup` needs an option. */
    backup: z.exactOptional(strictShape({ recipients: z.array(recipient).min(1) })),
  })
    .refine(hasNeededSeals, NO_SEALS_ISSUE)
    .refine(({ web, metrics }) => metrics?.port !== web.port, {
      path: ['metrics', 'port'],
      message: 'another port than web.port',
      params: CONTRADICTION_PARAMS,
    });
}

export type Profile = DeepReadonly<z.infer<ReturnType<typeof profileSchema>>>;
