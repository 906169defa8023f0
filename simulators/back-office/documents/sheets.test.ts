import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { countPdfPages } from '../../../drivers/document-printer/pages.ts';
import { decodeRecord } from '../../../drivers/sealed-document/record.ts';
import { pdfTextOf, SAMPLE_DOCUMENT_FACTS, SEALED_AT, sealedPdf } from '../../../test/support/sealed-documents.ts';
import { makeSheets } from './sheets.ts';

const { pages: _, ...WRITTEN } = SAMPLE_DOCUMENT_FACTS;
const sheetsOf = (more: Partial<typeof WRITTEN> = {}) =>
  makeSheets({ ...WRITTEN, ...more }, SEALED_AT, 'Sample office');

const KINDS =
  /\/(?:Type|FT|SubFilter|Subtype) \/(Font|FontDescriptor|Metadata|Sig|ETSI\.CAdES\.detached|Widget|Catalog|Page)\b/g;

describe('the sheets of a document', () => {
  it('when a document is sealed, then the PDF is A4 and has a record, a signature and embedded fonts', async () => {
    const pdf = await PDFDocument.load(await sealedPdf(), { updateMetadata: false });
    expect(pdf.getPages().map((page) => page.getSize())).toEqual([{ width: 595.28, height: 841.89 }]);
    expect(pdf.getTitle()).toBe('Ailə üzvləri haqqında arayış AÜ-2026-000001');
    const kinds = pdf.context
      .enumerateIndirectObjects()
      .map(([, object]) => object.toString())
      .flatMap((text) => text.match(KINDS) ?? []);
    expect([...new Set(kinds)].sort()).toEqual(
      [
        '/FT /Sig',
        '/SubFilter /ETSI.CAdES.detached',
        '/Subtype /Widget',
        '/Type /Catalog',
        '/Type /Font',
        '/Type /FontDescriptor',
        '/Type /Metadata',
        '/Type /Page',
        '/Type /Sig',
      ].sort(),
    );
    expect(pdf.catalog.toString()).toContain('/Lang');
  });

  it('when the text has sequences with ligatures, then the extracted text is the same', async () => {
    const text = pdfTextOf(await sealedPdf({ lines: ['10x20 5×4 -> => (AB) A-B 12:30'] }));
    expect(text).toContain('10x20 5×4 -> => (AB) A-B 12:30');
  });

  it('when two documents differ, then their font subsets have different tags', async () => {
    const named = async (more: Partial<typeof WRITTEN>) =>
      Buffer.from(await sheetsOf(more))
        .toString('latin1')
        .match(/(?<=\/FontName \/)\S+/g);
    const [one, other] = [await named({}), await named({ number: 'AÜ-2026-000002' })];
    expect(one).toEqual([
      expect.stringMatching(/^[A-Z]{6}\+Inter-Regular$/),
      expect.stringMatching(/^[A-Z]{6}\+Inter-SemiBold$/),
    ]);
    expect(other?.[0]).not.toBe(one?.[0]);
  });

  it('when text is extracted, then it has every fact of the record', async () => {
    const text = pdfTextOf(await sealedPdf());
    const { number, reference, title, agency, person, lines } = SAMPLE_DOCUMENT_FACTS;
    for (const part of [number, reference, title, agency, person.name, person.fin, ...lines])
      expect(text).toContain(part);
    for (const part of ['24.11.2026', '24.12.2026', 'NÜMUNƏ', '7QF2-0K4M-XW9R-3TBD', 'https://verify.example/', '1/1'])
      expect(text).toContain(part);
  });

  it('when the facts are the same, then the bytes are the same', async () => {
    expect(Buffer.from(await sheetsOf()).equals(await sheetsOf())).toBe(true);
  });

  it.each([
    ['no lines at all', [], 1],
    ['as much as a document may have', Array.from({ length: 200 }, (_, at) => `${at} ${'söz '.repeat(120)}`), 40],
    ['one word without an end', ['ə'.repeat(500)], 1],
  ])('when the document has %s, then the number of sheets is the number in the record', async (_, lines, most) => {
    const pdf = await sheetsOf({ lines });
    const record = decodeRecord(pdf);
    const pages = await countPdfPages(pdf);
    expect(pages).toEqual({ ok: true, value: record.ok && record.value.facts.pages });
    expect(pages.ok && pages.value).toBeLessThanOrEqual(most);
    const text = pdfTextOf(pdf);
    expect(text.replaceAll(' ', '')).toContain(
      (lines.at(-1) ?? SAMPLE_DOCUMENT_FACTS.person.fin).replaceAll(' ', '').slice(0, 40),
    );
  });
});
