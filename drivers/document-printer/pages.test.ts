import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { pdfOf } from '../../test/contract/document-printer.ts';
import { countPdfPages } from './pages.ts';

it('when the pages of a PDF are not compressed, then the pages are counted', async () => {
  expect(await countPdfPages(pdfOf(3, 'open'))).toEqual({ ok: true, value: 3 });
});

it('when the pages of a PDF are in compressed streams, then the pages are counted', async () => {
  const document = await PDFDocument.create();
  for (let page = 0; page < 4; page += 1) document.addPage([595, 842]);
  const pdf = await document.save({ useObjectStreams: true });
  expect(new TextDecoder('latin1').decode(pdf)).toContain('/ObjStm');
  expect(await countPdfPages(pdf)).toEqual({ ok: true, value: 4 });
});

it.each(['', '%PDF-1.7\n', 'a letter'])('when the file is %j, then the error has a text', async (text) => {
  expect(await countPdfPages(new TextEncoder().encode(text))).toMatchObject({ ok: false, error: expect.any(String) });
});
