import { concat, fromHex, hexDigits, toHex } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { decodeApdu, encodeApdu, type ZvtApdu } from './apdu.ts';
import { digitsToBcd, toBcd } from './bcd.ts';
import { type BmpField, readBmps, readLeadingBmps, writeBmp } from './bmp.ts';
import { decodeText, encodeText, type ZvtCharset } from './charset.ts';
import { readCompletion, writeCompletion } from './completion.ts';
import {
  type FieldName,
  type FieldValues,
  findUnreadableField,
  readFields,
  withheldFieldIdsOf,
  writeFields,
} from './fields.ts';
import {
  BAUD_RATES,
  DIAGNOSES,
  type FieldsOf,
  STATUS_INFORMATION_FIELDS,
  type ZvtKind,
  type ZvtMessage,
} from './messages.ts';
import { printLineContainer, readPrintLine, writePrintLine } from './print-line.ts';
import { readRegistration, registrationContainer, writeRegistration } from './registration.ts';
import { messageNumberOf, readStatusTlv, textsIn, writeMessageNumber } from './status-tlv.ts';
import { readTextBlock, writeTextBlock } from './text-block.ts';
import { type DecodeErrorText, findTlv, readTlvs, type Tlv, writeTlv } from './tlv.ts';

/** `answersEnquiry`: ends a status enquiry, in another form. */
interface DataCodec<Fields> {
  readonly write: (fields: Fields, charset: ZvtCharset, followed: boolean) => Uint8Array;
  /** Contents of the TLV container, which is always last; `null`: no container. */
  readonly container?: (fields: Fields, charset: ZvtCharset) => Uint8Array | null;
  readonly read: (data: Uint8Array, charset: ZvtCharset, answersEnquiry: boolean) => Result<Fields, DecodeErrorText>;
}

interface MessageCodec<Kind extends ZvtKind> extends DataCodec<FieldsOf<Kind>> {
  readonly control: number;
}

/** Other fields are skipped. */
function plain<Name extends FieldName>(control: number, names: readonly Name[]) {
  return {
    control,
    write: (fields: FieldValues<Name>, charset: ZvtCharset) => joinBmps(writeFields(fields, names, charset)),
    read: (data: Uint8Array, charset: ZvtCharset): Result<FieldValues<Name>, DecodeErrorText> => {
      const bmps = readBmps(data);
      return bmps.ok ? ok(readFields(bmps.value, names, charset)) : bmps;
    },
  };
}

function withPassword<Name extends FieldName>(control: number, names: readonly Name[]) {
  const rest = plain(control, names);
  type Fields = { readonly password: string } & FieldValues<Name>;
  return {
    control,
    write: (fields: Fields, charset: ZvtCharset) =>
      concat(digitsToBcd(fields.password, 3), rest.write(fields, charset)),
    read: (data: Uint8Array, charset: ZvtCharset): Result<Fields, DecodeErrorText> => {
      if (data.length < 3) return err('the password is cut short');
      const fields = rest.read(data.subarray(3), charset);
      return fields.ok ? ok({ password: toHex(data.subarray(0, 3)), ...fields.value }) : fields;
    },
  };
}

function empty(control: number) {
  return { control, write: () => new Uint8Array(), read: () => ok({}) };
}

function joinBmps(bmps: readonly BmpField[]): Uint8Array {
  return concat(...bmps.map(writeBmp));
}

function containerOf(bmps: readonly BmpField[]): readonly Tlv[] {
  const container = readTlvs(bmps.find(({ id }) => id === CONTAINER)?.data ?? new Uint8Array());
  return container.ok ? container.value : [];
}

function containerIn(bytes: Uint8Array): readonly Tlv[] {
  const bmps = readBmps(bytes);
  return bmps.ok ? containerOf(bmps.value) : [];
}

const CONTAINER = 0x06;

const statusInformation: MessageCodec<'status-information'> = {
  control: 0x040f,
  write: (fields, charset) => joinBmps(writeFields(fields, STATUS_INFORMATION_FIELDS, charset)),
  read: (data, charset) => {
    const leading = readLeadingBmps(data);
    if (!leading.ok) return leading;
    const { bmps, unread } = leading.value;
    const tlv = readStatusTlv(containerOf(bmps), charset);
    const withheld = withheldFieldIdsOf(bmps);
    const senseless = findUnreadableField(bmps, charset);
    return ok({
      ...readFields(bmps, STATUS_INFORMATION_FIELDS, charset),
      ...(tlv ? { tlv } : {}),
      ...(withheld.length > 0 ? { withheld } : {}),
      ...(unread && { unread }),
      ...(senseless && { unread: { field: hexDigits(senseless.id, 2), bytes: senseless.data.length + 1 } }),
    });
  },
};

