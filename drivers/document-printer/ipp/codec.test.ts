import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex } from '../../bytes.ts';
import { decodeIpp } from './decode.ts';
import { encodeIpp } from './encode.ts';
import { type IppAttribute, type IppMessage, type IppValue, ippAttribute } from './message.ts';
import { GROUP_TAGS, OUT_OF_BAND_TAGS, TEXT_TAGS } from './tags.ts';

/** Column "Octets" of RFC 8010, appendix A: hex, or text after an apostrophe. */
const octets = (...column: readonly string[]): Uint8Array =>
  concatBytes(
    column.map((entry) => (entry.startsWith("'") ? new TextEncoder().encode(entry.slice(1)) : fromHex(entry))),
  );

const CHARSET_AND_LANGUAGE = [
  '01',
  '47',
  '0012',
  "'attributes-charset",
  '0005',
  "'utf-8",
  '48',
  '001b',
  "'attributes-natural-language",
  '0005',
  "'en-us",
];
const PINETREE = 'ipp://printer.example.com/ipp/print/pinetree';
const PRINTER_URI = ['45', '000b', "'printer-uri", '002c', `'${PINETREE}`];

const OPERATION = [
  ippAttribute.text('attributes-charset', 'charset', 'utf-8'),
  ippAttribute.text('attributes-natural-language', 'naturalLanguage', 'en-us'),
];
const message = (code: number, requestId: number, groups: IppMessage['groups'], data = ''): IppMessage => ({
  version: '1.1',
  code,
  requestId,
  groups,
  data: new TextEncoder().encode(data),
});

describe('a Print-Job request (RFC 8010, A.1)', () => {
  const bytes = octets(
    ...['0101', '0002', '00000001', ...CHARSET_AND_LANGUAGE, ...PRINTER_URI],
    ...['42', '0008', "'job-name", '0006', "'foobar"],
    ...['22', '0016', "'ipp-attribute-fidelity", '0001', '01'],
    ...['02', '21', '0006', "'copies", '0004', '00000014'],
    ...['44', '0005', "'sides", '0013', "'two-sided-long-edge"],
    ...['03', "'%!PDF"],
  );
  const meaning = message(
    ...([2, 1] as const),
    [
      {
        group: 'operation',
        attributes: [
          ...OPERATION,
          ippAttribute.text('printer-uri', 'uri', PINETREE),
          ippAttribute.text('job-name', 'name', 'foobar'),
          ippAttribute.flag('ipp-attribute-fidelity', true),
        ],
      },
      {
        group: 'job',
        attributes: [ippAttribute.integer('copies', 20), ippAttribute.text('sides', 'keyword', 'two-sided-long-edge')],
      },
    ],
    '%!PDF',
  );

  it('when the Print-Job example is decoded, then attributes and document are as in the RFC', () =>
    expect(decodeIpp(bytes)).toEqual({ ok: true, value: meaning }));
  it('when the message of the Print-Job example is encoded, then its bytes are the bytes of the example', () =>
    expect(encodeIpp(meaning)).toEqual(bytes));
  it('when the request is cut anywhere before its document, then it is refused', () => {
    for (let length = 0; length < bytes.length - '%!PDF'.length; length += 1)
      expect(decodeIpp(bytes.slice(0, length))).toMatchObject({ ok: false });
  });
});

describe('a Print-Job response with an unsupported value (RFC 8010, A.3)', () => {
  const bytes = octets(
    ...['0101', '040b', '00000001', ...CHARSET_AND_LANGUAGE],
    ...['41', '000e', "'status-message", '002f', "'client-error-attributes-or-values-not-supported"],
    ...['05', '21', '0006', "'copies", '0004', '00000014'],
    ...['10', '0005', "'sides", '0000', '03'],
  );

  it('when the response is decoded, then the unsupported values and attributes are named', () => {
    const decoded = decodeIpp(bytes);
    expect(decoded).toMatchObject({ ok: true, value: { code: 0x040b } });
    expect(decoded.ok && decoded.value.groups[1]).toEqual({
      group: 'unsupported',
      attributes: [
        ippAttribute.integer('copies', 20),
        { name: 'sides', values: [{ syntax: 'out-of-band', value: 'unsupported' }] },
      ],
    });
    expect(decoded.ok && encodeIpp(decoded.value)).toEqual(bytes);
  });
});

