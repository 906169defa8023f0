import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { decodeMessage, decodeNumberedMessage, encodeMessage } from './codec.ts';
import { BAUD_RATES, DIAGNOSES, type ZvtMessage } from './messages.ts';
import { CARD_SCHEMES } from './totals.ts';

function decoded(hex: string, answersEnquiry = false): ZvtMessage {
  const result = decodeMessage(fromHex(hex), 'cp437', answersEnquiry);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

const GOLDEN: readonly (readonly [what: string, hex: string, message: ZvtMessage])[] = [
  [
    // Registration of an unattended till: EUR, permitted command 06 D3.
    'registration of an unattended till [PA00P015 13.08, 2.1]',
    '06 00 0E 12 34 56 BE 09 78 06 06 26 04 0A 02 06 D3',
    { kind: 'registration', fields: { password: '123456', config: 0xbe, currency: 978, permitted: ['06d3'] } },
  ],
  [
    'authorisation without a currency, captured',
    '06 01 07 04 00 00 00 00 01 90',
    { kind: 'authorisation', fields: { amount: 190 } },
  ],
  [
    'authorisation of 110,00 EUR [ecrterm test_data_encoding.py]',
    '06 01 0A 04 00 00 00 01 10 00 49 09 78',
    { kind: 'authorisation', fields: { amount: 11_000, currency: 978 } },
  ],
  [
    'repeat receipt, with status information and without printing [2.24]',
    '06 20 05 12 34 56 03 03',
    { kind: 'repeat-receipt', fields: { password: '123456', serviceByte: 3 } },
  ],
  [
    'reversal of a receipt [2.8]',
    '06 30 06 12 34 56 87 04 70',
    { kind: 'reversal', fields: { password: '123456', receiptNumber: '0470' } },
  ],
  ['status enquiry [2.55]', '05 01 03 12 34 56', { kind: 'status-enquiry', fields: { password: '123456' } }],
  [
    'refund of 5,00 AZN [2.15]',
    '06 31 0D 12 34 56 04 00 00 00 00 05 00 49 09 44',
    { kind: 'refund', fields: { password: '123456', amount: 500, currency: 944 } },
  ],
  [
    'authorisation, after which goods are issued: fields 01 and 02',
    '06 01 0E 04 00 00 00 00 05 00 49 09 44 01 05 02 1F',
    { kind: 'authorisation', fields: { amount: 500, currency: 944, timeout: 5, maxStatusInfos: 31 } },
  ],
  ['diagnosis [2.17]', '06 70 00', { kind: 'diagnosis', fields: {} }],
  [
    'diagnosis of the EMV configuration, tag 1B',
    '06 70 05 06 03 1B 01 04',
    { kind: 'diagnosis', fields: { type: 'emv-configuration' } },
  ],
  ['initialisation [2.29]', '06 93 03 12 34 56', { kind: 'initialisation', fields: { password: '123456' } }],
  ['reset [2.43]', '06 18 00', { kind: 'reset', fields: {} }],
  [
    'set the clock',
    '06 91 08 AA 26 11 24 0C 14 32 00',
    { kind: 'set-date-time', fields: { fullDate: '261124', time: '143200' } },
  ],
  ['change to 115200', '08 40 01 07', { kind: 'change-baud-rate', fields: { baudRate: 115_200 } }],
  ['not yet: ask again', '84 9C 00', { kind: 'negative-ack', fields: { resultCode: '9c' } }],
  ['not issued', '84 66 00', { kind: 'negative-ack', fields: { resultCode: '66' } }],
  [
    'issued in part [Portalum.Zvt ZvtClientTest, IssueOfGoods]',
    '84 9D 07 04 00 00 00 00 22 00',
    { kind: 'negative-ack', fields: { resultCode: '9d', amount: 2_200 } },
  ],
  [
    'abort with its reason in words, tag 1F17',
    '06 1E 0B FF 06 08 1F 17 05 48 65 6C 6C 6F',
    { kind: 'abort', fields: { resultCode: 'ff', errorText: 'Hello' } },
  ],
  ['two line feeds', '06 D1 02 FF 02', { kind: 'print-line', fields: { text: '', attribute: 0xff, feeds: 2 } }],
  ['end of day [2.16]', '06 50 03 12 34 56', { kind: 'end-of-day', fields: { password: '123456' } }],
  ['log-off [2.26]', '06 02 00', { kind: 'log-off', fields: {} }],
  ['the till asks to stop [2.27]', '06 B0 00', { kind: 'ecr-abort', fields: {} }],
  ['intermediate status [3.7]', '04 FF 01 0A', { kind: 'intermediate-status', fields: { code: '0a' } }],
  [
    'intermediate status with a T4 of 12 minutes, in BCD',
    '04 FF 02 0A 12',
    { kind: 'intermediate-status', fields: { code: '0a', timeoutMinutes: 12 } },
  ],
  ['abort by the citizen [3.3]', '06 1E 01 6C', { kind: 'abort', fields: { resultCode: '6c' } }],
  ['completion [3.2]', '06 0F 00', { kind: 'completion', fields: {} }],
  ['positive answer', '80 00 00', { kind: 'positive-ack', fields: {} }],
  ['negative answer: unknown command', '84 83 00', { kind: 'negative-ack', fields: { resultCode: '83' } }],
  [
    'abort by key as a status information [Portalum.Zvt StatusInformationParserTest]',
    '04 0F 1E 27 6C 29 28 00 48 69 3C F0 F1 F9 41 62 62 72 75 63 68 20 64 75 72 63 68 20 4B 75 6E 64 65',
    {
      kind: 'status-information',
      fields: { resultCode: '6c', terminalId: '28004869', additionalText: 'Abbruch durch Kunde' },
    },
  ],
];

describe('exact bytes', () => {
  it.each(GOLDEN)('%s is decoded and encoded', (_, hex, message) => {
    expect(decoded(hex)).toEqual(message);
    expect(toHex(encodeMessage(message))).toBe(toHex(fromHex(hex)));
  });

  it('a recorded approved sale is decoded with all fields [Portalum.Zvt StatusInformationParserTest, PaymentGood1]', () => {
    expect(
      decoded(
        '040F77 2700 04000000002040 0B000470 0C223953 0D1006 0E2512 170001 1970 22F0F8EEEEEEEEEEEE4771 2928004869' +
          ' 2A313030343631373633202020202020 3B3631313830340000 3CF0F1F447454E2E4E522E3A363131383034 490978 870470' +
          ' 88000470 8A2E 8BF1F74465626974204D61737465726361726400',
      ),
    ).toEqual({
      kind: 'status-information',
      fields: {
        resultCode: '00',
        amount: 2_040,
        traceNumber: '000470',
        time: '223953',
        date: '1006',
        cardSequenceNumber: '0001',
        withheld: ['0e'],
        paymentType: 0x70,
        maskedPan: '************4771',
        terminalId: '28004869',
        merchantId: '100461763',
        authorisationCode: '611804',
        additionalText: 'GEN.NR.:611804',
        currency: 978,
        receiptNumber: '0470',
        turnoverNumber: '000470',
        cardType: 0x2e,
        cardName: 'Debit Mastercard',
      },
    });
  });

  it('a recorded administration receipt is decoded with its lines [Portalum.Zvt PrintTextBlockTest, shortened]', () => {
    const message = decoded('06d32406221f070103251c070c5449443a4148303030303036070941627363686c757373090181');
    expect(message).toEqual({
      kind: 'print-text-block',
      fields: {
        receiptType: 'administration',
        lines: [
          { text: 'TID:AH000006', attribute: 0 },
          { text: 'Abschluss', attribute: 1 },
        ],
        complete: true,
      },
    });
  });

  it('84 1E xx 6F is decoded as a wrong currency', () => {
    expect(decoded('84 1E 01 6F')).toEqual({ kind: 'negative-ack', fields: { resultCode: '6f' } });
  });

  it('the completion of a registration is decoded with terminal id and currency', () => {
    expect(decoded('06 0F 0A 19 00 29 28 00 48 69 49 09 78')).toEqual({
      kind: 'completion',
      fields: { statusByte: 0, terminalId: '28004869', currency: 978 },
    });
  });

  it('a result code in a completion is decoded as a result and not as a status', () => {
    const message = { kind: 'completion', fields: { resultCode: 'e0' } } as const;
    expect(decoded('06 0F 02 27 E0')).toEqual(message);
    expect(toHex(encodeMessage(message))).toBe('060f0227e0');
  });
});

describe('lengths', () => {
  it('when a message is long, then its length is two bytes after FF, low byte first', () => {
    const lines = Array.from({ length: 20 }, () => ({ text: 'x'.repeat(24), attribute: 0 }));
    const message: ZvtMessage = {
      kind: 'print-text-block',
      fields: { receiptType: 'customer', lines, complete: false },
    };
    const bytes = encodeMessage(message);
    expect(toHex(bytes.slice(0, 5))).toBe('06d3ff1402');
    expect(bytes).toHaveLength(5 + 0x0214);
    expect(decodeMessage(bytes)).toEqual({ ok: true, value: message });
  });

  it('when a length contradicts the bytes, then the message is malformed', () => {
    expect(decodeMessage(fromHex('06 1E 02 6C')).ok).toBe(false);
    expect(decodeMessage(fromHex('06')).ok).toBe(false);
    expect(decodeMessage(fromHex('04 0F 04 04 00 00 00')).ok).toBe(false);
  });

  it('when a status information lacks its length, then it is decoded (firmware seen in an end of day)', () => {
    expect(decoded('04 0F 27 00 04 00 00 00 00 05 00')).toEqual({
      kind: 'status-information',
      fields: { resultCode: '00', amount: 500 },
    });
  });

  it('when a byte 27 hex can be a length or a field id and whole fields follow it, then it is read as the length', () => {
    const text = '2D '.repeat(33);
    expect(decoded(`04 0F 27 27 00 3C F0 F3 F3 ${text}`)).toEqual({
      kind: 'status-information',
      fields: { resultCode: '00', additionalText: '-'.repeat(33) },
    });
  });
});

describe('a field that decides about a sale', () => {
  it.each([
    [
      'has an amount that is no number',
      '04 0F 09 27 00 04 00 00 00 00 05 0A',
      { resultCode: '00', unread: { field: '04', bytes: 7 } },
    ],
    [
      'has two amounts',
      '04 0F 10 27 00 04 00 00 00 00 05 00 04 00 00 00 00 03 00',
      { resultCode: '00', unread: { field: '04', bytes: 7 } },
    ],
    ['has two results', '04 0F 04 27 00 27 05', { unread: { field: '27', bytes: 2 } }],
    ['has the same result twice', '04 0F 04 27 00 27 00', { resultCode: '00' }],
    ['has two currencies', '04 0F 06 49 09 44 49 09 78', { unread: { field: '49', bytes: 3 } }],
  ])('when a message %s, then only a field without one clear value stays unread', (_, hex, fields) => {
    expect(decoded(hex).fields).toEqual(fields);
  });
});

describe('a field that is not in chapter 13', () => {
  const unread = { field: '1c', bytes: 2 };

  it.each([
    [
      'status information',
      '04 0F 0F 27 00 04 00 00 00 00 05 00 0B 00 00 42 1C 05',
      { resultCode: '00', amount: 500, traceNumber: '000042', unread },
    ],
    ['status information that begins with it', '04 0F 02 1C 05', { unread }],
    ['completion', '06 0F 07 29 52 50 00 41 1C 05', { terminalId: '52500041', unread }],
    ['text block', '06 D3 08 06 04 1F 07 01 01 1C 05', { receiptType: 'merchant', lines: [], complete: false, unread }],
    ['84 9D', '84 9D 09 04 00 00 00 00 02 00 1C 05', { resultCode: '9d', amount: 200 }],
  ])('when an unknown field is in a %s, then only this field and the bytes after it stay unread', (_, hex, fields) => {
    expect(decoded(hex).fields).toEqual(fields);
  });

  it.each([
    ['06 0F 03 00 1C 05', { status: '00', unread }],
    ['06 0F 08 F0 F0 F2 56 31 06 1C 05', { status: '06', software: 'V1', unread }],
  ])('when an unknown field is in the answer to a status enquiry (%s), then the status is read', (hex, fields) => {
    expect(decoded(hex, true).fields).toEqual(fields);
  });

  it('when a field is cut short, then the message is malformed', () => {
    expect(decodeMessage(fromHex('04 0F 06 27 00 04 00 00 00')).ok).toBe(false);
    expect(decodeMessage(fromHex('06 0F 04 27 00 29 52'))).toMatchObject({ ok: false });
  });
});

describe('the completion of a status enquiry', () => {
  it.each([
    ['06 0F 01 00', { status: '00' }],
    ['06 0F 01 06', { status: '06' }],
    ['06 0F 01 F0', { status: 'f0' }],
    ['06 0F 06 F0 F0 F2 56 31 06', { status: '06', software: 'V1' }],
    ['06 0F 06 06 06 03 1F 07 00', { status: '06' }],
    ['06 0F 03 00 06 00', { status: '00' }],
  ])('%s is decoded as a status', (hex, fields) => {
    expect(decoded(hex, true)).toEqual({ kind: 'completion', fields });
  });

  it('when the question is unknown and the bytes can be nothing else, then the status is read', () => {
    expect(decoded('06 0F 01 06')).toEqual({ kind: 'completion', fields: { status: '06' } });
  });
});

describe('privacy', () => {
  it("when a message has card data, then only the card's name and last four digits are decoded", () => {
    const track = '23 F1 F9 67 25 90 39 00 04 12 34 D2 51 21 01 00 00 00 00 00 00 00';
    const hex = `27 00 22 F0 F8 67 25 90 39 00 04 12 34 0E 25 12 ${track} 8B F0 F4 56 49 53 41`;
    const length = fromHex(hex).length.toString(16);
    const message = decoded(`04 0F ${length} ${hex}`);
    expect(message.fields).toEqual({
      resultCode: '00',
      maskedPan: '************1234',
      cardName: 'VISA',
      withheld: ['0e', '23'],
    });
    expect(JSON.stringify(message)).not.toMatch(/6725|9039|2512/);
  });

  it('when a command is unknown, then only its length is kept', () => {
    expect(decoded('06 C0 03 67 25 90')).toEqual({ kind: 'unknown', fields: { command: '06c0', length: 3 } });
  });

  it('when a card number has an odd length or is fully masked, then it is decoded with stars', () => {
    expect(decoded('04 0F 05 22 F0 F2 12 3F').fields).toEqual({ maskedPan: '123' });
    expect(decoded('04 0F 07 22 F0 F4 EE EE EE EE').fields).toEqual({ maskedPan: '********' });
  });
});

describe('texts', () => {
  it('when the profile names the charset, then Ä is decoded from 5B, 8E or C4', () => {
    const text = (hex: string, charset: 'cp437' | 'latin1' | 'zvt7') => decodeMessage(fromHex(hex), charset);
    const line = { kind: 'print-line', fields: { text: 'Ä', attribute: 0 } };
    expect(text('06 D1 02 00 5B', 'zvt7')).toEqual({ ok: true, value: line });
    expect(text('06 D1 02 00 8E', 'cp437')).toEqual({ ok: true, value: line });
    expect(text('06 D1 02 00 C4', 'latin1')).toEqual({ ok: true, value: line });
  });

  it('when a charset lacks Azerbaijani letters, then the nearest ASCII letters are sent; UTF-8 has all letters', () => {
    const message: ZvtMessage = { kind: 'print-line', fields: { text: 'MƏBLƏĞ 5 ₼', attribute: 0 } };
    expect(decodeMessage(encodeMessage(message, 'utf8'), 'utf8')).toEqual({ ok: true, value: message });
    expect(decodeMessage(encodeMessage(message, 'cp437'), 'cp437')).toMatchObject({
      value: { fields: { text: 'MEBLEG 5 AZN' } },
    });
    const seven: ZvtMessage = { kind: 'print-line', fields: { text: 'Öz çay [1]', attribute: 0 } };
    expect(toHex(encodeMessage(seven, 'zvt7'))).toBe(toHex(fromHex('06 D1 0B 00 5C 7A 20 63 61 79 20 3F 31 3F')));
  });

  it('when the text of an intermediate status is in a container, then it is decoded', () => {
    const message: ZvtMessage = {
      kind: 'intermediate-status',
      fields: { code: 'ff', timeoutMinutes: 0, text: 'WAIT' },
    };
    expect(toHex(encodeMessage(message))).toBe('04ff0cff0006082406070457414954');
    expect(decodeMessage(encodeMessage(message))).toEqual({ ok: true, value: message });
  });

  it('when an attribute comes before its line, then it belongs to that line', () => {
    expect(decoded('06 D3 0D 06 0B 25 09 09 01 40 07 01 41 09 01 80').fields).toMatchObject({
      lines: [{ text: 'A', attribute: 0x40 }],
      complete: true,
    });
  });
});

describe('the sums of a day', () => {
  const NONE = '00 000000000000 '.repeat(5);
  const cards = (...known: readonly (readonly [string, number, number])[]) =>
    CARD_SCHEMES.map((card) => {
      const [, count, amount] = known.find(([name]) => name === card) ?? [card, 0, 0];
      return { card, count, amount };
    });

  it('when two terminals sent the sums of a day, then the sums are decoded [qwello/zvt, and bezahl-online/zvt without the length byte]', () => {
    const mastercard = `27 00 04 00 00 00 00 09 58 0B 00 09 82 0D 04 06 0C 08 17 06 60 F0 F5 F3 02 33 02 34 00 000000000000 00 000000000000 02 000000000958 ${NONE.slice(0, 64)}`;
    const length = fromHex(mastercard).length.toString(16);
    expect(decoded(`04 0F ${length} ${mastercard}`).fields).toEqual({
      resultCode: '00',
      amount: 958,
      traceNumber: '000982',
      date: '0406',
      time: '081706',
      totals: { firstReceipt: '0233', lastReceipt: '0234', cards: cards(['mastercard', 2, 958]) },
    });
    const bare = `04 0F 27 00 04 00 00 00 00 26 00 0C 10 59 37 0D 03 31 60 F0 F5 F3 00 68 00 71 04 000000002600 00 000000000000 ${NONE}`;
    expect(decoded(bare).fields).toEqual({
      resultCode: '00',
      amount: 2_600,
      time: '105937',
      date: '0331',
      totals: { firstReceipt: '0068', lastReceipt: '0071', cards: cards(['girocard', 4, 2_600]) },
    });
  });
});

describe('every field of chapter 13', () => {
  /** Ids of fields by their size in bytes. */
  const SIZES = {
    1: '01 02 03 05 19 27 72 73 74 75 8A 8C A0 D0 D2 D3 E0 E9 EA F0 F9 FA FB FC FD',
    2: '0D 0E 17 3A 49 87',
    3: '0B 0C 37 3D 88 AA',
    4: '29 70 71',
    5: 'BA',
    6: '04',
    8: '3B EB',
    15: '2A',
  } as const;
  const VARIABLE = '22 23 2D 8B A7 D1 E1 E2 E3 E4 E5 E6 E7 E8 F1 F2 F3 F4 F5 F6 F7 F8'.split(' ');
  const LONG = '24 2E 3C 9A AF'.split(' ');
  const fixed = Object.entries(SIZES).flatMap(([size, ids]) =>
    ids.split(' ').map((id) => `${id} ${'11 '.repeat(Number(size))}`),
  );
  const all = [...fixed, ...VARIABLE.map((id) => `${id} F0 F1 11`), ...LONG.map((id) => `${id} F0 F0 F1 11`)];

  it.each(all)('field %s is decoded, or its id is listed as withheld', (hex) => {
    const [id = ''] = hex.toLowerCase().split(' ');
    const bytes = fromHex(id === '27' ? hex : `27 00 ${hex}`);
    const { fields } = decoded(`04 0F ${bytes.length.toString(16).padStart(2, '0')} ${toHex(bytes)}`) as {
      fields: Record<string, unknown>;
    };
    const names = Object.keys(fields);
    if (id === '27') expect(names).toEqual(['resultCode']);
    else if (names.includes('withheld')) expect(fields['withheld']).toEqual([id]);
    else expect(names).toHaveLength(2);
  });
});

describe('the container of a result', () => {
  it('when a container has display texts, then the texts are decoded [Portalum.Zvt ZvtClientTest]', () => {
    expect(
      decoded(
        '04 0F 25 27 05 29 29 00 02 74 3C F0 F0 F9 41 62 67 65 6C 65 68 6E 74 8A 06 06 0D 24 0B 07 09 41 62 67 65 6C 65 68 6E 74',
      ),
    ).toEqual({
      kind: 'status-information',
      fields: {
        resultCode: '05',
        terminalId: '29000274',
        additionalText: 'Abgelehnt',
        cardType: 6,
        tlv: { displayTexts: ['Abgelehnt'] },
      },
    });
  });

  it('when a container has known tags, then all tags are decoded, and card identities are dropped', () => {
    const tlv = {
      displayTexts: ['Approved', 'Thank you'],
      applications: [{ id: 'a0000000041010', name: 'MASTERCARD' }],
      paymentType: '04',
      cardTypeId: '002e',
      customerPrintData: 'EMV 1',
      merchantPrintData: 'EMV 2',
      date: '20261124',
      time: '143200',
      authentication: 'online-pin',
      online: true,
      technology: 'contactless',
      extendedError: '1234',
      errorText: 'line busy',
      longTraceNumber: '000000000042',
    } as const;
    const container = [
      '24150708417070726F76656407095468616E6B20796F75',
      '60154307A0000000041010440A4D415354455243415244',
      '2F0104',
      '4102002E',
      '4605454D562031',
      '4705454D562032',
      '1F0E0420261124',
      '1F0F03143200',
      '1F100102',
      '1F110101',
      '1F120102',
      '1F16021234',
      '1F17096C696E652062757379',
      '1F2B06000000000042',
    ].join('');
    const size = (hex: string) => Uint8Array.of(fromHex(hex).length);
    const data = `27 00 06 81 ${toHex(size(container))} ${container}`;
    expect(decoded(`04 0F ${toHex(size(data))} ${data}`)).toEqual({
      kind: 'status-information',
      fields: { resultCode: '00', tlv },
    });
    // Recorded contactless card [qwello/zvt]. Its identity (tags 4C, 1F45) must be dropped.
    const card =
      '27 00 06 1E 4C 0A 00 00 00 04 63 C8 B2 AE 4F 80 1F 4C 01 01 1F 4D 02 00 03 1F 4F 02 44 00 1F 50 01 00';
    expect(decoded(`04 0F 22 ${card}`)).toEqual({ kind: 'status-information', fields: { resultCode: '00' } });
  });
});

const sequenceOf = (bytes: Uint8Array): number | undefined => {
  const decoded = decodeNumberedMessage(bytes);
  return decoded.ok ? decoded.value.sequence : undefined;
};

describe('numbers of messages [chapter 5]', () => {
  it('when a message is numbered, then the number is last in its container', () => {
    const registration: ZvtMessage = {
      kind: 'registration',
      fields: { password: '123456', config: 0xbe, currency: 944, permitted: ['06d3'] },
    };
    const bytes = encodeMessage(registration, 'cp437', 1);
    expect(toHex(bytes)).toBe('060014123456be0944060c26040a0206d31f7303000001');
    expect(sequenceOf(bytes)).toBe(1);
    expect(decodeMessage(bytes)).toEqual({ ok: true, value: registration });
    expect(toHex(encodeMessage({ kind: 'positive-ack', fields: {} }, 'cp437', 42))).toBe('80000806061f7303000042');
    expect(toHex(encodeMessage({ kind: 'intermediate-status', fields: { code: '0a' } }, 'cp437', 7))).toBe(
      '04ff0a0a0006061f7303000007',
    );
    expect(sequenceOf(fromHex('06 01 07 04 00 00 00 00 01 90'))).toBeUndefined();
  });

  it('property: when any message is numbered, then the number is read and the message is the same', () => {
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 999_999 }), (message, number) => {
        const bytes = encodeMessage(message, 'cp437', number);
        expect(sequenceOf(bytes)).toBe(number);
        const read = decodeMessage(bytes);
        expect(read).toEqual({ ok: true, value: message });
      }),
      { numRuns: 500 },
    );
  });
});

