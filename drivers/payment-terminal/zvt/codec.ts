import { err, ok, type Result } from '../../result.ts';
import { type Apdu, decodeApdu, encodeApdu } from './apdu.ts';
import { type Bmp, readBmps, readVarLength, writeBmp, writeVarLength } from './bmp.ts';
import { concat, digitsToBcd, fromHex, toBcd, toHex } from './bytes.ts';
import { decodeText, encodeText, type ZvtCharset } from './charset.ts';
import { type FieldName, type FieldValues, readFields, writeFields } from './fields.ts';
import { type FieldsOf, STATUS_INFORMATION_FIELDS, type ZvtKind, type ZvtMessage } from './messages.ts';
import { readRegistration, writeRegistration } from './registration.ts';
import { readTextBlock, receiptTypeByte, receiptTypeOf, writeTextBlock } from './text-block.ts';
import { findTlv, type Malformed, readTlvs, writeTlv } from './tlv.ts';

/** Both ways of one message's data. `answersEnquiry`: the message ends a status enquiry, whose completion has its own form. */
interface DataCodec<Fields> {
  readonly write: (fields: Fields, charset: ZvtCharset) => Uint8Array;
  readonly read: (data: Uint8Array, charset: ZvtCharset, answersEnquiry: boolean) => Result<Fields, Malformed>;
}

interface MessageCodec<Kind extends ZvtKind> extends DataCodec<FieldsOf<Kind>> {
  readonly control: number;
}

/** Fields only, in the given order. Others that come are skipped. */
function plain<Name extends FieldName>(control: number, names: readonly Name[]) {
  return {
    control,
    write: (fields: FieldValues<Name>, charset: ZvtCharset) => joinBmps(writeFields(fields, names, charset)),
    read: (data: Uint8Array, charset: ZvtCharset): Result<FieldValues<Name>, Malformed> => {
      const bmps = readBmps(data);
      return bmps.ok ? ok(readFields(bmps.value, names, charset)) : bmps;
    },
  };
}

/** Three bytes of password, then fields. */
function withPassword<Name extends FieldName>(control: number, names: readonly Name[]) {
  const rest = plain(control, names);
  type Fields = { readonly password: string } & FieldValues<Name>;
  return {
    control,
    write: (fields: Fields, charset: ZvtCharset) =>
      concat(digitsToBcd(fields.password, 3), rest.write(fields, charset)),
    read: (data: Uint8Array, charset: ZvtCharset): Result<Fields, Malformed> => {
      if (data.length < 3) return err('the password is cut short');
      const fields = rest.read(data.subarray(3), charset);
      return fields.ok ? ok({ password: toHex(data.subarray(0, 3)), ...fields.value }) : fields;
    },
  };
}

function empty(control: number) {
  return { control, write: () => new Uint8Array(), read: () => ok({}) };
}

function joinBmps(bmps: readonly Bmp[]): Uint8Array {
  return concat(...bmps.map(writeBmp));
}

const intermediateStatus: MessageCodec<'intermediate-status'> = {
  control: 0x04ff,
  write: ({ code, timeoutMinutes, text }, charset) => {
    if (text === undefined) return concat(fromHex(code), timeoutMinutes === undefined ? [] : toBcd(timeoutMinutes, 1));
    const data = writeTlv('24', writeTlv('07', encodeText(text, charset)));
    return concat(fromHex(code), toBcd(timeoutMinutes ?? 0, 1), writeBmp({ id: 0x06, data }));
  },
  read: (data, charset) => {
    const [code, minutes] = data;
    if (code === undefined) return err('an intermediate status without a code');
    const timeout = minutes === undefined ? undefined : (minutes >> 4) * 10 + (minutes & 0x0f);
    const text = textOfStatus(data.subarray(2), charset);
    return ok({
      code: toHex(data.subarray(0, 1)),
      ...(timeout === undefined ? {} : { timeoutMinutes: timeout }),
      ...(text === undefined ? {} : { text }),
    });
  },
};

