import { concatBytes } from '../../bytes.ts';
import type { Receipt } from '../contract.ts';
import { receiptCommands } from '../paper/encode.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { commandLanguageOf } from './language.ts';

/**
 * Encodes a receipt in the model's language. The bytes work from any state of the printer and end with the cut, if any. Letters in none of
 * the model's pages are sent as dots. A letter that cannot be drawn becomes its plain base letter or □.
 */
export function encodeReceipt(receipt: Receipt, model: PrinterModel): Uint8Array {
  const { setup, body } = receiptCommands(receipt, model);
  return concatBytes([...setup, ...body].map(commandLanguageOf(model).encode));
}