const text = fc.string({ unit: fc.constantFrom(...'ABCabc019.,-'), maxLength: 40 });
const number = (size: number) => fc.nat(10 ** size - 1);
const digits = (size: number) => number(size).map((value) => String(value).padStart(size, '0'));
const hexByte = fc.nat(255).map((value) => value.toString(16).padStart(2, '0'));
const receiptType = fc.constantFrom('merchant', 'customer', 'administration');
const kind = <K extends ZvtMessage['kind'], F>(name: K, fields: fc.Arbitrary<F>) =>
  fields.map((value) => ({ kind: name, fields: value }) as ZvtMessage);

const messages: fc.Arbitrary<ZvtMessage> = fc.oneof(
  kind(
    'registration',
    fc.record(
      {
        password: digits(6),
        config: fc.nat(255),
        currency: number(3),
        serviceByte: fc.nat(255),
        permitted: fc.array(fc.constantFrom('06d1', '06d3'), { maxLength: 3 }),
        textCharset: fc.constantFrom('cp437', 'utf8'),
      },
      { requiredKeys: ['password', 'config', 'currency'] },
    ),
  ),
  kind(
    'authorisation',
    fc.record({ amount: number(12), currency: number(4), timeout: fc.nat(255) }, { requiredKeys: [] }),
  ),
  kind('reversal', fc.record({ password: digits(6), receiptNumber: digits(4) })),
  kind(
    'status-information',
    fc.record(
      {
        resultCode: hexByte,
        amount: number(12),
        traceNumber: digits(6),
        originalTraceNumber: digits(6),
        maskedPan: digits(4).map((tail) => `************${tail}`),
        terminalId: digits(8),
        merchantId: text.map((value) => value.slice(0, 15)),
        authorisationCode: text.map((value) => value.slice(0, 8)),
        additionalText: text,
        currency: number(4),
        receiptNumber: digits(4),
        cardName: text,
      },
      { requiredKeys: [] },
    ),
  ),
  kind('print-line', fc.record({ text, attribute: fc.nat(254), receiptType }, { requiredKeys: ['text', 'attribute'] })),
  kind('print-line', fc.record({ text: fc.constant(''), attribute: fc.constant(0xff), feeds: fc.nat(255) })),
  kind(
    'print-text-block',
    fc.record({
      receiptType: fc.option(receiptType, { nil: null }),
      lines: fc.array(fc.record({ text, attribute: fc.nat(126) }), { minLength: 1, maxLength: 40 }),
      complete: fc.boolean(),
    }),
  ),
  kind('abort', fc.record({ resultCode: hexByte, errorText: text }, { requiredKeys: ['resultCode'] })),
  kind('refund', fc.record({ password: digits(6), amount: number(12), currency: number(4) })),
  kind('diagnosis', fc.record({ type: fc.constantFrom(...DIAGNOSES.map(([name]) => name)) }, { requiredKeys: [] })),
  kind('initialisation', fc.record({ password: digits(6) })),
  kind('end-of-day', fc.record({ password: digits(6) })),
  kind('reset', fc.constant({})),
  kind('set-date-time', fc.record({ fullDate: digits(6), time: digits(6) })),
  kind('change-baud-rate', fc.record({ baudRate: fc.constantFrom(...BAUD_RATES.map(([rate]) => rate)) })),
);

describe('properties', () => {
  it('when any message is encoded, then it is decoded as the same message', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(decodeMessage(encodeMessage(message))).toEqual({ ok: true, value: message });
      }),
      { numRuns: 500 },
    );
  });

  it('when any bytes are decoded, then nothing throws', () => {
    const control = fc.constantFrom('0600', '0601', '060f', '061e', '06d1', '06d3', '040f', '04ff', '0620', '8000');
    fc.assert(
      fc.property(control, fc.uint8Array({ maxLength: 60 }), fc.boolean(), (command, data, enquiry) => {
        decodeMessage(fromHex(command + toHex(Uint8Array.of(data.length)) + toHex(data)), 'cp437', enquiry);
        decodeMessage(data, 'utf8', enquiry);
      }),
      { numRuns: 1_000 },
    );
  });
});
