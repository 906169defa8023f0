import { createCcnetDecoder } from '../bill-validator/ccnet/describe.ts';
import { fromHex } from '../bytes.ts';
import { createApduDecoder } from '../id-reader/apdu/wire.ts';
import { createMrzDecoder } from '../id-reader/mrz/describe.ts';
import { createPn532Decoder } from '../id-reader/pn532/describe.ts';
import { BOOT_KEYBOARD } from '../keypad/hid-keys/codec.ts';
import { createKeysDecoder } from '../keypad/hid-keys/describe.ts';
import { isKeypadModelName, KEYPAD_MODELS } from '../keypad/hid-keys/profile.ts';
import { createTerminalDecoder } from '../kinds/terminal-protocols.ts';
import { createLinesDecoder } from '../lines/describe.ts';
import type { WireDecoder, WireLogLine } from '../link/wire-line.ts';
import { commandLanguageOf } from '../receipt-printer/dialects/language.ts';
import { ASSUMED_PRINTER_MODEL, findPrinterModel } from '../receipt-printer/paper/profile.ts';
import { createScanDecoder } from '../scanner/hid-pos/describe.ts';
import { isScannerModelName, SCANNER_MODELS } from '../scanner/hid-pos/profile.ts';
import type { RecordedDeviceSettings } from './recorded-device.ts';
import { isChunkEntry, isLinkEntry, type Trace, type TraceEntry } from './trace.ts';

function decoderOf(device: RecordedDeviceSettings): WireDecoder {
  switch (device.driver) {
    case 'mrz':
      return createMrzDecoder(device.dialect);
    case 'escpos':
      return commandLanguageOf(findPrinterModel(device.model) ?? ASSUMED_PRINTER_MODEL).createDecoder();
    case 'ccnet':
      return createCcnetDecoder();
    case 'pn532':
      return createPn532Decoder();
    case 'emrtd':
      return createApduDecoder();
    case 'hid-pos':
      return createScanDecoder(SCANNER_MODELS[isScannerModelName(device.model) ? device.model : 'access-is'].layout);
    case 'hid-keys':
      return createKeysDecoder(
        BOOT_KEYBOARD,
        KEYPAD_MODELS[isKeypadModelName(device.model) ? device.model : 'arrows'].table,
      );
    case 'lines':
      return createLinesDecoder();
    default:
      return createTerminalDecoder(device);
  }
}

/** `lines`: none, or several if a chunk ended several frames. */
export interface DecodedEntry {
  readonly entry: TraceEntry;
  readonly lines: readonly WireLogLine[];
}

/** Decodes every chunk. A new link starts a new decoder, so half a frame of the old link is dropped. */
export function decodeTrace({ header, entries }: Trace): readonly DecodedEntry[] {
  const decoders = new Map<string, WireDecoder>();
  return entries.map((entry) => {
    if (isLinkEntry(entry)) decoders.delete(entry.device);
    const device = header.devices[entry.device];
    if (!isChunkEntry(entry) || !device) return { entry, lines: [] };
    const decode = decoders.get(entry.device) ?? decoderOf(device);
    decoders.set(entry.device, decode);
    return { entry, lines: decode({ direction: entry.direction, bytes: fromHex(entry.hex) }) };
  });
}
