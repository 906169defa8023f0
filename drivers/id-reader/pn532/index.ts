/**
 * Contactless readers with an NXP PN532 on a serial line.
 *
 * @packageDocumentation
 */
export type { WireDriverOptions } from '../../supervision/device.ts';
export type { CardEvent, CardReader, CardReaderStatus } from '../apdu/card-reader.ts';
export type { ApduChannel, ChannelTrouble } from '../apdu/channel.ts';
export { createPn532Reader } from './driver.ts';
