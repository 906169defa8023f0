import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { build, createLogger } from 'vite';

export interface Bundle {
  readonly code: string;
  readonly warnings: readonly string[];
}

/** Bundles a program in `folder` with all its packages into one file. */
export async function bundle(folder: string, platform: 'page' | 'node', program: string): Promise<Bundle> {
  const input = join(folder, `${platform}-program.mjs`);
  writeFileSync(input, program);
  const warnings: string[] = [];
  const note = (text: string): void => void warnings.push(text);
  const built = await build({
    configFile: false,
    root: folder,
    publicDir: false,
    customLogger: { ...createLogger('silent'), warn: note, warnOnce: note },
    ...(platform === 'node' && { ssr: { noExternal: true } }),
    build: {
      write: false,
      ssr: platform === 'node',
      minify: false,
      target: 'es2023',
      modulePreload: false,
      rollupOptions: {
        input,
        // Without tree shaking the bundle has unused modules, as with esbuild.
        treeshake: false,
        output: platform === 'page' ? { format: 'iife' } : { codeSplitting: false },
      },
    },
  });
  const [result] = [built].flat();
  if (!result || !('output' in result)) throw new Error('vite watches instead of building');
  return { code: result.output[0].code, warnings };
}

/** Specimen zone of ICAO 9303-5. */
const ZONE = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];

const RECEIPT = {
  lines: [
    { text: 'Salam' },
    { columns: ['Dövlət rüsumu', '5,00 ₼'] },
    { qr: 'https://example.org/1' },
    {
      image: 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAABAQAAAADLe9LuAAAACklEQVR4nGMIBQAAVwBWP0MfTAAAAABJRU5ErkJggg==',
    },
  ],
  cut: true,
};
const printed = (model: string) =>
  `codec.encodeReceipt(${JSON.stringify(RECEIPT)}, codec.PRINTER_MODELS['${model}']), codec.PRINTER_MODELS['${model}']`;
const PRINTED = /"text":"Salam".*"data":"https:\/\/example.org\/1".*"kind":"raster","widthBytes":1,"height":1/;

const SCAN = `02 02 5D 51 31 4F 4B${' 00'.repeat(57)}`;

/** Bytes are from the protocols' manuals. */
export const CODECS = [
  {
    entry: 'drivers/payment-terminal/zvt',
    name: 'decodeZvt',
    args: "hex('06 01 07 04 00 00 00 00 01 90'), { serial: false }",
    answer: /"kind":"authorisation","fields":{"amount":190}/,
  },
  {
    entry: 'drivers/payment-terminal/zvt',
    name: 'encodeMessage',
    args: "{ kind: 'authorisation', fields: { amount: 190 } }",
    answer: /"1":1,"2":7,"3":4,/,
  },
  {
    entry: 'drivers/bill-validator/ccnet',
    name: 'decodeCcnet',
    args: "codec.encodeFrame(codec.encodeCommand({ kind: 'poll' }))",
    answer: /"from":"command","kind":"poll"/,
  },
  {
    entry: 'drivers/id-reader/pn532',
    name: 'decodePn532',
    args: "codec.encodeFrame(0xd4, codec.encodeCommand({ kind: 'get-firmware-version', fields: {} }))",
    answer: /"from":"host","kind":"get-firmware-version"/,
  },
  {
    entry: 'drivers/id-reader/mrz/codec',
    name: 'parseZone',
    args: JSON.stringify(ZONE),
    answer: /"surname":"ERIKSSON"/,
  },
  { entry: 'drivers/id-reader/mrz/codec', name: 'decodeMrz', args: JSON.stringify(ZONE), answer: /"valid":true/ },
  {
    entry: 'drivers/receipt-printer/escpos',
    name: 'decodePrinterBytes',
    args: printed('epson-tm-t20'),
    answer: PRINTED,
  },
  {
    entry: 'drivers/receipt-printer/star',
    name: 'decodePrinterBytes',
    args: printed('star-mc-print3'),
    answer: PRINTED,
  },
  {
    entry: 'drivers/scanner/hid-pos',
    name: 'decodeScans',
    args: `hex('${SCAN}'), codec.COMMON_LAYOUT`,
    answer: /"symbology":"qr","text":"OK"/,
  },
  {
    entry: 'drivers/keypad/hid-keys',
    name: 'decodeKeys',
    args: "hex('00 00 72 00 00 00 00 00'), codec.BOOT_KEYBOARD",
    answer: /"usages":\[458866\]/,
  },
] as const;

/** A program that imports whole entries of the package and puts the result of each codec in `answers`. */
export function pageProgram(entries: readonly string[]): string {
  return [
    ...entries.map((entry, index) => `import * as entry${index} from '${entry.replace('.', 'asan-kiosk')}';`),
    `const entries = { ${entries.map((entry, index) => `'${entry.slice(2)}': entry${index}`).join(', ')} };`,
    "const hex = (text) => Uint8Array.from(text.split(' '), (digits) => Number.parseInt(digits, 16));",
    'globalThis.answers = {};',
    ...CODECS.map(
      ({ entry, name, args }) =>
        `globalThis.answers['${entry} ${name}'] = ((codec) => codec.${name}(${args}))(entries['${entry}']);`,
    ),
  ].join('\n');
}

/** Globals of a page that the codecs use. Node's Buffer, process and require are missing. */
const PAGE_GLOBALS = { TextDecoder, TextEncoder, atob };

/** Runs a bundle without Node's globals and returns its `answers`. */
export function runAsPage(code: string): Readonly<Record<string, unknown>> {
  const page = createContext({ ...PAGE_GLOBALS });
  new Script(code).runInContext(page, { timeout: 10_000 });
  return new Script('globalThis.answers').runInContext(page);
}
