/**
 * Contactless readers with an NXP PN532 on a serial line.
 *
 * @packageDocumentation
 */
export type { WireDriverOptions } from '../../supervision/device.ts';
export type { CardEvent, CardReader, CardReaderStatus } from '../apdu/card-reader.ts';
export type { ApduChannel, ChannelTrouble } from '../apdu/channel.ts';
export { encodeAnswer, encodeCommand } from './codec.ts';
export { type DecodedPn532, decodePn532 } from './decode.ts';
export { createPn532Reader } from './driver.ts';
export { encodeFrame } from './framer.ts';
