// @ts-check

const LIMIT_BYTES = 2_200;

/**
 * Measures the bytes of the standard receipt, for the model of the simulated profile.
 *
 * @param {import('./sources.mjs').Sources} sources
 * @param {import('../../drivers/receipt-printer/contract.ts').Receipt} receipt
 * @returns {import('./report.mjs').Figure[]}
 */
export function measureReceipt({ encodeReceipt, requirePrinterModel }, receipt) {
  const model = requirePrinterModel('epson-tm-t20');
  const value = encodeReceipt(receipt, model).length;
  return [
    { name: 'standard receipt on the wire', unit: 'bytes', value, limit: LIMIT_BYTES, note: `for ${model.name}` },
  ];
}