const intermediateStatus: MessageCodec<'intermediate-status'> = {
  control: 0x04ff,
  write: ({ code, timeoutMinutes }, _, followed) => {
    const minutes = timeoutMinutes ?? (followed ? 0 : undefined);
    return concat(fromHex(code), minutes === undefined ? [] : toBcd(minutes, 1));
  },
  container: ({ text }, charset) =>
    text === undefined ? null : writeTlv('24', writeTlv('07', encodeText(text, charset))),
  read: (data, charset) => {
    const [code, minutes] = data;
    if (code === undefined) return err('an intermediate status without a code');
    const bare = minutes === CONTAINER && data.length > 2 && readBmps(data.subarray(1)).ok;
    const timeout = minutes === undefined || bare ? undefined : (minutes >> 4) * 10 + (minutes & 0x0f);
    const text = textsIn(findTlv(containerIn(data.subarray(bare ? 1 : 2)), '24'), charset)?.join('\n');
    return ok({
      code: toHex(data.subarray(0, 1)),
      timeoutMinutes: timeout,
      text,
    });
  },
};

const abort: MessageCodec<'abort'> = {
  control: 0x061e,
  write: ({ resultCode }) => fromHex(resultCode),
  container: ({ errorText }, charset) =>
    errorText === undefined ? null : writeTlv('1F17', encodeText(errorText, charset)),
  read: (data, charset) => {
    if (data.length === 0) return err('an abort without a code');
    const text = findTlv(containerIn(data.subarray(1)), '1F17');
    return ok({
      resultCode: toHex(data.subarray(0, 1)),
      ...(text ? { errorText: decodeText(text, charset) } : {}),
    });
  },
};

const printTextBlock: MessageCodec<'print-text-block'> = {
  control: 0x06d3,
  write: () => new Uint8Array(),
  container: writeTextBlock,
  read: (data, charset) => {
    const leading = readLeadingBmps(data);
    if (!leading.ok) return leading;
    const { bmps, unread } = leading.value;
    const container = readTlvs(bmps.find(({ id }) => id === CONTAINER)?.data ?? new Uint8Array());
    const block = container.ok ? readTextBlock(container.value, charset) : container;
    return block.ok ? ok({ ...block.value, ...(unread && { unread }) }) : block;
  },
};

const diagnosis: MessageCodec<'diagnosis'> = {
  control: 0x0670,
  write: () => new Uint8Array(),
  container: ({ type }) => {
    const value = DIAGNOSES.find(([name]) => name === type)?.[1];
    return value === undefined ? null : writeTlv('1B', Uint8Array.of(value));
  },
  read: (data) => {
    const value = findTlv(containerIn(data), '1B')?.[0];
    const type = DIAGNOSES.find(([, byte]) => byte === value)?.[0];
    return ok(type ? { type } : {});
  },
};

const changeBaudRate: MessageCodec<'change-baud-rate'> = {
  control: 0x0840,
  write: ({ baudRate }) => Uint8Array.of(BAUD_RATES.find(([rate]) => rate === baudRate)?.[1] ?? 0),
  read: (data) => {
    const baudRate = BAUD_RATES.find(([, code]) => code === data[0])?.[0];
    return baudRate ? ok({ baudRate }) : err('no such baud rate');
  },
};

type CodedKind = Exclude<ZvtKind, 'unknown' | 'negative-ack'>;

/** [PA00P015 13.08, chapters 2 and 3] */
const MESSAGES: { readonly [Kind in CodedKind]: MessageCodec<Kind> } = {
  registration: {
    control: 0x0600,
    write: writeRegistration,
    container: registrationContainer,
    read: readRegistration,
  },
  authorisation: plain(0x0601, ['amount', 'currency', 'paymentType', 'timeout', 'maxStatusInfos']),
  reversal: withPassword(0x0630, ['receiptNumber']),
  refund: withPassword(0x0631, ['amount', 'currency']),
  'repeat-receipt': withPassword(0x0620, ['serviceByte']),
  'status-enquiry': withPassword(0x0501, ['serviceByte']),
  'end-of-day': withPassword(0x0650, []),
  diagnosis,
  initialisation: withPassword(0x0693, []),
  reset: empty(0x0618),
  'set-date-time': plain(0x0691, ['fullDate', 'time']),
  'change-baud-rate': changeBaudRate,
  'log-off': empty(0x0602),
  'ecr-abort': empty(0x06b0),
  'intermediate-status': intermediateStatus,
  'status-information': statusInformation,
  completion: { control: 0x060f, write: writeCompletion, read: readCompletion },
  abort,
  'print-line': {
    control: 0x06d1,
    write: writePrintLine,
    container: printLineContainer,
    read: readPrintLine,
  },
  'print-text-block': printTextBlock,
  'positive-ack': empty(0x8000),
};

