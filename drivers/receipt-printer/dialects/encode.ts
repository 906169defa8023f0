import { concatBytes } from '../../bytes.ts';
import type { Receipt } from '../contract.ts';
import { receiptCommands } from '../paper/encode.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { languageOf } from './language.ts';

/**
 * One receipt as bytes for one model, in the model's language. The bytes start from any state of the printer and end with the cut. A letter
 * that is in none of the model's pages is sent as dots. If nothing can show a letter, it becomes its plain base letter or □.
 */
export function encodeReceipt(receipt: Receipt, model: PrinterModel): Uint8Array {
  const { setup, body } = receiptCommands(receipt, model);
  return concatBytes([...setup, ...body].map(languageOf(model).encode));
}
