import { findPrinterModel, PRINTER_MODELS, type PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, misused } from './outcome.ts';

const DEFAULT_MODEL = 'epson-tm-t20';

export function printerModel(name: string = DEFAULT_MODEL): Result<PrinterModel, CliTrouble> {
  const model = findPrinterModel(name);
  if (model) return ok(model);
  return misused(`no printer model called ${name}; there are ${Object.keys(PRINTER_MODELS).join(', ')}`);
}

export const STAR_MODEL = 'star-mc-print3';
