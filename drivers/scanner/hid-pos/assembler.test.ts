import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPAQUE_POS_DESCRIPTOR, POS_DESCRIPTOR } from '../../../simulators/scanner/descriptors.ts';
import type { FramerOutput } from '../../framer.ts';
import { parseReportDescriptor } from '../../hid/descriptor.ts';
import { extractCodeContent, symbologyOf, utf8Of } from './aim.ts';
import { type AssembledScan, CUT_SHORT_REASON, createScanAssembler, MAX_CODE_BYTES } from './assembler.ts';
import { decodeScanReport, encodeScan } from './codec.ts';
import { decodeScans } from './decode.ts';
import { COMMON_LAYOUT, findDeclaredLayout, MICROSCAN_LAYOUT } from './layout.ts';

const text = (value: string) => new TextEncoder().encode(value);
const words = (framed: readonly FramerOutput<AssembledScan>[]) =>
  framed.map((each) => (each.kind === 'frame' ? new TextDecoder().decode(each.body.data) : `(${each.why})`));

describe('createScanAssembler', () => {
  it('when a code takes three reports, then it is complete with the third', () => {
    const assembler = createScanAssembler(COMMON_LAYOUT);
    const reports = encodeScan(']Q1', text('x'.repeat(130)), COMMON_LAYOUT);
    expect(reports).toHaveLength(3);
    expect(reports.map((report) => words(assembler.feed(report)))).toEqual([[], [], ['x'.repeat(130)]]);
    expect(assembler.gap()).toEqual([]);
  });

  it('when two codes come one after the other, then both are read', () => {
    const assembler = createScanAssembler(COMMON_LAYOUT);
    const reports = [text('one'), text('two'.repeat(30))].flatMap((data) => encodeScan(']Q1', data, COMMON_LAYOUT));
    expect(words(reports.flatMap((report) => assembler.feed(report)))).toEqual(['one', 'two'.repeat(30)]);
  });

  it('when 1,000 reports of noise come, then each report is discarded and the next code is read', () => {
    const assembler = createScanAssembler(COMMON_LAYOUT);
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { minLength: 1000, maxLength: 1000 }), (noise) => {
        for (const report of noise) {
          for (const each of assembler.feed(report)) expect(each.kind).toBe('discarded');
          assembler.gap();
        }
        const good = encodeScan(']Q1', text('good'), COMMON_LAYOUT).flatMap((report) => assembler.feed(report));
        expect(words(good)).toEqual(['good']);
      }),
      { numRuns: 3, seed: 7 },
    );
  });

  it('when a malformed report comes inside a code, then the report is discarded and the code is read', () => {
    const assembler = createScanAssembler(COMMON_LAYOUT);
    const [first, second] = encodeScan(']Q1', text('y'.repeat(100)), COMMON_LAYOUT);
    const bad = first!.slice();
    bad[COMMON_LAYOUT.countAt] = 57;
    expect(words([...assembler.feed(first!), ...assembler.feed(bad), ...assembler.feed(second!)])).toEqual([
      '(says 57 bytes of data, but has room for 56)',
      'y'.repeat(100),
    ]);
  });

  it('when silence or another code interrupts a code, then the interrupted code is discarded as cut short', () => {
    const assembler = createScanAssembler(COMMON_LAYOUT);
    const [first] = encodeScan(']Q1', text('z'.repeat(100)), COMMON_LAYOUT);
    const [other] = encodeScan(']C0', text('other'), COMMON_LAYOUT);
    assembler.feed(first!);
    expect(words(assembler.gap())).toEqual([`(${CUT_SHORT_REASON})`]);
    assembler.feed(first!);
    expect(words(assembler.feed(other!))).toEqual([`(${CUT_SHORT_REASON})`, 'other']);
  });

  it('when a code never ends, then the endless code is discarded and the next code is read', () => {
    const assembler = createScanAssembler(COMMON_LAYOUT);
    const [endless] = encodeScan(']Q1', text('e'.repeat(100)), COMMON_LAYOUT);
    const framed = Array.from({ length: 127 }, () => assembler.feed(endless!)).flat();
    expect(framed).toMatchObject([{ kind: 'discarded', why: 'longer than any code' }]);
    expect(framed[0]?.kind === 'discarded' && framed[0].bytes.length).toBeLessThanOrEqual(MAX_CODE_BYTES + 56);
    const [next] = encodeScan(']C0', text('next'), COMMON_LAYOUT);
    expect(words(assembler.feed(next!))).toEqual(['next']);
  });

  it('when the layout has no continuation mark, then a full report may continue and silence ends the code', () => {
    const assembler = createScanAssembler(MICROSCAN_LAYOUT);
    const reports = encodeScan('', text('m'.repeat(124)), MICROSCAN_LAYOUT);
    expect(reports.flatMap((report) => assembler.feed(report))).toEqual([]);
    expect(words(assembler.gap())).toEqual(['m'.repeat(124)]);
    const [short] = encodeScan('', text('short'), MICROSCAN_LAYOUT);
    expect(words(assembler.feed(short!))).toEqual(['short']);
  });
});

