import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { usbId } from './link.ts';

const hidSchema = strictShape({
  vendorId: usbId,
  productId: usbId,
  serialNumber: z.exactOptional(z.string().min(1)),
  /** USB socket, which tells equal devices without serial numbers apart. */
  socket: z.exactOptional(z.string().regex(/^\d+-\d+(\.\d+)*$/, 'a USB socket such as 1-1.4')),
});

/** `simulated`: only with `--simulate`. */
export const hidLinkSchema = z.union([strictShape({ hid: hidSchema }), z.literal('simulated')], {
  error: '{hid: {vendorId: …, productId: …}} or simulated',
});
