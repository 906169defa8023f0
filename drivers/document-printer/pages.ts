import { err, messageOf, ok, type Result } from '../result.ts';

/**
 * How many pages a PDF of any structure has (ISO 32000-1, 7.7.3). The PDF reader is loaded when it is needed. The error says in words why
 * the PDF cannot be read.
 */
export async function pagesOf(pdf: Uint8Array): Promise<Result<number, string>> {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  try {
    const document = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true });
    const pages = document.getPageCount();
    return pages > 0 ? ok(pages) : err('it has no pages');
  } catch (cause) {
    // The reader throws for every file that is none; there is no kind of error that would be a fault of this program.
    return err(messageOf(cause));
  }
}
