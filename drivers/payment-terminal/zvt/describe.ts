import { hexDigits } from '../../bytes.ts';
import type { Traffic } from '../../link/link.ts';
import type { WireDecoder, WireLogLine } from '../../link/wire-line.ts';
import { formatManats } from '../../money.ts';
import { isFieldId } from './bmp.ts';
import type { ZvtCharset } from './charset.ts';
import { createZvtUnitDecoder, type DecodedZvtUnit } from './decode.ts';
import { ACK_BYTE, createFramer, encodeSerialFrame, NAK_BYTE } from './framer.ts';
import type { StatusInformationFields, ZvtMessage } from './messages.ts';
import { currencyName, describeIntermediate, describeResult, describeStatus, RESULT_CODE } from './tables.ts';

export { decodeZvt } from './decode.ts';

/**
 * Makes readable lines for both directions of a terminal's wire. A line has the bytes of its frame. A half-received frame has no line until
 * it is whole, or until bytes come that cannot belong to it.
 */
export function createZvtDecoder(framing: 'serial' | 'tcp', charset: ZvtCharset = 'cp437'): WireDecoder {
  const framers = { in: createFramer(framing), out: createFramer(framing) };
  const read = createZvtUnitDecoder(charset);
  return ({ direction, bytes }) =>
    framers[direction].feed(bytes).map((piece): WireLogLine => {
      if (piece.kind === 'discarded')
        return { direction, bytes: piece.bytes, meaning: `discarded: ${piece.why}`, discarded: true };
      return lineOf(direction, read(piece.body), framing);
    });
}

function lineOf(direction: Traffic['direction'], unit: DecodedZvtUnit, framing: 'serial' | 'tcp'): WireLogLine {
  switch (unit.kind) {
    case 'link-ack':
      return { direction, bytes: ACK_BYTE, meaning: 'link ACK', discarded: false };
    case 'link-nak':
      return { direction, bytes: NAK_BYTE, meaning: 'link NAK: send again', discarded: false };
    case 'malformed':
      return { direction, bytes: unit.bytes, meaning: `discarded: ${unit.why}`, discarded: true };
    case 'message': {
      const bytes = framing === 'serial' ? encodeSerialFrame(unit.apdu) : unit.apdu;
      const meaning = describeMessage(unit.message) + unreadWords(unit.message);
      return { direction, bytes, meaning, discarded: false };
    }
    default:
      return unit satisfies never;
  }
}

/** Line without a whole card number. */
function describeMessage(message: ZvtMessage): string {
  switch (message.kind) {
    case 'registration':
      return `Registration, configuration ${hexDigits(message.fields.config, 2)}`;
    case 'authorisation':
      return `Authorisation ${money(message.fields.amount, message.fields.currency)}`;
    case 'reversal':
      return `Reversal of receipt ${message.fields.receiptNumber ?? '?'}`;
    case 'refund':
      return `Refund ${money(message.fields.amount, message.fields.currency)}`;
    case 'diagnosis':
      return `Diagnosis${message.fields.type ? `: ${message.fields.type}` : ''}`;
    case 'initialisation':
      return 'Initialisation';
    case 'reset':
      return 'Start the terminal anew';
    case 'set-date-time':
      return `Set the clock: ${message.fields.fullDate ?? '?'} ${message.fields.time ?? '?'}`;
    case 'change-baud-rate':
      return `Change to ${message.fields.baudRate} bits per second`;
    case 'repeat-receipt':
      return 'Repeat receipt: what was the last transaction?';
    case 'status-enquiry':
      return 'Status enquiry';
    case 'end-of-day':
      return 'End of day';
    case 'log-off':
      return 'Log-off';
    case 'ecr-abort':
      return 'Abort, please';
    case 'intermediate-status':
      return `Status ${message.fields.code}: ${describeIntermediate(message.fields.code)}`;
    case 'status-information':
      return describeResultOf(message.fields);
    case 'completion':
      return message.fields.status === undefined
        ? completionWords(message.fields.resultCode)
        : `Completion, terminal status ${message.fields.status}: ${describeStatus(message.fields.status)}`;
    case 'abort':
      return `Aborted: ${describeResult(message.fields.resultCode)}`;
    case 'print-line':
      return `Print line: ${message.fields.text}`;
    case 'print-text-block':
      return `Print ${message.fields.receiptType ?? 'text'} receipt, ${message.fields.lines.length} lines`;
    case 'positive-ack':
      return 'ACK';
    case 'negative-ack':
      return message.fields.amount === undefined
        ? `Refused: ${describeResult(message.fields.resultCode)}`
        : `Issued in part: ${money(message.fields.amount, undefined)}`;
    case 'unknown':
      return `Command ${message.fields.command}, ${message.fields.length} bytes`;
    default:
      return message satisfies never;
  }
}

function unreadWords({ fields }: ZvtMessage): string {
  const unread = 'unread' in fields ? fields.unread : undefined;
  if (!unread) return '';
  const { field, bytes } = unread;
  return `; not read: ${isFieldId(field) ? `field ${field}` : `${bytes} bytes from field ${field} on`}`;
}

function describeResultOf(fields: StatusInformationFields): string {
  const { resultCode, originalTraceNumber, traceNumber } = fields;
  const trace = traceNumber === undefined ? '' : `, trace ${traceNumber}`;
  if (resultCode !== RESULT_CODE.success) return `Result: ${describeResult(resultCode ?? '??')}${trace}`;
  if (fields.totals) return `Totals of the day ${money(fields.amount, fields.currency)}${trace}`;
  const what = originalTraceNumber === undefined ? 'Approved' : `Reversed trace ${originalTraceNumber}`;
  return `${what} ${money(fields.amount, fields.currency)}${trace}`;
}

const money = (amount: number | undefined, currency: number | undefined): string =>
  amount === undefined ? '' : `${formatManats(amount)} ${currencyName(currency)}`;

const completionWords = (resultCode: string | undefined): string =>
  resultCode === undefined ? 'Completion' : `Completion: ${describeResult(resultCode)}`;
