import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { detachedSignature, sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import {
  anotherSeal,
  certificateDer,
  opensslVerify,
  SAMPLE_DOCUMENT_FACTS,
  SEALED_AT,
  sealedPdf,
} from '../../test/support/sealed-documents.ts';
import { BYTE_RANGE_PLACEHOLDER, insertSignature, readPdfSignature } from './byte-range.ts';
import { readSealedDocument } from './read.ts';

const seal = sampleSeal();
const BELIEVED = [certificateDer(seal)];
let pdf: Uint8Array;

beforeAll(async () => {
  pdf = await sealedPdf();
});

const code = (bytes: Uint8Array, believed = BELIEVED, now: Date | null = SEALED_AT) => {
  const read = readSealedDocument(bytes, believed, now);
  return read.ok ? 'ok' : read.error.code;
};

const flipped = (bit: number): Uint8Array => {
  const bytes = Uint8Array.from(pdf);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bytes;
};

describe('an intact document', () => {
  it('when the document is intact, then its facts, seal time and owner are returned, and OpenSSL verifies it', () => {
    expect(readSealedDocument(pdf, BELIEVED, SEALED_AT)).toEqual({
      ok: true,
      value: {
        facts: SAMPLE_DOCUMENT_FACTS,
        sealedAt: SEALED_AT,
        by: { name: 'Sample office seal (TEST ONLY)', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    });
    expect(opensslVerify(pdf, seal.certificate.toString())).toBe('verified');
  });

  it('when one of several trusted certificates made the seal, then the document is accepted', () => {
    expect(code(pdf, [certificateDer(anotherSeal()), ...BELIEVED])).toBe('ok');
  });
});

describe('a changed document', () => {
  it('when any bit is flipped, then the document is refused', () => {
    const bits = fc.integer({ min: 0, max: 8 * pdf.length - 1 });
    fc.assert(
      fc.property(bits, (bit) => {
        expect(code(flipped(bit))).not.toBe('ok');
      }),
      { numRuns: 400 },
    );
  });

  it('when any bit of the seal is flipped, then the document is refused', () => {
    const text = Buffer.from(pdf).toString('latin1');
    const start = text.indexOf('/Contents <') + '/Contents <'.length;
    const bits = fc.integer({ min: 8 * start, max: 8 * (start + 1_900) - 1 });
    fc.assert(
      fc.property(bits, (bit) => {
        expect(code(flipped(bit))).not.toBe('ok');
      }),
      { numRuns: 600 },
    );
  });

  it('when bytes are added or cut off at the end, then the document is refused', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.integer({ min: 0, max: pdf.length - 1 }),
        (more, end) => {
          expect(code(Buffer.concat([pdf, more]))).toBe('BKO-121');
          expect(code(pdf.subarray(0, end))).not.toBe('ok');
        },
      ),
      { numRuns: 100 },
    );
  });

  it('when the byte range leaves out a part of the file, then the error is BKO-121', () => {
    const text = Buffer.from(pdf).toString('latin1');
    const [range = ''] = /\/ByteRange \[[^\]]+\]/.exec(text) ?? [];
    const with0 = (other: string) => Buffer.from(text.replace(range, other.padEnd(range.length)), 'latin1');
    const numbers = range.match(/\d+/g)!.map(Number);
    for (const [at, more] of [
      [0, 1],
      [1, -1],
      [2, 1],
      [3, -2],
    ] as const) {
      const changed = numbers.with(at, numbers[at]! + more);
      expect(code(with0(`/ByteRange [ ${changed.join(' ')} ]`))).toBe('BKO-121');
    }
    expect(code(Buffer.from(text.replace('/M (', '/ByteRange ('), 'latin1'))).toBe('BKO-121');
  });

  it('when the file is arbitrary bytes, then the error is BKO-121', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(readSealedDocument(bytes, BELIEVED, SEALED_AT)).toMatchObject({ ok: false, error: { code: 'BKO-121' } });
      }),
    );
  });
});

describe('a seal', () => {
  it('when the key is not of the certificate, then BKO-123; when the bytes were altered, then BKO-122', () => {
    const { certificate, name } = seal;
    const room = Buffer.from(pdf)
      .toString('latin1')
      .replace(/\/Contents <[0-9a-f]+>/, (all) => all.replace(/[0-9a-f](?=[0-9a-f]*>)/g, '0'));
    const open = Buffer.from(
      room.replace(/\/ByteRange \[[^\]]+\]/, `/ByteRange [ 0 ${Array(3).fill(BYTE_RANGE_PLACEHOLDER).join(' ')} ]`),
      'latin1',
    );
    const impostor = { certificate, name, key: anotherSeal().key };
    expect(code(insertSignature(open, (bytes) => detachedSignature(bytes, impostor)))).toBe('BKO-123');
    expect(code(insertSignature(open, (bytes) => detachedSignature(bytes, seal)))).toBe('ok');
    expect(code(insertSignature(open, (bytes) => detachedSignature(bytes.slice(1), seal)))).toBe('BKO-122');
  });

  it('when the seal is not trusted, then the error is BKO-124 and names its owner', async () => {
    const theirs = await sealedPdf({}, { seal: anotherSeal() });
    expect(readSealedDocument(theirs, BELIEVED, SEALED_AT)).toMatchObject({
      ok: false,
      error: { code: 'BKO-124', by: { name: 'Another seal' } },
    });
    expect(code(theirs, [certificateDer(anotherSeal())])).toBe('ok');
    expect(code(pdf, [])).toBe('BKO-124');
  });

  it.each([
    ['expired', { until: '20261124' }, new Date('2026-11-24T10:00:00Z')],
    ['not valid yet', { from: '20261125' }, new Date('2026-11-24T10:00:00Z')],
  ])('when the certificate was %s at the time of the seal, then the error is BKO-125', async (_, plan, at) => {
    const late = anotherSeal(plan);
    const document = await sealedPdf({}, { seal: late, at });
    expect(code(document, [certificateDer(late)], at)).toBe('BKO-125');
  });

  it('when the seal is more than five minutes in the future, then the document is refused, unless the clock of the kiosk is not set', () => {
    const minutes = (count: number) => new Date(SEALED_AT.getTime() + count * 60_000);
    expect(code(pdf, BELIEVED, minutes(-4))).toBe('ok');
    expect(code(pdf, BELIEVED, minutes(-6))).toBe('BKO-125');
    expect(code(pdf, BELIEVED, null)).toBe('ok');
  });

  it('when the certificate expired after the seal was made, then the document is accepted', async () => {
    const early = anotherSeal({ until: '20261201' });
    const document = await sealedPdf({}, { seal: early });
    expect(code(document, [certificateDer(early)], new Date('2027-06-01T00:00:00Z'))).toBe('ok');
  });
});

it('when a file has a byte range, then its signature is found; without one, the error is "no signature"', () => {
  const parts = readPdfSignature(pdf);
  expect(parts).toMatchObject({ ok: true });
  expect(readPdfSignature(new TextEncoder().encode('%PDF-1.7 nothing'))).toEqual({ ok: false, error: 'no signature' });
});
