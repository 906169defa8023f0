import { parseCheckpoint } from '../../device/proof/checkpoint.ts';
import { parseNote } from '../../device/proof/note.ts';
import { decodeReceiptProof } from '../../device/proof/receipt-proof.ts';
import { classifyScannedCode } from '../../device/scan/codes.ts';
import { parseIntentMessage } from '../../device/web/intent.ts';
import { createCcnetFramer } from '../../drivers/bill-validator/ccnet/framer.ts';
import { decodeIpp } from '../../drivers/document-printer/ipp/decode.ts';
import type { Framer } from '../../drivers/framer.ts';
import { parseReportDescriptor } from '../../drivers/hid/descriptor.ts';
import { toDefiniteLengths } from '../../drivers/id-reader/emrtd/ber.ts';
import { readSignedData } from '../../drivers/id-reader/emrtd/cms.ts';
import { readTlvs as readChipTlvs } from '../../drivers/id-reader/emrtd/tlv.ts';
import { createDialectFramer } from '../../drivers/id-reader/mrz/dialect.ts';
import { createElyctisFramer } from '../../drivers/id-reader/mrz/elyctis.ts';
import { createLineFramer } from '../../drivers/id-reader/mrz/lines.ts';
import { createPn532Framer } from '../../drivers/id-reader/pn532/framer.ts';
import { decodeApdu } from '../../drivers/payment-terminal/zvt/apdu.ts';
import { readBmps } from '../../drivers/payment-terminal/zvt/bmp.ts';
import { maskCardNumbers, withoutCardNumbers } from '../../drivers/payment-terminal/zvt/card-numbers.ts';
import { decodeText } from '../../drivers/payment-terminal/zvt/charset.ts';
import { createSerialFramer, createTcpFramer } from '../../drivers/payment-terminal/zvt/framer.ts';
import { readTlvs as readZvtTlvs } from '../../drivers/payment-terminal/zvt/tlv.ts';
import { createPrinterFramer } from '../../drivers/receipt-printer/escpos/framer.ts';
import { createCommandParser } from '../../drivers/receipt-printer/escpos/parser.ts';
import { decodePng } from '../../drivers/receipt-printer/paper/png-read.ts';
import { createStarFramer } from '../../drivers/receipt-printer/star/framer.ts';
import { createStarParser } from '../../drivers/receipt-printer/star/parser.ts';
import { createScanAssembler } from '../../drivers/scanner/hid-pos/assembler.ts';
import { COMMON_LAYOUT } from '../../drivers/scanner/hid-pos/layout.ts';

interface StreamParser {
  readonly name: string;
  readonly create: () => Pick<Framer<unknown>, 'feed' | 'gap'>;
  /** Hex that makes the parser wait, search again or restart. The test repeats it. */
  readonly worst: readonly string[];
  /** Most bytes that the parser may hold when an endless stream stops. */
  readonly holdsAtMost: number;
}

interface WholeParser {
  readonly name: string;
  readonly parse: (bytes: Uint8Array) => unknown;
  readonly worst: readonly string[];
}

/** A command parser has no `gap`: the waiting bytes count as discarded. */
function commands(create: typeof createCommandParser): StreamParser['create'] {
  return () => {
    const parser = create();
    return {
      feed(chunk) {
        parser.feed(chunk);
        return [];
      },
      gap: () => [{ kind: 'discarded', bytes: parser.waiting(), why: 'waiting' }],
    };
  };
}

const REPORT_BYTES = 64;

