/** A4, in points. */
const A4 = [595.28, 841.89] as const;
const MARGIN = 56;

/** PDF of one sheet, with a frame near its edges, and letters that can be read across a counter. */
export async function makeTestSheetPdf(title: string, letters: string): Promise<Uint8Array> {
  const { PDFDocument, StandardFonts } = await import('@cantoo/pdf-lib');
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const [width, height] = A4;
  const page = pdf.addPage([width, height]);
  page.drawRectangle({ x: MARGIN, y: MARGIN, width: width - 2 * MARGIN, height: height - 2 * MARGIN, borderWidth: 1 });
  page.drawText(title, { x: 2 * MARGIN, y: height - 2 * MARGIN, size: 14, font });
  page.drawText(letters.split('').join(' '), { x: 2 * MARGIN, y: height / 2, size: 48, font });
  return pdf.save();
}
