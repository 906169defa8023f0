/**
 * Chip readers of the PC/SC service, through the optional package `smartcard`.
 *
 * @packageDocumentation
 */
export type { CardEvent, CardReader, CardReaderStatus } from '../apdu/card-reader.ts';
export type { ApduChannel, ChannelTrouble } from '../apdu/channel.ts';
export { createPcscReader, type PcscReaderOptions } from './driver.ts';
