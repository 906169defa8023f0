import { concatBytes } from '../../bytes.ts';
import type { Receipt } from '../contract.ts';
import { receiptCommands } from '../paper/encode.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { languageOf } from './language.ts';

/** One receipt as bytes for one model: what `receiptCommands` says, in the model's language. */
export function encodeReceipt(receipt: Receipt, model: PrinterModel): Uint8Array {
  const { setup, body } = receiptCommands(receipt, model);
  return concatBytes([...setup, ...body].map(languageOf(model).encode));
}
