import { createHash } from 'node:crypto';
import fontkit from '@cantoo/fontkit';
import {
  PageSizes,
  type PDFContext,
  PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  type PDFPage,
  type PDFRef,
  PDFString,
  rgb,
} from '@cantoo/pdf-lib';
import regular from '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf?inline';
import semiBold from '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf?inline';
import { encode } from 'uqr';
import { BYTE_RANGE_PLACEHOLDER } from '../../../drivers/sealed-document/byte-range.ts';
import type { SealedDocumentFacts } from '../../../drivers/sealed-document/contract.ts';
import { encodeRecord } from '../../../drivers/sealed-document/record.ts';

/* Lengths are points of 1/72 inch from the lower left corner. */

const [WIDTH, HEIGHT] = PageSizes.A4;
const MARGIN = 62;
const TEXT_WIDTH = WIDTH - 2 * MARGIN;
const LINE = 17;
const FOOT = 212;
const QR_SIDE = 96;
const INK = rgb(0.07, 0.1, 0.16);
const GREY = rgb(0.36, 0.4, 0.47);
const PALE = rgb(0.9, 0.91, 0.93);
/** Room for the seal's CMS; ours takes a third. */
const SEAL_BYTES = 4_096;

export type DocumentSheetFacts = Omit<SealedDocumentFacts, 'pages'>;

interface Fonts {
  readonly plain: PDFFont;
  readonly bold: PDFFont;
}

