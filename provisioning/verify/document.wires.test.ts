import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { encode } from 'uqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { centreDay } from '../../simulators/back-office/centre-day.ts';
import { sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { anotherSeal, SAMPLE_DOCUMENT_FACTS, sealedPdf } from '../../test/support/sealed-documents.ts';
import { main } from '../main.ts';

let folder: string;
let office: ReferenceBackOffice;
let verifyUrl: string;
const at = (name: string) => join(folder, name);
const SEAL = () => ['--seal', at('seal.pem')];
const OFFICE = () => ['--office', office.url];

async function makeDocument(): Promise<Uint8Array> {
  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'one' };
    const answer = await fetch(office.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { readonly pdf: string };
  };
  await post('/v1/applications', {
    kiosk: 'K5',
    quote: null,
    continues: null,
    service: 'family-members-certificate',
    tier: 'at-once',
    tariffDate: null,
    amount: 0,
    language: 'az',
    ready: null,
    confirmation: null,
    answers: {},
    applicant: {
      fin: '5ABCD12',
      documentNumber: 'AA1234567',
      surname: 'MƏMMƏDOVA',
      givenNames: 'ŞƏBNƏM',
      birthDate: '1990-01-02',
      assurance: 'chip',
    },
  });
  await post('/v1/applications/one/registration', { payment: null, final: true });
  return Buffer.from((await post('/v1/applications/one/document', { kiosk: 'K5' })).pdf, 'base64');
}

