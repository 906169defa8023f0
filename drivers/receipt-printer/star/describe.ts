import type { WireDecoder, WireLogLine } from '../../link/wire-line.ts';
import { createOutputDecoder, createOutputLine, createPrinterDecoder, troubleNames } from '../job/wire-words.ts';
import type { Command } from '../paper/command.ts';
import { CAN } from './commands.ts';
import { createStarFramer, type StarMessage } from './framer.ts';
import { createStarParser } from './parser.ts';
import { bitsOfStar, etbCountOf } from './status.ts';

/** Makes readable lines of a Star printer's wire. A receipt is one line, as with ESC/POS. */
export function createStarDecoder(): WireDecoder {
  const toPrinter = createOutputDecoder(createStarParser(), ownLine, () => undefined);
  return createPrinterDecoder(toPrinter, createStarFramer(), (message) => ({
    bytes: bytesOf(message),
    meaning: meaningOf(message),
  }));
}

function ownLine(command: Command, bytes: Uint8Array): readonly WireLogLine[] {
  switch (command.kind) {
    case 'ask-status':
      return [createOutputLine(bytes, 'ESC ACK SOH: how are you?')];
    case 'clear-buffer':
      return [createOutputLine(bytes, 'ESC ACK CAN: reset')];
    case 'ask-queued':
      return [createOutputLine(bytes, 'ETB: is all before this printed?')];
    case 'status-back':
      return [
        createOutputLine(bytes, command.mask === 0 ? 'ESC RS a: report no changes' : 'ESC RS a: report every change'),
      ];
    case 'initialise':
      return [createOutputLine(bytes, bytes[0] === CAN ? 'CAN: reset' : 'ESC @: reset')];
    case 'qr-store':
      return [createOutputLine(bytes, `QR code of ${command.data.length} letters`)];
    case 'unknown':
      return bytes[0] === 0 ? [] : [createOutputLine(bytes, 'begins no command', true)];
    default:
      return [];
  }
}

const bytesOf = (message: StarMessage): Uint8Array =>
  message.kind === 'asb' ? message.bytes : Uint8Array.of(message.ready ? 0x11 : 0x13);

function meaningOf(message: StarMessage): string {
  if (message.kind === 'flow') return message.ready ? 'XON: go on' : 'XOFF: wait';
  const health = troubleNames(bitsOfStar(message.bytes)).join(', ') || 'all well';
  const count = etbCountOf(message.bytes);
  return count === undefined ? `Status: ${health}` : `Status: ${health}; ${count} blocks printed`;
}