const bytesOf = (dataUrl: string): Uint8Array =>
  Uint8Array.from(Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64'));

const dayOf = (iso: string): string => iso.split('-').reverse().join('.');

/** A4 sheets with room for a seal. The same arguments give the same bytes. `sealer` is the name of the seal on the paper. */
export async function makeSheets(written: DocumentSheetFacts, sealedAt: Date, sealer: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.registerFontkit(fontkit);
  const tag = subsetTag(written);
  // With `calt`, the font draws the x of 10x20 as ×, and copied text has × too.
  const options = { subset: true, features: { calt: false } } as const;
  const plain = await pdf.embedFont(bytesOf(regular), { ...options, customName: `${tag}+Inter-Regular` });
  const bold = await pdf.embedFont(bytesOf(semiBold), { ...options, customName: `${tag}+Inter-SemiBold` });
  const fonts = { plain, bold };
  const pages = layOut(pdf, written, fonts);
  for (const [index, page] of pages.entries())
    drawFoot(page, written, fonts, { sealer, which: `${index + 1}/${pages.length}` });
  pdf.setTitle(`${written.title} ${written.number}`);
  pdf.setLanguage('az');
  pdf.setCreationDate(sealedAt);
  pdf.setModificationDate(sealedAt);
  addRecord(pdf, encodeRecord({ facts: { ...written, pages: pages.length }, sealedAt }));
  addSealField(pdf, pages[0]!, { sealer, sealedAt });
  return pdf.save({ useObjectStreams: false });
}

/** Six capitals (ISO 32000-1, 9.6.4): a printer that caches fonts by name must not use another's subset. */
function subsetTag(written: DocumentSheetFacts): string {
  const digest = createHash('sha256').update(JSON.stringify(written)).digest();
  return String.fromCharCode(...Array.from(digest.subarray(0, 6), (byte) => 0x41 + (byte % 26)));
}

function layOut(pdf: PDFDocument, written: DocumentSheetFacts, { plain, bold }: Fonts): readonly PDFPage[] {
  const pages: PDFPage[] = [];
  let y = 0;
  const measures = new Map<string, Measure>();
  const put = (text: string, font: PDFFont, size: number, color = INK, gap = 0) => {
    const which = `${font.name} ${size}`;
    const measure = measures.get(which) ?? measureOf(font, size);
    measures.set(which, measure);
    for (const row of rowsOf(text, measure)) {
      if (pages.length === 0 || y - size < FOOT) {
        pages.push(newPage(pdf, bold));
        y = HEIGHT - MARGIN - size;
      }
      pages.at(-1)!.drawText(row, { x: MARGIN, y, size, font, color });
      y -= size * 1.5;
    }
    y -= gap;
  };
  put('AZƏRBAYCAN RESPUBLİKASI', plain, 9, GREY, 4);
  put(written.agency, bold, 12, INK, 26);
  put(written.title, bold, 21, INK, 10);
  put(`Nömrə ${written.number}`, bold, 11);
  put(`Verilib: ${dayOf(written.issuedOn)}`, plain, 11);
  put(`Bu günədək etibarlıdır: ${dayOf(written.validUntil)}`, plain, 11);
  put(`Müraciət: ${written.reference}`, plain, 11, INK, 16);
  put(written.person.name, bold, 14);
  put(`FİN ${written.person.fin}`, plain, 11, INK, 16);
  for (const line of written.lines) put(line, plain, 11, INK, LINE - 11);
  return pages;
}

/** Says that no state issued this document. */
function newPage(pdf: PDFDocument, bold: PDFFont): PDFPage {
  const page = pdf.addPage(PageSizes.A4);
  const size = 92;
  const mark = 'NÜMUNƏ';
  page.drawText(mark, {
    x: WIDTH - MARGIN - 24,
    y: (HEIGHT - bold.widthOfTextAtSize(mark, size)) / 2 + 60,
    size,
    font: bold,
    color: PALE,
    rotate: { type: 'degrees' as never, angle: 90 },
  });
  return page;
}

function rowsOf(text: string, { widthOf, space }: Measure): readonly string[] {
  const rows: string[] = [];
  let row = '';
  let width = 0;
  for (const word of text.split(/[\s\p{Cc}]+/u).flatMap((each) => cutToFit(each, widthOf))) {
    const longer = row === '' ? widthOf(word) : width + space + widthOf(word);
    if (row !== '' && longer > TEXT_WIDTH) {
      rows.push(row);
      row = word;
      width = widthOf(word);
    } else {
      row = row === '' ? word : `${row} ${word}`;
      width = longer;
    }
  }
  return row === '' ? rows : [...rows, row];
}

interface Measure {
  widthOf(word: string): number;
  readonly space: number;
}

/** Measuring takes most of a long document's time. */
function measureOf(font: PDFFont, size: number): Measure {
  const known = new Map<string, number>();
  const widthOf = (word: string) => {
    const width = known.get(word) ?? font.widthOfTextAtSize(word, size);
    known.set(word, width);
    return width;
  };
  return { widthOf, space: widthOf(' ') };
}

function cutToFit(word: string, widthOf: Measure['widthOf']): readonly string[] {
  if (word === '') return [];
  const width = widthOf(word);
  const letters = [...word];
  if (width <= TEXT_WIDTH || letters.length === 1) return [word];
  const half = Math.ceil(letters.length / 2);
  return [letters.slice(0, half), letters.slice(half)].flatMap((part) => cutToFit(part.join(''), widthOf));
}

function drawFoot(
  page: PDFPage,
  { verifyUrl, number }: DocumentSheetFacts,
  { plain, bold }: Fonts,
  { sealer, which }: { readonly sealer: string; readonly which: string },
): void {
  const top = FOOT - 24;
  page.drawLine({ start: { x: MARGIN, y: top }, end: { x: WIDTH - MARGIN, y: top }, thickness: 0.8, color: PALE });
  const qrTop = top - 14;
  drawQr(page, verifyUrl, { x: MARGIN, top: qrTop });
  const address = new URL(verifyUrl);
  const rows: readonly (readonly [string, PDFFont, number])[] = [
    ['Bu sənədi yoxlamaq üçün kodu telefonla skan edin', bold, 10.5],
    [`və ya ${address.origin}${address.pathname} ünvanında yazın:`, plain, 9],
    [`Nömrə: ${number}`, plain, 9],
    [`Kod: ${address.searchParams.get('code') ?? ''}`, plain, 9],
    ['Elektron möhür:', bold, 9],
    [sealer, plain, 9],
  ];
  let y = qrTop - 10;
  for (const [text, font, size] of rows) {
    page.drawText(text, { x: MARGIN + QR_SIDE + 18, y, size, font, color: INK });
    y -= size * 1.7;
  }
  const sheet = `${number} · ${which}`;
  const x = WIDTH - MARGIN - plain.widthOfTextAtSize(sheet, 8);
  page.drawText(sheet, { x, y: 40, size: 8, font: plain, color: GREY });
}

function drawQr(page: PDFPage, text: string, { x, top }: { readonly x: number; readonly top: number }): void {
  const { data } = encode(text, { ecc: 'M', border: 0 });
  const module = QR_SIDE / data.length;
  const path = data.flatMap((row, y) => row.flatMap((dark, at) => (dark ? [`M${at} ${y}h1v1h-1z`] : []))).join('');
  // Y of a path grows downwards.
  page.drawSvgPath(path, { x, y: top, scale: module, color: rgb(0, 0, 0), borderWidth: 0 });
}

/** Uncompressed (ISO 32000-1, 14.3.2): programs find it in the bytes. */
function addRecord(pdf: PDFDocument, packet: string): void {
  const stream = pdf.context.stream(Buffer.from(packet, 'utf8'), { Type: 'Metadata', Subtype: 'XML' });
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(stream));
}

/** Signature field without a picture (12.7.4.5, 12.8.1), with room for the seal. */
function addSealField(
  pdf: PDFDocument,
  page: PDFPage,
  { sealer, sealedAt }: { readonly sealer: string; readonly sealedAt: Date },
): void {
  const { context } = pdf;
  const value = context.register(signatureOf(context, sealer, sealedAt));
  const widget = context.register(fieldOf(context, value, page.ref));
  page.node.addAnnot(widget);
  // 3: the file has signatures, and is append-only.
  const form = context.obj({ SigFlags: 3, Fields: [widget] });
  pdf.catalog.set(PDFName.of('AcroForm'), context.register(form));
}

const signatureOf = (context: PDFContext, sealer: string, sealedAt: Date) =>
  context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, BYTE_RANGE_PLACEHOLDER, BYTE_RANGE_PLACEHOLDER, BYTE_RANGE_PLACEHOLDER],
    Contents: PDFHexString.of('00'.repeat(SEAL_BYTES)),
    Name: PDFHexString.fromText(sealer),
    M: PDFString.fromDate(sealedAt),
  });

const fieldOf = (context: PDFContext, value: PDFRef, page: PDFRef) =>
  context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    // 132: printed and locked (12.5.3).
    F: 132,
    Rect: [0, 0, 0, 0],
    T: PDFString.of('seal'),
    V: value,
    P: page,
  });
