import { createCcnetFramer, encodeFrame as encodeCcnetFrame } from '../../drivers/bill-validator/ccnet/framer.ts';
import type { Framer } from '../../drivers/framer.ts';
import { createPn532Framer, encodeFrame as encodePn532Frame } from '../../drivers/id-reader/pn532/framer.ts';
import { createSerialFramer, encodeSerialFrame } from '../../drivers/payment-terminal/zvt/framer.ts';

const data = (length: number) => Uint8Array.from({ length }, (_, at) => at & 0xff);

/** Every byte value up to the frame's length, also bytes that the framing doubles. */
export const FRAMERS: readonly { name: string; create: () => Framer<unknown>; frame: Uint8Array }[] = [
  {
    name: 'ZVT, serial',
    create: createSerialFramer,
    frame: encodeSerialFrame(Uint8Array.of(0x04, 0x0f, 60, ...data(60))),
  },
  { name: 'PN532', create: createPn532Framer, frame: encodePn532Frame(0xd5, Uint8Array.of(0x41, 0x00, ...data(240))) },
  { name: 'CCNET', create: createCcnetFramer, frame: encodeCcnetFrame(data(12)) },
];