describe('a collection with a collection in it (RFC 8010, 3.1.6 and A.7)', () => {
  const bytes = octets(
    ...['0101', '0005', '00000001', ...CHARSET_AND_LANGUAGE, ...PRINTER_URI],
    ...['02', '34', '0009', "'media-col", '0000'],
    ...['4a', '0000', '000a', "'media-size", '34', '0000', '0000'],
    ...['4a', '0000', '000b', "'x-dimension", '21', '0000', '0004', '00005208'],
    ...['4a', '0000', '000b', "'y-dimension", '21', '0000', '0004', '00007404'],
    ...['37', '0000', '0000'],
    ...['4a', '0000', '000a', "'media-type", '44', '0000', '0005', "'paper"],
    ...['37', '0000', '0000', '03'],
  );
  const size = [ippAttribute.integer('x-dimension', 21_000), ippAttribute.integer('y-dimension', 29_700)];
  const mediaCol: IppAttribute = {
    name: 'media-col',
    values: [
      {
        syntax: 'collection',
        members: [
          { name: 'media-size', values: [{ syntax: 'collection', members: size }] },
          ippAttribute.text('media-type', 'keyword', 'paper'),
        ],
      },
    ],
  };

  it('when the collection is decoded and encoded, then its bytes are the same', () => {
    const decoded = decodeIpp(bytes);
    expect(decoded.ok && decoded.value.groups[1]).toEqual({ group: 'job', attributes: [mediaCol] });
    expect(decoded.ok && encodeIpp(decoded.value)).toEqual(bytes);
  });

  it('when collections are nested, then 8 levels are read and 9 are refused', () => {
    const nested = (depth: number): IppValue =>
      depth === 0
        ? { syntax: 'integer', value: 1 }
        : { syntax: 'collection', members: [{ name: 'm', values: [nested(depth - 1)] }] };
    const of = (depth: number) =>
      decodeIpp(encodeIpp(message(5, 1, [{ group: 'job', attributes: [{ name: 'x', values: [nested(depth)] }] }])));
    expect(of(8).ok).toBe(true);
    expect(of(9)).toMatchObject({ ok: false, error: { why: 'collections more than 8 deep' } });
  });
});

it('when a Get-Jobs request has several values with one name, then all are decoded and encoded (RFC 8010, A.8)', () => {
  const bytes = octets(
    ...['0101', '000a', '0000007b', ...CHARSET_AND_LANGUAGE, ...PRINTER_URI],
    ...['21', '0005', "'limit", '0004', '00000032'],
    ...['44', '0014', "'requested-attributes", '0006', "'job-id"],
    ...['44', '0000', '0008', "'job-name", '44', '0000', '000f', "'document-format", '03'],
  );
  const attributes = [
    ...OPERATION,
    ippAttribute.text('printer-uri', 'uri', PINETREE),
    ippAttribute.integer('limit', 50),
    ippAttribute.text('requested-attributes', 'keyword', 'job-id', 'job-name', 'document-format'),
  ];
  const meaning = message(0x0a, 123, [{ group: 'operation', attributes }]);
  expect(decodeIpp(bytes)).toEqual({ ok: true, value: meaning });
  expect(encodeIpp(meaning)).toEqual(bytes);
});

it('when a Get-Jobs response has a group for each job, then all are decoded, also an empty one (RFC 8010, A.9)', () => {
  const bytes = octets(
    ...['0101', '0000', '0000007b', ...CHARSET_AND_LANGUAGE],
    ...['02', '21', '0006', "'job-id", '0004', '00000093', '36', '0008', "'job-name", '000c'],
    ...['0005', "'fr-ca", '0003', "'fou", '02'],
    ...['02', '21', '0006', "'job-id", '0004', '00000094', '36', '0008', "'job-name", '000f'],
    ...['0005', "'de-CH", '0006', "'isch g", '03'],
  );
  const job = (id: number, language: string, text: string): IppMessage['groups'][number] => ({
    group: 'job',
    attributes: [
      ippAttribute.integer('job-id', id),
      { name: 'job-name', values: [{ syntax: 'nameWithLanguage', language, text }] },
    ],
  });
  const meaning = message(0, 123, [
    { group: 'operation', attributes: OPERATION },
    job(147, 'fr-ca', 'fou'),
    { group: 'job', attributes: [] },
    job(148, 'de-CH', 'isch g'),
  ]);
  expect(decodeIpp(bytes)).toEqual({ ok: true, value: meaning });
  expect(encodeIpp(meaning)).toEqual(bytes);
});

