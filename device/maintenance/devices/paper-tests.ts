import type { Receipt, ReceiptPrinter } from '../../../drivers/receipt-printer/contract.ts';
import { type DeviceTest, failedTestOutcome, type StaffPrintDesk, TEST_STOPPED } from './contract.ts';
import { makeTestSheetPdf } from './test-sheet.ts';

/** Letters that a wrong printer model or code page prints wrongly. */
const LETTERS = ['Ə ə ₼ Ğ ğ I ı İ i Ö ö Ş ş Ç ç Ü ü', 'Ж Щ Ы Я ж щ ы я ё'];

interface Labelled {
  readonly kioskId: string;
  /** Date and time for the paper; `null`: the clock is not set. */
  readonly moment: () => string | null;
}

/** Short paper of a test. It looks like no receipt: no sum, no QR, no number. */
const testLine = ({ kioskId, moment }: Labelled): Receipt => ({
  lines: [
    { columns: ['Sınaq · Проба · Test', kioskId] },
    ...[moment()].flatMap((text) => (text === null ? [] : [{ text }])),
    ...LETTERS.map((text) => ({ text })),
  ],
  cut: true,
});

interface OnRoll {
  readonly printer: Pick<ReceiptPrinter, 'capabilities'>;
  readonly desk: Pick<StaffPrintDesk, 'printForStaff'>;
}

/** Prints the test paper through the kiosk's own driver; the technician says whether its letters are right. */
export const printTest =
  ({ printer, desk, ...label }: Labelled & OnRoll): DeviceTest =>
  async ({ show, agrees, signal }) => {
    show({ at: 'working' });
    const paper = testLine(label);
    const printed = await desk.printForStaff({ ...paper, cut: printer.capabilities.cutter && paper.cut }, signal);
    if (!printed.ok) return signal.aborted ? TEST_STOPPED : failedTestOutcome(printed.error.code);
    const right = await agrees({ about: 'paper' });
    if (right === null) return TEST_STOPPED;
    return right ? { is: 'passed', found: { saw: 'line-printed' }, kinds: ['printer'] } : failedTestOutcome('ACC-107');
  };

interface OnSheets {
  readonly desk: Pick<StaffPrintDesk, 'printSheetForStaff'>;
  readonly kioskId: string;
  readonly newId: () => string;
}

export const sheetTest =
  ({ desk, kioskId, newId }: OnSheets): DeviceTest =>
  async ({ show, agrees, signal }) => {
    show({ at: 'working' });
    const pdf = await makeTestSheetPdf('Test', kioskId);
    const job = { pdf, copies: 1, sheets: 1, jobName: `asan-kiosk ${kioskId}`, key: `test-${newId()}` };
    const printed = await desk.printSheetForStaff(job, signal);
    if (!printed.ok) return signal.aborted ? TEST_STOPPED : failedTestOutcome(printed.error.code);
    const right = await agrees({ about: 'sheet' });
    if (right === null) return TEST_STOPPED;
    return right
      ? { is: 'passed', found: { saw: 'sheet-printed' }, kinds: ['documentPrinter'] }
      : failedTestOutcome('ACC-113');
  };