const KIND_OF_CONTROL: ReadonlyMap<number, CodedKind> = new Map(
  (Object.keys(MESSAGES) as CodedKind[]).map((kind) => [MESSAGES[kind].control, kind]),
);

/**
 * Encodes an APDU without framing. Throws if a field does not fit its place: a bug of the caller.
 *
 * @param sequence number of the message, if both sides agreed on numbers
 */
export function encodeMessage(message: ZvtMessage, charset: ZvtCharset = 'cp437', sequence?: number): Uint8Array {
  if (message.kind === 'unknown') throw new Error('an unknown message cannot be written: its data was not kept');
  const number = sequence === undefined ? [] : writeMessageNumber(sequence);
  if (message.kind === 'negative-ack') return encodeApdu(negative(message.fields, number));
  const codec = MESSAGES[message.kind] as MessageCodec<ZvtKind> & DataCodec<ZvtMessage['fields']>;
  const own = codec.container?.(message.fields, charset) ?? null;
  const followed = own !== null || sequence !== undefined;
  const data = codec.write(message.fields, charset, followed);
  const container = followed ? writeBmp({ id: CONTAINER, data: concat(own ?? [], number) }) : [];
  return encodeApdu({ control: codec.control, data: concat(data, container) });
}

function negative({ resultCode, amount }: FieldsOf<'negative-ack'>, number: Uint8Array | readonly number[]): ZvtApdu {
  const fields = amount === undefined ? [] : writeFields({ amount }, ['amount'], 'cp437');
  const container = number.length > 0 ? [{ id: CONTAINER, data: concat(number) }] : [];
  return { control: 0x8400 | (fromHex(resultCode)[0] ?? 0), data: joinBmps([...fields, ...container]) };
}

/**
 * Decodes one APDU. Other commands are `unknown`; only bytes that contradict themselves are malformed. `answersEnquiry`: the message may be
 * the completion of a status enquiry (`05 01`). A refusal is `84 xx 00`; a wrong currency also comes as `84 1E xx 6F`. If an intermediate
 * status lacks its minutes, the container's id is in their place.
 */
export function decodeMessage(
  bytes: Uint8Array,
  charset: ZvtCharset = 'cp437',
  answersEnquiry = false,
): Result<ZvtMessage, DecodeErrorText> {
  const decoded = decodeNumberedMessage(bytes, charset, answersEnquiry);
  return decoded.ok ? ok(decoded.value.message) : decoded;
}

/** Like `decodeMessage`, with the number of the message if it has one. */
export function decodeNumberedMessage(
  bytes: Uint8Array,
  charset: ZvtCharset = 'cp437',
  answersEnquiry = false,
): Result<{ readonly message: ZvtMessage; readonly sequence: number | undefined }, DecodeErrorText> {
  const apdu = decodeApdu(bytes);
  if (!apdu.ok) return apdu;
  const message = messageOf(apdu.value, charset, answersEnquiry);
  return message.ok ? ok({ message: message.value, sequence: messageNumberOf(apdu.value.data) }) : message;
}

function messageOf(apdu: ZvtApdu, charset: ZvtCharset, answersEnquiry: boolean): Result<ZvtMessage, DecodeErrorText> {
  const { control, data } = apdu;
  if (control >> 8 === 0x84) return ok(negativeAck(apdu, charset));
  const kind = KIND_OF_CONTROL.get(control);
  if (!kind) {
    const command = toHex(Uint8Array.of(control >> 8, control & 0xff));
    return ok({ kind: 'unknown', fields: { command, length: data.length } });
  }
  const fields = MESSAGES[kind].read(data, charset, answersEnquiry);
  return fields.ok ? ok({ kind, fields: fields.value } as ZvtMessage) : fields;
}

function negativeAck({ control, data }: ZvtApdu, charset: ZvtCharset): ZvtMessage {
  const code = (control & 0xff) === 0x1e && data[0] !== undefined ? data[0] : control & 0xff;
  const leading = readLeadingBmps(data);
  const amount = leading.ok ? readFields(leading.value.bmps, ['amount'], charset) : {};
  return { kind: 'negative-ack', fields: { resultCode: toHex(Uint8Array.of(code)), ...amount } };
}