const int32 = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
const someBytes = fc.uint8Array({ maxLength: 40 });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const plainValue: fc.Arbitrary<IppValue> = fc.oneof(
  fc.record({
    syntax: fc.constant('out-of-band' as const),
    value: fc.constantFrom(...(Object.keys(OUT_OF_BAND_TAGS) as (keyof typeof OUT_OF_BAND_TAGS)[])),
  }),
  fc.record({ syntax: fc.constantFrom('integer' as const, 'enum' as const), value: int32 }),
  fc.record({ syntax: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({ syntax: fc.constant('octetString' as const), bytes: someBytes }),
  fc.record({ syntax: fc.constant('dateTime' as const), bytes: fc.uint8Array({ minLength: 11, maxLength: 11 }) }),
  fc.record({
    syntax: fc.constant('resolution' as const),
    across: int32,
    along: int32,
    unit: fc.constantFrom(3, 4),
  }),
  fc.record({ syntax: fc.constant('rangeOfInteger' as const), lower: int32, upper: int32 }),
  fc.record({
    syntax: fc.constantFrom('textWithLanguage' as const, 'nameWithLanguage' as const),
    language: text,
    text,
  }),
  fc.record({ syntax: fc.constantFrom(...(Object.keys(TEXT_TAGS) as (keyof typeof TEXT_TAGS)[])), text }),
  fc.record({ syntax: fc.constant('other' as const), tag: fc.constantFrom(0x24, 0x3f, 0x5a, 0x7f), bytes: someBytes }),
);
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const attributeOf = (value: fc.Arbitrary<IppValue>): fc.Arbitrary<IppAttribute> =>
  fc.record({ name, values: fc.array(value, { minLength: 1, maxLength: 3 }) });
const collection = (value: fc.Arbitrary<IppValue>): fc.Arbitrary<IppValue> =>
  fc.record({ syntax: fc.constant('collection' as const), members: fc.array(attributeOf(value), { maxLength: 3 }) });
const value = fc.oneof(plainValue, collection(fc.oneof(plainValue, collection(plainValue))));
const anyMessage: fc.Arbitrary<IppMessage> = fc.record({
  version: fc.constantFrom('1.0', '1.1', '2.0', '2.2'),
  code: fc.integer({ min: 0, max: 0xffff }),
  requestId: int32,
  groups: fc.array(
    fc.record({
      group: fc.constantFrom(...(Object.keys(GROUP_TAGS) as (keyof typeof GROUP_TAGS)[])),
      attributes: fc.array(attributeOf(value), { maxLength: 4 }),
    }),
    { maxLength: 3 },
  ),
  data: someBytes,
});

describe('any message', () => {
  it('when any message is encoded, then it is decoded as the same message', () => {
    fc.assert(
      fc.property(anyMessage, (its) => {
        expect(decodeIpp(encodeIpp(its))).toEqual({ ok: true, value: its });
      }),
      { numRuns: 300 },
    );
  });

  it('when a byte is changed or the end is cut, then decoding does not throw', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat(), (its, at, byte, cut) => {
        const bytes = encodeIpp(its);
        bytes[at % bytes.length] = byte;
        expect(decodeIpp(bytes.slice(0, bytes.length - (cut % 3)))).toHaveProperty('ok');
      }),
      { numRuns: 500 },
    );
  });
});

it('when an attribute, value or member is out of place, then the error says why', () => {
  const why = (...column: readonly string[]) => {
    const decoded = decodeIpp(octets('0101', '0000', '00000001', ...column));
    return decoded.ok ? null : decoded.error.why;
  };
  expect(why('21', '0001', "'x", '0004', '00000001', '03')).toBe('an attribute outside of any group');
  expect(why('02', '21', '0000', '0004', '00000001', '03')).toBe('a further value without an attribute before it');
  expect(why('02', '34', '0001', "'x", '0000', '21', '0000', '0004', '00000001', '37', '0000', '0000', '03')).toBe(
    'a member of a collection without a name',
  );
  expect(why('02', '34', '0001', "'x", '0000', '4a', '0000', '0001', "'m", '37', '0000', '0000', '03')).toBe(
    'a member of a collection without a value',
  );
  expect(why('02', '41', '0001', "'x", '7fff', "'short", '03')).toBe('ends too early');
});

it('when the length of a value does not fit its syntax, then its bytes are kept', () => {
  const decoded = decodeIpp(octets('0101', '0000', '00000001', '02', '21', '0001', "'x", '0002', '0001', '03'));
  expect(decoded.ok && decoded.value.groups[0]?.attributes[0]?.values).toEqual([
    { syntax: 'other', tag: 0x21, bytes: Uint8Array.of(0, 1) },
  ]);
});

it('when a field is longer than a signed short allows, then encoding throws', () => {
  const long = message(2, 1, [
    { group: 'operation', attributes: [ippAttribute.text('x', 'text', 'a'.repeat(0x8000))] },
  ]);
  expect(() => encodeIpp(long)).toThrow('too many');
});
