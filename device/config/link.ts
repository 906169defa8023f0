import { z } from 'zod';
import { quotedText, strictShape } from '../../drivers/shapes.ts';
import { type DeepReadonly, HOST_EXPECTED, isHost, portSchema } from './words.ts';

/** Rates that USB serial adapters and these devices have in common, in baud. */
const BAUD_RATES: readonly number[] = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400];

const speed = {
  baudRate: z.literal(BAUD_RATES),
  stopBits: z.exactOptional(z.literal([1, 2])),
};
export const usbId = quotedText(/^[0-9a-f]{4}$/i, 'four hex digits in quotes, such as "0403"');

/** A serial port by USB id, by socket (`1-1.4`; `1-1.4:1.0`: one port of several), or by a stable path, never `ttyUSB0`. */
const serial = z.union(
  [
    strictShape({ path: z.string().regex(/^\/\S+$/, 'an absolute path such as /dev/serial/by-id/…'), ...speed }),
    strictShape({
      usb: strictShape({ vendorId: usbId, productId: usbId, serialNumber: z.exactOptional(z.string().min(1)) }),
      ...speed,
    }),
    strictShape({ socket: z.string().regex(/^\d+-\d+(\.\d+)*(:\d+\.\d+)?$/, 'a USB socket such as 1-1.4'), ...speed }),
  ],
  { error: '{path: …}, {usb: …} or {socket: …} with its baudRate' },
);

export const linkSchema = z.union(
  [
    strictShape({ serial }),
    strictShape({ tcp: strictShape({ host: z.string().refine(isHost, HOST_EXPECTED), port: portSchema }) }),
    /** Only with `--simulate`. */
    z.literal('simulated'),
  ],
  { error: '{serial: …}, {tcp: …} or simulated' },
);

export type LinkProfile = DeepReadonly<z.infer<typeof linkSchema>>;

/** Baud rate of a serial link; `undefined` on TCP and in memory, where bytes leave at once. */
export const baudRateOf = (
  its: 'simulated' | { readonly tcp: unknown } | { readonly serial: Pick<SerialProfile, 'baudRate'> },
): number | undefined => (its !== 'simulated' && 'serial' in its ? its.serial.baudRate : undefined);

export type SerialProfile = DeepReadonly<z.infer<typeof serial>>;
