import { err, messageOf, ok, type Result } from '../result.ts';

/**
 * Number of pages of a PDF of any structure (ISO 32000-1, 7.7.3). Loads the PDF reader when needed. The error says why the PDF is
 * unreadable.
 */
export async function countPdfPages(pdf: Uint8Array): Promise<Result<number, string>> {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  try {
    const document = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true });
    const pages = document.getPageCount();
    return pages > 0 ? ok(pages) : err('it has no pages');
  } catch (cause) {
    // The reader throws for any file that is no PDF: no fault of this program.
    return err(messageOf(cause));
  }
}