/** The terminal's own words in TLV 24/07. They decide nothing, so what cannot be read is left out. */
function textOfStatus(rest: Uint8Array, charset: ZvtCharset): string | undefined {
  const bmps = readBmps(rest);
  const container = bmps.ok ? bmps.value.find(({ id }) => id === 0x06) : undefined;
  const outer = container && readTlvs(container.data);
  const display = outer?.ok ? findTlv(outer.value, '24') : undefined;
  const inner = display && readTlvs(display);
  if (!inner?.ok) return undefined;
  const lines = inner.value.filter(({ tag }) => tag === '07').map(({ value }) => decodeText(value, charset));
  return lines.length > 0 ? lines.join('\n') : undefined;
}

const completion: MessageCodec<'completion'> = {
  control: 0x060f,
  write: ({ status, software, statusByte, ...fields }, charset) => {
    if (status !== undefined) {
      const text = software === undefined ? undefined : encodeText(software, charset);
      return concat(text ? [...writeVarLength(text.length, 3), ...text] : [], fromHex(status));
    }
    const common = writeFields(fields, ['terminalId', 'currency'], charset);
    return joinBmps(statusByte === undefined ? common : [{ id: 0x19, data: Uint8Array.of(statusByte) }, ...common]);
  },
  read: (data, charset, answersEnquiry) => {
    const bmps = readBmps(data);
    if (!bmps.ok || answersEnquiry) {
      const enquiry = readEnquiryAnswer(data, charset);
      if (enquiry.ok || !bmps.ok) return enquiry;
    }
    if (!bmps.ok) return bmps;
    const { paymentType, ...fields } = readFields(bmps.value, ['paymentType', 'terminalId', 'currency'], charset);
    return ok({ ...(paymentType === undefined ? {} : { statusByte: paymentType }), ...fields });
  },
};

/**
 * `[software LLLVAR] status [06 TLV]`, where nothing marks which comes first: the status itself can be `06` (the id of
 * the container) or `F0` (the beginning of a length). The reading that uses every byte is the right one.
 */
function readEnquiryAnswer(data: Uint8Array, charset: ZvtCharset): Result<FieldsOf<'completion'>, Malformed> {
  const length = readVarLength(data, 0, 3);
  const statusAt = length ? length.next + length.value : 0;
  if (length && statusAt < data.length && readBmps(data.subarray(statusAt + 1)).ok) {
    const software = decodeText(data.subarray(length.next, statusAt), charset);
    return ok({ status: toHex(data.subarray(statusAt, statusAt + 1)), software });
  }
  if (data.length > 0 && readBmps(data.subarray(1)).ok) return ok({ status: toHex(data.subarray(0, 1)) });
  return err('a completion that is neither fields nor the answer to a status enquiry');
}

const abort: MessageCodec<'abort'> = {
  control: 0x061e,
  write: ({ resultCode }) => fromHex(resultCode),
  read: (data) => (data.length > 0 ? ok({ resultCode: toHex(data.subarray(0, 1)) }) : err('an abort without a code')),
};

/** `06 04 1F 07 01 xx`, the only container that was seen behind a line's text. */
const LINE_TYPE_TAIL = '06041f0701';

const printLine: MessageCodec<'print-line'> = {
  control: 0x06d1,
  write: ({ text, attribute, receiptType }, charset) =>
    concat(
      [attribute],
      encodeText(text, charset),
      receiptType ? [...fromHex(LINE_TYPE_TAIL), receiptTypeByte(receiptType)] : [],
    ),
  read: (data, charset) => {
    const [attribute] = data;
    if (attribute === undefined) return err('a line without an attribute');
    const typed = data.length >= 7 && toHex(data.subarray(-6, -1)) === LINE_TYPE_TAIL;
    const receiptType = typed ? receiptTypeOf(data.at(-1)) : null;
    const text = decodeText(typed ? data.subarray(1, -6) : data.subarray(1), charset);
    return ok({ text: text.replace(/[\0 ]+$/, ''), attribute, ...(receiptType ? { receiptType } : {}) });
  },
};

