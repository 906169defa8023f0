import { z } from 'zod';
import { DEVICE_KINDS, PLAIN_KINDS, type PlainKind } from '../../drivers/device-kinds.ts';
import { strict } from '../../drivers/shapes.ts';
import { documentPrinter } from './document-printer.ts';
import { link } from './link.ts';
import { oneDeviceALink } from './one-device-a-link.ts';
import { reader } from './reader.ts';
import { terminal } from './terminal.ts';
import { CONTRADICTION } from './words.ts';

/** Languages that each printer model speaks. */
export type PrinterLanguages = Readonly<Record<string, 'escpos' | 'star'>>;

/** Schema of the devices. `printerModels`: models that the printer driver knows; without them any name is accepted. */
export function devicesSchema(printerModels?: PrinterLanguages) {
  const model = printerModels ? z.literal(Object.keys(printerModels)) : z.string().min(1);
  const printer = strict({
    driver: z.literal(['escpos', 'star']),
    model,
    /** Metres of paper on a new roll; absent: the rest is not estimated. */
    rollM: z.exactOptional(z.number().min(5).max(500)),
    link,
  }).refine((its) => !printerModels || printerModels[its.model] === its.driver, {
    path: ['driver'],
    message: 'the language of the model',
    params: CONTRADICTION,
  });
  return strict({
    reader,
    terminal,
    printer,
    ...PLAIN,
    documentPrinter: z.exactOptional(documentPrinter),
  }).superRefine(({ documentPrinter: _, ...wired }, context) => oneDeviceALink(wired, context));
}

type PlainRow<K extends PlainKind> = ReturnType<
  typeof strict<{ driver: z.ZodLiteral<(typeof DEVICE_KINDS)[K]['driver']>; link: typeof link }>
>;

/** Devices with only a driver and a link; absent: not fitted. Without a bill validator, citizens pay by card only. */
const PLAIN = Object.fromEntries(
  PLAIN_KINDS.map((kind) => [kind, z.exactOptional(strict({ driver: z.literal(DEVICE_KINDS[kind].driver), link }))]),
) as { readonly [K in PlainKind]: z.ZodExactOptional<PlainRow<K>> };
