// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { fromRoot, root } from '../tools/root.mjs';

/** What is measured, by the name it gets in the bundle. */
const ENTRIES = {
  zone: 'drivers/id-reader/mrz/codec.ts',
  mrz: 'drivers/id-reader/mrz/decode.ts',
  zvt: 'drivers/payment-terminal/zvt/decode.ts',
  zvtFramer: 'drivers/payment-terminal/zvt/framer.ts',
  zvtCodec: 'drivers/payment-terminal/zvt/codec.ts',
  framers: 'test/bench/framers.ts',
  chipRead: 'test/bench/chip-read.ts',
  escposEncode: 'drivers/receipt-printer/escpos/encode.ts',
  escposDecode: 'drivers/receipt-printer/escpos/decode.ts',
  escposProfile: 'drivers/receipt-printer/escpos/profile.ts',
};

/**
 * @typedef {typeof import('../../drivers/id-reader/mrz/codec.ts')
 *   & typeof import('../../drivers/id-reader/mrz/decode.ts')
 *   & typeof import('../../drivers/payment-terminal/zvt/decode.ts')
 *   & typeof import('../../drivers/payment-terminal/zvt/framer.ts')
 *   & typeof import('../../drivers/payment-terminal/zvt/codec.ts')
 *   & typeof import('./framers.ts')
 *   & typeof import('./chip-read.ts')
 *   & Pick<typeof import('../../drivers/receipt-printer/escpos/encode.ts'), 'encodeReceipt'>
 *   & Pick<typeof import('../../drivers/receipt-printer/escpos/decode.ts'), 'decodeEscpos'>
 *   & typeof import('../../drivers/receipt-printer/escpos/profile.ts')} Sources
 */

/**
 * The drivers' byte modules as JavaScript that this Node can load, the packages they use included.
 *
 * @returns {Promise<Sources>}
 */
export async function loadSources() {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-bench-'));
  const input = Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, fromRoot(file)]));
  try {
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      ssr: { noExternal: true },
      build: {
        ssr: true,
        target: 'node20',
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: {
          input,
          output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
        },
      },
    });
    const modules = await Promise.all(
      Object.keys(ENTRIES).map((name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href)),
    );
    return Object.assign({}, ...modules);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns {import('../../drivers/receipt-printer/contract.ts').Receipt} the standard receipt, in az and ru, with a QR code */
export const standardReceipt = () => JSON.parse(readFileSync(fromRoot('test/bench/receipt.json'), 'utf8'));
