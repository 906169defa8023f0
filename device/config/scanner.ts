import { z } from 'zod';
import { SCANNER_MODELS, type ScannerModelName } from '../../drivers/scanner/hid-pos/profile.ts';
import { strictShape } from '../../drivers/shapes.ts';
import { usbId } from './link.ts';
import type { DeepReadonly } from './words.ts';

const hid = strictShape({
  vendorId: usbId,
  productId: usbId,
  serialNumber: z.exactOptional(z.string().min(1)),
  /** For equal scanners without serial numbers. */
  socket: z.exactOptional(z.string().regex(/^\d+-\d+(\.\d+)*$/, 'a USB socket such as 1-1.4')),
});

/** Scanner of QR and bar codes in HID POS mode. */
export const scannerSchema = strictShape({
  driver: z.literal('hid-pos'),
  /** Absent: the model with these USB ids, or else the most common layout. */
  model: z.exactOptional(z.literal(Object.keys(SCANNER_MODELS) as ScannerModelName[])),
  /** `simulated`: only with `--simulate`. */
  link: z.union([strictShape({ hid }), z.literal('simulated')], {
    error: '{hid: {vendorId: …, productId: …}} or simulated',
  }),
});

export type ScannerProfile = DeepReadonly<z.infer<typeof scannerSchema>>;
