import type { WireDecoder, WireLogLine } from '../../link/wire-line.ts';
import { HEALTHY, type PrinterBits } from '../job/printer-bits.ts';
import { createOutputDecoder, createOutputLine, createPrinterDecoder, troubleNames } from '../job/wire-words.ts';
import type { Command } from '../paper/command.ts';
import { letterOfBitmap } from '../paper/glyphs.ts';
import { createPrinterFramer, type EscposPrinterMessage } from './framer.ts';
import { createCommandParser } from './parser.ts';
import { bitsOfAsb, type DleEotQuestion, withStatusAnswer } from './status.ts';

const QUESTIONS: Readonly<Record<DleEotQuestion, string>> = {
  1: 'online?',
  2: 'why offline?',
  3: 'any error?',
  4: 'paper sensor?',
};

/**
 * Makes readable lines of the printer's wire. A receipt is one line, written when it is cut or abandoned: its hundred commands would not
 * help a person. Glyphs and QR code have their own lines.
 */
export function createEscposDecoder(): WireDecoder {
  const asked: DleEotQuestion[] = [];
  const toPrinter = createOutputDecoder(createCommandParser(), ownLine, (what) => asked.push(what as DleEotQuestion));
  return createPrinterDecoder(toPrinter, createPrinterFramer(), (message) => {
    const question = message.kind === 'status' ? asked.shift() : undefined;
    return { bytes: bytesOf(message), meaning: meaningOf(message, question) };
  });
}

function ownLine(command: Command, bytes: Uint8Array): readonly WireLogLine[] {
  switch (command.kind) {
    case 'ask-status':
      return [createOutputLine(bytes, `DLE EOT ${command.what}: ${QUESTIONS[command.what as DleEotQuestion]}`)];
    case 'recover':
      return [
        createOutputLine(bytes, `DLE ENQ ${command.how}: recover${command.how === 2 ? ', forget what waits' : ''}`),
      ];
    case 'clear-buffer':
      return [createOutputLine(bytes, 'DLE DC4 8: clear the buffers')];
    case 'ask-queued':
      return [createOutputLine(bytes, `GS r ${command.what}: is all before this printed?`)];
    case 'identify':
      return [createOutputLine(bytes, `GS I ${command.what}: who are you?`)];
    case 'status-back':
      return [createOutputLine(bytes, command.mask === 0 ? 'GS a: report no changes' : 'GS a: report every change')];
    case 'initialise':
      return [createOutputLine(bytes, 'ESC @: reset')];
    case 'define-glyphs': {
      const letters = command.bitmaps.map((bitmap) => letterOfBitmap(bitmap) ?? '\uFFFD');
      return [createOutputLine(bytes, `Define ${letters.length === 1 ? 'glyph' : 'glyphs'} ${letters.join(' ')}`)];
    }
    case 'qr-store':
      return [createOutputLine(bytes, `QR code of ${command.data.length} letters`)];
    case 'barcode':
      return [createOutputLine(bytes, 'Code of bars')];
    case 'unknown':
      return bytes[0] === 0 ? [] : [createOutputLine(bytes, 'begins no command', true)];
    default:
      return [];
  }
}

function bytesOf(message: EscposPrinterMessage): Uint8Array {
  switch (message.kind) {
    case 'asb':
      return message.bytes;
    case 'cleared':
      return Uint8Array.of(0x37, 0x25, 0x00);
    case 'identity':
      return Uint8Array.of(0x5f, ...new TextEncoder().encode(message.text), 0x00);
    case 'flow':
      return Uint8Array.of(message.ready ? 0x11 : 0x13);
    default:
      return Uint8Array.of(message.byte);
  }
}

function meaningOf(message: EscposPrinterMessage, question: DleEotQuestion | undefined): string {
  switch (message.kind) {
    case 'asb':
      return `ASB: ${troubleNames(bitsOfAsb(message.bytes)).join(', ') || 'all well'}`;
    case 'status':
      if (question === undefined) return 'An answer without a question';
      return answerIn(withStatusAnswer(HEALTHY, question, message.byte), question);
    case 'queued':
      return 'Everything sent before the status request has been printed';
    case 'cleared':
      return 'The buffers are clear';
    case 'identity':
      return `I am ${message.text}`;
    default:
      return message.ready ? 'XON: go on' : 'XOFF: wait';
  }
}

const WELL: Readonly<Record<DleEotQuestion, string>> = {
  1: 'Online',
  2: 'Cover closed',
  3: 'No error',
  4: 'Paper present',
};

function answerIn(bits: PrinterBits, question: DleEotQuestion): string {
  const text = troubleNames(bits).join(', ') || WELL[question];
  return text.charAt(0).toUpperCase() + text.slice(1);
}