const printTextBlock: MessageCodec<'print-text-block'> = {
  control: 0x06d3,
  write: (block, charset) => writeBmp({ id: 0x06, data: writeTextBlock(block, charset) }),
  read: (data, charset) => {
    const bmps = readBmps(data);
    if (!bmps.ok) return bmps;
    const container = readTlvs(bmps.value.find(({ id }) => id === 0x06)?.data ?? new Uint8Array());
    return container.ok ? readTextBlock(container.value, charset) : container;
  },
};

type CodedKind = Exclude<ZvtKind, 'unknown' | 'negative-ack'>;

/** Every message once: its command [PA00P015 13.08, chapters 2 and 3] and both ways of its data. */
const MESSAGES: { readonly [Kind in CodedKind]: MessageCodec<Kind> } = {
  registration: { control: 0x0600, write: writeRegistration, read: readRegistration },
  authorization: plain(0x0601, ['amount', 'currency', 'paymentType', 'timeout', 'maxStatusInfos']),
  reversal: withPassword(0x0630, ['receiptNumber']),
  'repeat-receipt': withPassword(0x0620, ['serviceByte']),
  'status-enquiry': withPassword(0x0501, ['serviceByte']),
  'end-of-day': withPassword(0x0650, []),
  'log-off': empty(0x0602),
  'ecr-abort': empty(0x06b0),
  'intermediate-status': intermediateStatus,
  'status-information': plain(0x040f, STATUS_INFORMATION_FIELDS),
  completion,
  abort,
  'print-line': printLine,
  'print-text-block': printTextBlock,
  'positive-ack': empty(0x8000),
};

const KIND_OF_CONTROL: ReadonlyMap<number, CodedKind> = new Map(
  (Object.keys(MESSAGES) as CodedKind[]).map((kind) => [MESSAGES[kind].control, kind]),
);

/** An APDU without any framing. Throws where a field does not fit its place: that is a bug of the caller. */
export function encodeMessage(message: ZvtMessage, charset: ZvtCharset = 'cp437'): Uint8Array {
  switch (message.kind) {
    case 'unknown':
      throw new Error('an unknown message cannot be written: its data was not kept');
    case 'negative-ack':
      return encodeApdu({ control: 0x8400 | (fromHex(message.fields.resultCode)[0] ?? 0), data: new Uint8Array() });
    default: {
      const codec = MESSAGES[message.kind] as MessageCodec<ZvtKind> & DataCodec<ZvtMessage['fields']>;
      return encodeApdu({ control: codec.control, data: codec.write(message.fields, charset) });
    }
  }
}

/**
 * What one APDU says. Commands that are not ours come back as `unknown`, so only bytes that contradict themselves are
 * malformed. `answersEnquiry` is true for the completion of a status enquiry (`05 01`).
 */
export function decodeMessage(
  bytes: Uint8Array,
  charset: ZvtCharset = 'cp437',
  answersEnquiry = false,
): Result<ZvtMessage, Malformed> {
  const apdu = decodeApdu(bytes);
  if (!apdu.ok) return apdu;
  const { control, data } = apdu.value;
  if (control >> 8 === 0x84) return ok(negativeAck(apdu.value));
  const kind = KIND_OF_CONTROL.get(control);
  if (!kind) return ok({ kind: 'unknown', fields: { command: toHex(bytes.subarray(0, 2)), length: data.length } });
  const fields = MESSAGES[kind].read(data, charset, answersEnquiry);
  return fields.ok ? ok({ kind, fields: fields.value } as ZvtMessage) : fields;
}

/** `84 xx 00`; a wrong currency also comes as `84 1E xx 6F`, with the code in the data. */
function negativeAck({ control, data }: Apdu): ZvtMessage {
  const code = (control & 0xff) === 0x1e && data[0] !== undefined ? data[0] : control & 0xff;
  return { kind: 'negative-ack', fields: { resultCode: toHex(Uint8Array.of(code)) } };
}
