import type { DocumentPrinter } from '../../../drivers/document-printer/contract.ts';
import type { Receipt, ReceiptPrinter } from '../../../drivers/receipt-printer/contract.ts';
import { type DeviceTest, failed, STOPPED } from './contract.ts';
import { testSheet } from './test-sheet.ts';

/** Letters that a wrong printer model or code page prints wrongly. */
const LETTERS = ['Ə ə ₼ Ğ ğ I ı İ i Ö ö Ş ş Ç ç Ü ü', 'Ж Щ Ы Я ж щ ы я ё'];

interface Labelled {
  readonly kioskId: string;
  /** Date and time for the paper; `null`: the clock is not set. */
  readonly moment: () => string | null;
}

/** Short paper of a test. It looks like no receipt: no sum, no QR, no number. */
export const testLine = ({ kioskId, moment }: Labelled): Receipt => ({
  lines: [
    { columns: ['Sınaq · Проба · Test', kioskId] },
    ...[moment()].flatMap((text) => (text === null ? [] : [{ text }])),
    ...LETTERS.map((text) => ({ text })),
  ],
  cut: true,
});

/** Prints the line through the kiosk's own driver; the technician says whether the letters are right. */
export const printTest =
  ({ printer, ...label }: Labelled & { readonly printer: ReceiptPrinter }): DeviceTest =>
  async ({ show, agrees, signal }) => {
    show({ at: 'working' });
    const paper = testLine(label);
    const printed = await printer.print({ ...paper, cut: printer.capabilities.cutter && paper.cut }, signal);
    if (!printed.ok) return signal.aborted ? STOPPED : failed(printed.error.code);
    const right = await agrees({ about: 'paper' });
    if (right === null) return STOPPED;
    return right ? { is: 'passed', found: { saw: 'line-printed' }, kinds: ['printer'] } : failed('ACC-107');
  };

interface OnSheets {
  readonly printer: DocumentPrinter;
  readonly kioskId: string;
  readonly newId: () => string;
}

export const sheetTest =
  ({ printer, kioskId, newId }: OnSheets): DeviceTest =>
  async ({ show, agrees, signal }) => {
    show({ at: 'working' });
    const pdf = await testSheet('Test', kioskId);
    const job = { pdf, copies: 1, sheets: 1, jobName: `asan-kiosk ${kioskId}`, key: `test-${newId()}` };
    const printed = await printer.print(job, signal);
    if (!printed.ok) return signal.aborted ? STOPPED : failed(printed.error.code);
    const right = await agrees({ about: 'sheet' });
    if (right === null) return STOPPED;
    return right ? { is: 'passed', found: { saw: 'sheet-printed' }, kinds: ['documentPrinter'] } : failed('ACC-113');
  };