function png(text: string): Uint8Array {
  const { data, size } = encode(text, { border: 4 });
  const picture = new PNG({ width: size * 4, height: size * 4 });
  for (let y = 0; y < picture.height; y += 1)
    for (let x = 0; x < picture.width; x += 1) {
      const dark = data[y >> 2]?.[x >> 2] === true;
      picture.data.set(dark ? [0, 0, 0, 255] : [255, 255, 255, 255], 4 * (y * picture.width + x));
    }
  return PNG.sync.write(picture);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-document-'));
  office = await startBackOffice({ now: () => new Date(), random: seededRandom(3) });
  const pdf = await makeDocument();
  writeFileSync(at('document.pdf'), pdf);
  writeFileSync(at('seal.pem'), sampleSeal().certificate.toString());
  writeFileSync(at('other.pem'), anotherSeal().certificate.toString());
  writeFileSync(at('old.pdf'), await sealedPdf({ validUntil: '2026-11-25' }));
  writeFileSync(at('last-day.pdf'), await sealedPdf({ validUntil: centreDay(new Date()) }));
  const altered = Buffer.from(pdf);
  altered[500] = (altered[500] ?? 0) ^ 4;
  writeFileSync(at('altered.pdf'), altered);
  writeFileSync(at('plain.pdf'), '%PDF-1.7\n');
  writeFileSync(at('empty.png'), png('nothing').subarray(0, 60));
  const record = /verifyUrl":"([^"]+)"/.exec(pdf.toString().replaceAll('&amp;', '&'));
  verifyUrl = record?.[1] ?? '';
  writeFileSync(at('code.png'), png(verifyUrl));
  writeFileSync(at('foreign.png'), png(verifyUrl.replace('127.0.0.1', 'office.example')));
});

afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

async function verify(args: readonly string[], input = '') {
  const io = fakeIo({ input });
  const { exit } = await main(['verify', 'document', ...args], io);
  return { exit, out: io.written(), notes: io.notes.join('\n') };
}

describe('verification of a file', () => {
  it('when the file is sealed, then the result has the seal and what is not proved', async () => {
    const { exit, out, notes } = await verify([at('document.pdf'), ...SEAL()]);
    expect({ exit, notes }).toEqual({ exit: 0, notes: '' });
    expect(out).toMatch(/^proved: document AÜ-\d{4}-000001 is whole, every byte as it was sealed\n/);
    expect(out).toMatch(/sealed on 20\d\d-.*Z by Sample office seal \(TEST ONLY\), certificate SHA-256 [0-9a-f]{64}\n/);
    expect(out).toContain('not proved: that it is still valid');
    expect(out).not.toContain('MƏMMƏDOVA');
  });

  it("when --json is given, then the result is one JSON value with the office's answer", async () => {
    const { exit, out } = await verify([at('document.pdf'), ...SEAL(), ...OFFICE(), '--json']);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toEqual({
      proved: 'sealed',
      state: 'valid',
      title: 'Ailə üzvləri haqqında arayış',
      agency: 'Sınaq idarəsi',
      number: expect.stringMatching(/^AÜ-\d{4}-000001$/),
      issuedOn: expect.any(String),
      validUntil: expect.any(String),
      office: office.url,
      seal: {
        name: 'Sample office seal (TEST ONLY)',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        at: expect.any(String),
      },
    });
  });

  it.each([
    ['altered.pdf', 'its bytes were changed after it was sealed (BKO-122)'],
    ['plain.pdf', 'it has no seal that covers all of it: no signature (BKO-121)'],
    ['old.pdf', 'not valid any more: 2026-11-25 was its last day'],
  ])('when %s is verified, then it is not proved', async (file, said) => {
    const { exit, notes } = await verify([at(file), ...SEAL()]);
    expect(exit).toBe(1);
    expect(notes).toContain(said);
  });

  it('when today is the last valid day of a file, then the file is still proved', async () => {
    const { exit, notes } = await verify([at('last-day.pdf'), ...SEAL()]);
    expect({ exit, notes }).toEqual({ exit: 0, notes: '' });
  });

  it('when another seal is trusted, then the file is not proved and its seal is named', async () => {
    const { exit, notes, out } = await verify([at('document.pdf'), '--seal', at('other.pem')]);
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(notes).toMatch(
      /sealed by Sample office seal \(TEST ONLY\), a seal that is not trusted here: certificate SHA-256 [0-9a-f]{64} \(BKO-124\)/,
    );
  });
});

describe('verification of a paper', () => {
  it.each([
    ['the picture of its code', () => [at('code.png')], ''],
    ['the text of its code', () => [verifyUrl], ''],
    ['the text on standard input', () => ['-'], 'url'],
    [
      'what stands beside it',
      () => {
        const { searchParams } = new URL(verifyUrl);
        return [searchParams.get('number') ?? '', '--code', (searchParams.get('code') ?? '').toLowerCase()];
      },
      '',
    ],
  ])('when %s is given, then the office knows the paper', async (_, what, input) => {
    const { exit, out, notes } = await verify([...what(), ...OFFICE()], input === 'url' ? `${verifyUrl}\n` : '');
    expect({ exit, notes }).toEqual({ exit: 0, notes: '' });
    expect(out).toContain(`proved: the office ${office.url} says of AÜ-`);
    expect(out).toContain('not proved: the other text on the paper');
  });

  it('when the code leads to another office, then the paper is not proved, and the error names that office', async () => {
    const { exit, notes } = await verify([at('foreign.png'), ...OFFICE()]);
    expect(exit).toBe(1);
    expect(notes).toContain('the code leads to http://office.example:');
  });

  it('when the office is away, does not know the document or withdrew it, then it is not proved', async () => {
    const { number } = SAMPLE_DOCUMENT_FACTS;
    const unknown = await verify([number, '--code', '0000-0000-0000-0000', ...OFFICE()]);
    expect(unknown).toMatchObject({ exit: 1, out: '' });
    expect(unknown.notes).toContain('knows no document with this number and this code');
    const silent = await verify([number, '--code', '0', '--office', 'http://127.0.0.1:1']);
    expect(silent.notes).toContain('did not answer (BKO-101, ECONNREFUSED)');
    await fetch(`${office.url}/v1/applications/one/withdrawal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'one' },
      body: '{"reason":"not-printed"}',
    });
    const withdrawn = await verify([at('document.pdf'), ...SEAL(), ...OFFICE()]);
    expect(withdrawn.exit).toBe(1);
    expect(withdrawn.notes).toContain('not valid: it was withdrawn');
  });
});

describe('wrong use of verify', () => {
  it.each([
    [() => [], "missing required argument 'what'"],
    [() => [at('document.pdf')], 'no trusted seal: add --seal FILE'],
    [() => [at('document.pdf'), '--seal', at('none.pem')], 'none.pem: expected a file that can be read'],
    [
      () => [at('document.pdf'), '--seal', at('plain.pdf')],
      'expected the certificate of a seal, PEM, found none (CFG-104)',
    ],
    [
      () => [at('document.pdf'), '--profile', 'provisioning/profiles/cabinet-a.yaml'],
      'names no seal (backOffice.seal)',
    ],
    [() => [at('code.png')], 'a code proves nothing by itself: add --office URL'],
    [() => [at('code.png'), '--office', 'verify.example'], 'not an address of an office: verify.example'],
    [() => ['AÜ-2026-000001', ...OFFICE()], 'is not a file; add --code CODE'],
    [() => [at('document.pdf'), '--code', 'X', ...SEAL()], '--code belongs to a number'],
    [() => [at('seal.pem'), ...OFFICE()], 'neither a PDF, nor a picture (PNG)'],
    [() => ['https://office.example/', ...OFFICE()], 'neither a PDF, nor a picture (PNG)'],
  ])('when the arguments are wrong, then one line says why: %#', async (args, said) => {
    const { exit, notes, out } = await verify(args());
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(notes.split('\n')).toHaveLength(1);
    expect(notes).toContain(said);
  });

  it('when a picture has no code, then it proves nothing', async () => {
    const { exit, notes } = await verify([at('empty.png'), ...OFFICE()]);
    expect(exit).toBe(1);
    expect(notes).toContain('there is no QR code in');
  });
});
