import { concatBytes } from '../../bytes.ts';
import type { Receipt } from '../contract.ts';
import { receiptCommands } from '../paper/encode.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { languageOf } from './language.ts';

/**
 * One receipt as bytes for one model, in its language, from a printer in any state to the cut. A letter that is in none of the model's
 * pages is sent as dots; one that nothing can show becomes its plain base letter or □.
 */
export function encodeReceipt(receipt: Receipt, model: PrinterModel): Uint8Array {
  const { setup, body } = receiptCommands(receipt, model);
  return concatBytes([...setup, ...body].map(languageOf(model).encode));
}