describe('scan report', () => {
  /** Access-IS: 64-byte reports. */
  it('a code of 60 characters is encoded as 56 and 4, byte for byte', () => {
    const [first, second] = encodeScan(']Q1', text('0123456789'.repeat(6)), COMMON_LAYOUT);
    const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');
    expect(hex(first)).toBe(`02385d5131${'30313233343536373839'.repeat(6).slice(0, 112)}000001`);
    expect(hex(second)).toBe(`02045d513136373839${'00'.repeat(55)}`);
  });

  it.each([
    [[], 'report of no bytes is not 2'],
    [[1, 2, 3], 'report 1 is not 2'],
    [[2, 2, 3], '3 of 64 bytes'],
    [[2, 0, 0x41, 0x51, 0x31, ...new Array(59).fill(0)], 'its identifier is not an AIM identifier'],
    [[2, ...new Array(127).fill(0)], '128 of 64 bytes'],
  ])('when the report is %j, then it is refused: %s', (bytes, why) => {
    expect(decodeScanReport(Uint8Array.from(bytes), COMMON_LAYOUT)).toEqual({ ok: false, error: why });
  });

  it('any bytes in any layout survive a round trip', () => {
    const layouts = fc.constantFrom(COMMON_LAYOUT, MICROSCAN_LAYOUT);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), layouts, (data, layout) => {
        const assembler = createScanAssembler(layout);
        const aim = layout.aimAt === null ? '' : ']d2';
        const framed = encodeScan(aim, data, layout).flatMap((report) => assembler.feed(report));
        expect([...framed, ...assembler.gap()]).toEqual([{ kind: 'frame', body: { aim, data } }]);
      }),
    );
  });
});

describe('findDeclaredLayout', () => {
  const declared = (descriptor: Uint8Array) => {
    const parsed = parseReportDescriptor(descriptor);
    return parsed.ok ? findDeclaredLayout(parsed.value) : undefined;
  };

  it('when the descriptor declares the common layout, then findDeclaredLayout returns it', () => {
    expect(declared(POS_DESCRIPTOR)).toEqual(COMMON_LAYOUT);
  });

  it('when the descriptor declares no layout, then findDeclaredLayout returns null; when it declares another layout, then this layout is returned', () => {
    expect(declared(OPAQUE_POS_DESCRIPTOR)).toBeNull();
    const other = Buffer.from('058c0902a1018505150026ff00750895010501093b81029520058c09fe820201c0', 'hex');
    expect(declared(Uint8Array.from(other))).toEqual({
      reportId: 5,
      bytes: 34,
      countAt: 1,
      aimAt: null,
      dataAt: 2,
      dataBytes: 32,
      continued: null,
    });
  });
});

describe('AIM identifier and content', () => {
  it.each([
    [']Q1', 'qr'],
    [']C1', 'code-128'],
    [']E0', 'ean-upc'],
    [']L0', 'pdf-417'],
    [']z0', 'aztec'],
    [']X0', 'other'],
    ['', 'unknown'],
  ])('the identifier %s is decoded as %s', (aim, symbology) => expect(symbologyOf(aim)).toBe(symbology));

  it.each([
    [']Q1', 'a\\b', 'a\\b'],
    [']Q2', '\\000026Ə', 'Ə'],
    [']Q2', 'a\\\\b\\000003c', 'a\\b' + 'c'],
    [']Q2', 'end\\', 'end\\'],
    [']Q1', 'line\r\n', 'line'],
    [']Q1', 'line\r', 'line'],
    [']Q1', 'two\nlines\n', 'two\nlines'],
    [']Q1', '', ''],
  ])('with identifier %s, %j is decoded as %j', (aim, sent, said) =>
    expect(utf8Of(extractCodeContent(aim, text(sent)))).toBe(said),
  );

  it('when the bytes are not UTF-8, then the text is null', () => {
    expect(utf8Of(Uint8Array.of(0xd6, 0x64))).toBeNull();
  });
});

describe('decodeScans', () => {
  it.each(['', '\r', '\r\n'])('when a report carries %j alone, then it is no code', (sent) => {
    const [report] = encodeScan(']Q1', text(sent), COMMON_LAYOUT);
    expect(decodeScans(report!, COMMON_LAYOUT)).toMatchObject({ codes: [], discarded: [{ why: 'an empty code' }] });
  });

  it('whole reports are decoded as codes, and other bytes are listed as discarded', () => {
    const reports = [...encodeScan(']Q1', text('ə'.repeat(40)), COMMON_LAYOUT), new Uint8Array(64)];
    expect(decodeScans(Uint8Array.from(Buffer.concat(reports)), COMMON_LAYOUT)).toEqual({
      codes: [{ aim: ']Q1', symbology: 'qr', text: 'ə'.repeat(40), bytes: 'c999'.repeat(40) }],
      discarded: [{ bytes: '00'.repeat(64), why: 'report 0 is not 2' }],
    });
  });
});
