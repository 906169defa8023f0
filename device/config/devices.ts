import { z } from 'zod';
import { DEVICE_KINDS, OPTIONAL_CABLED_KINDS, type OptionalCabledKind } from '../../drivers/device-kinds.ts';
import { strictShape } from '../../drivers/shapes.ts';
import { badgeReaderSchema } from './badge-reader.ts';
import { documentPrinterSchema } from './document-printer.ts';
import { keypadSchema } from './keypad.ts';
import { linkSchema } from './link.ts';
import { refuseSharedLinks } from './one-device-a-link.ts';
import { readerSchema } from './reader.ts';
import { scannerSchema } from './scanner.ts';
import { terminalSchema } from './terminal.ts';
import { CONTRADICTION_PARAMS } from './words.ts';

export type CommandLanguageByModel = Readonly<Record<string, 'escpos' | 'star'>>;

/** Schema of the devices. `printerModels`: models that the printer driver knows; without them any name is accepted. */
export function devicesSchema(printerModels?: CommandLanguageByModel) {
  const model = printerModels ? z.literal(Object.keys(printerModels)) : z.string().min(1);
  const printer = strictShape({
    driver: z.literal(['escpos', 'star']),
    model,
    /** Metres of paper on a new roll; absent: the rest is not estimated. */
    rollM: z.exactOptional(z.number().min(5).max(500)),
    link: linkSchema,
  }).refine((its) => !printerModels || printerModels[its.model] === its.driver, {
    path: ['driver'],
    message: 'the language of the model',
    params: CONTRADICTION_PARAMS,
  });
  return strictShape({
    reader: readerSchema,
    terminal: terminalSchema,
    printer,
    ...PLAIN,
    documentPrinter: z.exactOptional(documentPrinterSchema),
    scanner: z.exactOptional(scannerSchema),
    badgeReader: z.exactOptional(badgeReaderSchema),
    keypad: z.exactOptional(keypadSchema),
  }).superRefine(({ documentPrinter: _, scanner: __, keypad: ___, ...wired }, context) =>
    refuseSharedLinks(wired, context),
  );
}

type PlainRow<K extends OptionalCabledKind> = ReturnType<
  typeof strictShape<{ driver: z.ZodLiteral<(typeof DEVICE_KINDS)[K]['driver']>; link: typeof linkSchema }>
>;

/** Devices with only a driver and a link; absent: not fitted. Without a bill validator, citizens pay by card only. */
const PLAIN = Object.fromEntries(
  OPTIONAL_CABLED_KINDS.map((kind) => [
    kind,
    z.exactOptional(strictShape({ driver: z.literal(DEVICE_KINDS[kind].driver), link: linkSchema })),
  ]),
) as { readonly [K in OptionalCabledKind]: z.ZodExactOptional<PlainRow<K>> };
