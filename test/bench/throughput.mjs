// @ts-check
import { parse } from 'mrz';
import { parseMRZ } from 'mrz-fast';
import { Bench } from 'tinybench';
import { rounded } from './numbers.mjs';
import { OTHER_ENCODERS } from './other-encoders.mjs';

/** Milliseconds for each row. After half of this time the median is steady within a few per cent. */
const TIME_MS = 600;
const WARM_UP_MS = 200;

/** An invented person. `mrz` refuses the specimens of ICAO Doc 9303: Utopia is not in its list of states. */
const PERSON = {
  issuer: 'AZE',
  documentNumber: 'AA1204587',
  nationality: 'AZE',
  surname: 'MAMMADOVA',
  givenNames: 'AYSEL',
  sex: /** @type {const} */ ('F'),
  birthDate: '900315',
  expiryDate: '320514',
};

/**
 * One row of the second table.
 *
 * @typedef {object} Speed
 * @property {string} task
 * @property {string} by ours, or the npm package
 * @property {number} perSecond from the median time
 * @property {string} [note]
 */

/** `bytes` of one run, if the row counts bytes. */
/** @typedef {{ task: string, by: string, note?: string, bytes?: number, run: () => unknown, works: (result: never) => boolean }} Row */

/**
 * Measures decoding and encoding, compared with npm packages. Each result is checked before it is timed: a package that refuses its input
 * is not fast.
 *
 * @param {import('./sources.mjs').Sources} sources
 * @param {import('../../drivers/receipt-printer/contract.ts').Receipt} receipt
 * @returns {Promise<Speed[]>}
 */
export async function measureThroughput(sources, receipt) {
  const rows = [...zones(sources), zvt(sources), ...framers(sources), ...receipts(sources, receipt)];
  const bench = new Bench({ time: TIME_MS, warmupTime: WARM_UP_MS });
  for (const { task, by, run, works } of rows) {
    if (!works(/** @type {never} */ (run()))) throw new Error(`${by} does not do this: ${task}`);
    bench.add(`${task}, ${by}`, run);
  }
  const tasks = await bench.run();
  return rows.map(({ task, by, note, bytes = 1 }, at) => {
    const result = tasks[at]?.result;
    if (!result || !('latency' in result)) throw new Error(`${by} was not timed: ${task}`);
    return {
      task,
      by,
      perSecond: rounded((bytes * 1_000) / result.latency.p50),
      ...(note === undefined ? {} : { note }),
    };
  });
}

/**
 * @param {import('./sources.mjs').Sources} sources
 * @returns {Row[]}
 */
function zones({ parseZone, decodeMrz, formatZone }) {
  const card = formatZone({ ...PERSON, format: 'TD1', documentCode: 'I', optional: ['5ZK1C7M', ''] });
  const passport = formatZone({ ...PERSON, format: 'TD3', documentCode: 'P', optional: ['5ZK1C7M'] });
  const valid = (/** @type {{ ok: boolean, value: { valid: boolean } }} */ read) => read.ok && read.value.valid;
  const theirs = (/** @type {{ valid: boolean }} */ read) => read.valid;
  const ours = [
    { by: 'ours, parseZone', decode: parseZone },
    { by: 'ours, decodeMrz', decode: decodeMrz },
  ];
  const both = [
    { task: 'MRZ decode, card (TD1)', lines: card },
    { task: 'MRZ decode, passport (TD3)', lines: passport },
  ].flatMap(({ task, lines }) => [
    ...ours.map(({ by, decode }) => ({ task, by, run: () => decode(lines), works: valid })),
    { task, by: 'mrz', run: () => parse(lines), works: theirs },
  ]);
  const passports = { task: 'MRZ decode, passport (TD3)', by: 'mrz-fast', note: 'reads no cards' };
  return [...both, { ...passports, run: () => parseMRZ(/** @type {[string, string]} */ (passport)), works: theirs }];
}

/**
 * @param {import('./sources.mjs').Sources} sources
 * @returns {Row}
 */
function zvt({ decodeZvt, encodeMessage, encodeSerialFrame }) {
  const apdu = encodeMessage(
    {
      kind: 'status-information',
      fields: {
        resultCode: '00',
        amount: 500,
        currency: 944,
        terminalId: '52005312',
        traceNumber: '000041',
        receiptNumber: '0041',
        cardName: 'VISA',
        additionalText: 'Təsdiqləndi',
      },
    },
    'utf8',
  );
  const frame = encodeSerialFrame(apdu);
  return {
    task: `ZVT decode, status information in its serial frame (${frame.length} bytes)`,
    by: 'ours, decodeZvt',
    note: 'alone: no npm package to set beside it',
    run: () => decodeZvt(frame, { serial: true, charset: 'utf8' }),
    works: (/** @type {import('../../drivers/payment-terminal/zvt/decode.ts').DecodedZvt} */ read) =>
      read.messages[0]?.kind === 'status-information' && read.discarded.length === 0,
  };
}

const CHUNK_BYTES = 32;
const FRAMES = 100;

/**
 * @param {import('./sources.mjs').Sources} sources
 * @returns {Row[]}
 */
function framers({ FRAMERS }) {
  return FRAMERS.map(({ name, create, frame }) => {
    const stream = Buffer.concat(Array.from({ length: FRAMES }, () => frame));
    const chunks = Array.from({ length: Math.ceil(stream.length / CHUNK_BYTES) }, (_, at) =>
      stream.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES),
    );
    return {
      task: `bytes framed, ${name}, in chunks of ${CHUNK_BYTES}`,
      by: 'ours',
      note: `frames of ${frame.length} bytes; no npm package to set beside it`,
      bytes: stream.length,
      run: () => {
        const framer = create();
        return chunks.flatMap((chunk) => framer.feed(chunk)).length;
      },
      works: (/** @type {number} */ framed) => framed === FRAMES,
    };
  });
}

/**
 * @param {import('./sources.mjs').Sources} sources
 * @param {import('../../drivers/receipt-printer/contract.ts').Receipt} receipt
 * @returns {Row[]}
 */
function receipts({ encodeReceipt, decodePrinterBytes, requirePrinterModel }, receipt) {
  const model = requirePrinterModel('epson-tm-t20');
  const bytes = encodeReceipt(receipt, model);
  const long = (/** @type {Uint8Array} */ written) => written.length > 1_000;
  /** @param {Uint8Array} written */
  const lost = (written) => {
    const texts = decodePrinterBytes(written, model).commands.flatMap((each) =>
      each.kind === 'text' ? [each.text] : [],
    );
    return texts.join('').split('?').length - 1;
  };
  const task = 'ESC/POS encode, standard receipt';
  const ours = { by: 'ours, encodeReceipt', encode: () => encodeReceipt(receipt, model) };
  const others = OTHER_ENCODERS.map(({ by, encode }) => ({ by, encode: () => encode(receipt) }));
  return [
    ...[ours, ...others].map(({ by, encode }) => {
      const written = encode();
      return {
        task,
        by,
        note: `${written.length} bytes, ${lost(written)} letters printed as ?`,
        run: encode,
        works: long,
      };
    }),
    {
      task: `ESC/POS decode, standard receipt (${bytes.length} bytes)`,
      by: 'ours, decodePrinterBytes',
      run: () => decodePrinterBytes(bytes, model),
      works: (/** @type {import('../../drivers/receipt-printer/dialects/decode.ts').DecodedPrinterBytes} */ read) =>
        read.discarded.length === 0 && read.commands.some(({ kind }) => kind === 'qr-store'),
    },
  ];
}
