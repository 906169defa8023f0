import { CONFIG_BITS } from '../../drivers/payment-terminal/zvt/registration.ts';
import type { ReceiptType } from '../../drivers/payment-terminal/zvt/text-block.ts';
import type { SimulatedZvtTerminal } from './terminal.ts';

/** Bits of a line's attribute [PA00P015 13.08, chapter 3.5]. */
const LAST_LINE = 0x80;
const TITLE = 0x40 | 0x10;

/**
 * Sends a receipt to the kiosk's printer, in the form requested at registration. A container follows a text only if the kiosk registered
 * with one [PA00P015 13.08, chapters 2.1 and 3.5].
 */
export async function sendReceipt(
  { host, faults, registration }: SimulatedZvtTerminal,
  kind: ReceiptType,
  lines: readonly string[],
): Promise<void> {
  const { config = 0, permitted, textCharset } = registration ?? {};
  const knowsTlv = permitted !== undefined || textCharset !== undefined;
  const wanted = kind === 'administration' ? CONFIG_BITS.ecrPrintsAdminReceipts : CONFIG_BITS.ecrPrintsPaymentReceipts;
  if ((config & wanted) === 0 || lines.length === 0) return;
  const how = faults.take('wrong-charset') ? ({ charset: 'latin1' } as const) : {};
  const texts = lines.map((text, i) => ({ text, attribute: i === 0 ? TITLE : 0 }));
  if (permitted?.includes('06d3')) {
    await host.tell({ kind: 'print-text-block', fields: { receiptType: kind, lines: texts, complete: true } }, how);
    return;
  }
  const type = knowsTlv ? { receiptType: kind } : {};
  for (const line of texts) await host.tell({ kind: 'print-line', fields: { ...line, ...type } }, how);
  await host.tell({ kind: 'print-line', fields: { text: '', attribute: LAST_LINE, ...type } }, how);
}