/** Parsers that get a stream in pieces. `linear.test.ts` fails for a parser in `drivers/` that is not listed. */
export const STREAM_PARSERS: readonly StreamParser[] = [
  {
    name: 'createCcnetFramer',
    create: createCcnetFramer,
    worst: ['02', '0203', '0203fa', '02030000040002', '020300300400'],
    holdsAtMost: 1_024,
  },
  {
    name: 'createPn532Framer',
    create: createPn532Framer,
    worst: ['00', '00ff', '0000ffff01', '00ffffff0109f6', '00ffff01d5', '00ff01ff7f'],
    holdsAtMost: 280,
  },
  {
    name: 'createSerialFramer',
    create: createSerialFramer,
    worst: ['10', '1002', '100210', '10021010', '100210100210030000', '10021003', '100206', '1002061010'],
    holdsAtMost: 131_086,
  },
  {
    name: 'createTcpFramer',
    create: createTcpFramer,
    worst: ['04', '040f27', '040f2700', '040f270027002700', '06d3ffffff', '040fff27', '800000', '27', '040f27000600'],
    holdsAtMost: 65_540,
  },
  {
    name: 'createPrinterFramer',
    create: createPrinterFramer,
    worst: ['5f', '00', '12', '10', '37', '3725', '1000', '5f5e', '5fff', '1311'],
    holdsAtMost: 82,
  },
  {
    name: 'createStarFramer',
    create: createStarFramer,
    worst: ['01', '2f', '2f00', '23', '2f0002', 'ff', '1113'],
    holdsAtMost: 15,
  },
  {
    name: 'createCommandParser',
    create: commands(createCommandParser),
    worst: [
      '1d763000ffffffff',
      '1d76300001000100',
      '1d6b00',
      '1d3800ffffffff',
      '1b2a21ffff',
      '1b44',
      '1b26ff00ff',
      '1b260300ffff',
      '10040110',
      '1d286bffff',
      '1c28',
      '1014080103140106',
      '41',
      '1d6b0041',
    ],
    holdsAtMost: 600_000,
  },
  {
    name: 'createStarParser',
    create: commands(createStarParser),
    worst: ['1b1d5301ffffffff00', '1b1d7944ffffffff', '1b0601', '1b061b', '41', '1b1d79'],
    holdsAtMost: 600_000,
  },
  {
    name: 'createLineFramer',
    create: createLineFramer,
    worst: ['41', '0d', '410d', '0a', '02', '80', '3c3c3c0d'],
    holdsAtMost: 90,
  },
  {
    name: 'createScanFramer',
    create: () => createDialectFramer({ name: 'lines' }),
    worst: ['41', '0d', '410d', '0a', '02', '80', '3c3c3c3c3c3c0d'],
    holdsAtMost: 400,
  },
  {
    name: 'createDialectFramer',
    create: () => createDialectFramer({ name: '3m' }),
    worst: ['01', '014f5502', '014f55020041', '014f550203', '01004f', '41'],
    holdsAtMost: 400,
  },
  {
    name: 'createZoneBlockFramer',
    create: () => createDialectFramer({ name: 'desko', prefix: '4f4f4f', suffix: '4f4f' }),
    worst: ['4f', '02', '4f4f4f02', '4f4f4f0241', '4f4f4f0203', '4f4f4f024103'],
    holdsAtMost: 400,
  },
  {
    name: 'createElyctisFramer',
    create: createElyctisFramer,
    worst: ['49', '490000', '4900a0', '49009f41', '430001', '4c00a041'],
    holdsAtMost: 400,
  },
  {
    name: 'createScanAssembler',
    create: () => {
      const assembler = createScanAssembler(COMMON_LAYOUT);
      return {
        feed(chunk) {
          const found: ReturnType<typeof assembler.feed> = [];
          for (let at = 0; at < chunk.length; at += REPORT_BYTES)
            found.push(...assembler.feed(chunk.subarray(at, at + REPORT_BYTES)));
          return found;
        },
        gap: assembler.gap,
      };
    },
    worst: ['02', `0200${'5d5131'}${'00'.repeat(58)}01`, `0238${'5d5131'}${'41'.repeat(58)}01`],
    holdsAtMost: 7_089,
  },
];

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Parsers of whole inputs: any length, from untrusted sources. */
export const WHOLE_PARSERS: readonly WholeParser[] = [
  { name: 'parseReportDescriptor', parse: parseReportDescriptor, worst: ['a100', 'fe00', 'a4', '85ff', '0501'] },
  { name: 'toDefiniteLengths', parse: toDefiniteLengths, worst: ['3080', '30800000', '2480', '0400', '308004010041'] },
  { name: 'readTlvs', parse: readChipTlvs, worst: ['0400', '3084', '5f1f00'] },
  { name: 'readSignedData', parse: readSignedData, worst: ['3080', '0400', '3084000fff00'] },
  { name: 'readBmps', parse: readBmps, worst: ['2700', '060100', '060026', '22f0f0'] },
  { name: 'readTlvs', parse: readZvtTlvs, worst: ['0100', '1f0100', '018101'] },
  { name: 'decodeApdu', parse: decodeApdu, worst: ['040f27', '040f2700', '06d3ff'] },
  { name: 'withoutCardNumbers', parse: withoutCardNumbers, worst: ['31', '313131313131ff', '00'] },
  {
    name: 'maskCardNumbers',
    parse: (bytes) => maskCardNumbers(text(bytes)),
    worst: ['31', '3120', '3030', '34313131313131313131313131313131312d'],
  },
  { name: 'decodeText', parse: (bytes) => decodeText(bytes, 'latin1'), worst: ['41', '31', '3120'] },
  { name: 'decodeIpp', parse: decodeIpp, worst: ['02', '44', '0244000000', '34000000', '4a00000001'] },
  { name: 'decodePng', parse: decodePng, worst: ['89504e470d0a1a0a0000000049484452', '00'] },
  {
    name: 'decodeReceiptProof',
    parse: (bytes) => decodeReceiptProof(text(bytes)),
    worst: ['41', '4151', '415f', '2d'],
  },
  { name: 'parseNote', parse: (bytes) => parseNote(text(bytes)), worst: ['0a', '410a', '0a0ae28094', '41'] },
  { name: 'parseCheckpoint', parse: (bytes) => parseCheckpoint(text(bytes)), worst: ['0a', '410a', '310a'] },
  {
    name: 'classifyScannedCode',
    parse: (bytes) =>
      classifyScannedCode(text(bytes), 'enteringCode', {
        statusUrl: 'https://status.example/a/',
        takesAnswer: () => false,
      }),
    worst: ['68747470733a2f2f612f', '2d', '4b352d', '25', '3f6e756d6265723d', '2f'],
  },
  { name: 'parseIntentMessage', parse: (bytes) => parseIntentMessage(text(bytes)), worst: ['5b', '7b22', '22', '31'] },
];
