// @ts-check
import { readFileSync } from 'node:fs';
import { fromRoot } from '../tools/root.mjs';
import { loadBundled } from './bundled.mjs';

const ENTRIES = {
  zone: 'drivers/id-reader/mrz/codec.ts',
  mrz: 'drivers/id-reader/mrz/decode.ts',
  zvt: 'drivers/payment-terminal/zvt/decode.ts',
  zvtFramer: 'drivers/payment-terminal/zvt/framer.ts',
  zvtCodec: 'drivers/payment-terminal/zvt/codec.ts',
  framers: 'test/bench/framers.ts',
  chipRead: 'test/bench/chip-read.ts',
  escposEncode: 'drivers/receipt-printer/dialects/encode.ts',
  escposDecode: 'drivers/receipt-printer/dialects/decode.ts',
  escposProfile: 'drivers/receipt-printer/paper/profile.ts',
};

/**
 * @typedef {typeof import('../../drivers/id-reader/mrz/codec.ts')
 *   & typeof import('../../drivers/id-reader/mrz/decode.ts')
 *   & typeof import('../../drivers/payment-terminal/zvt/decode.ts')
 *   & typeof import('../../drivers/payment-terminal/zvt/framer.ts')
 *   & typeof import('../../drivers/payment-terminal/zvt/codec.ts')
 *   & typeof import('./framers.ts')
 *   & typeof import('./chip-read.ts')
 *   & Pick<typeof import('../../drivers/receipt-printer/dialects/encode.ts'), 'encodeReceipt'>
 *   & Pick<typeof import('../../drivers/receipt-printer/dialects/decode.ts'), 'decodePrinterBytes'>
 *   & typeof import('../../drivers/receipt-printer/paper/profile.ts')} Sources
 */

/**
 * Bundles the drivers' byte modules for this Node.
 *
 * @returns {Promise<Sources>}
 */
export async function loadSources() {
  return Object.assign({}, ...(await loadBundled(ENTRIES)));
}

/** @returns {import('../../drivers/receipt-printer/contract.ts').Receipt} the standard receipt, in az and ru, with a QR code */
export const standardReceipt = () => JSON.parse(readFileSync(fromRoot('test/bench/receipt.json'), 'utf8'));
