import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSealedDocument } from '../../../drivers/sealed-document/read.ts';
import { certificateDer, opensslVerify, SEALED_AT, sealedPdf } from '../../../test/support/sealed-documents.ts';
import { readSeal, sampleSeal } from './seal.ts';

it('when the sample seal is made, then its fingerprint is always the same', () => {
  const { certificate } = sampleSeal();
  expect(certificate.fingerprint256).toBe(
    'CA:8A:27:88:BD:A3:E0:C6:E0:33:FB:34:8A:B7:4D:03:98:33:88:70:AE:F2:2B:86:95:0A:24:CD:C8:6A:1D:5E',
  );
  expect(certificate.verify(certificate.publicKey)).toBe(true);
});

describe('a seal of files that OpenSSL wrote', () => {
  let folder: string;
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'seal-'));
    for (const name of ['one', 'two']) {
      const args = [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '9999',
        '-not_before',
        '20200101000000Z',
        '-not_after',
        '20400101000000Z',
        '-subj',
        `/CN=Seal ${name}`,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.pem`,
      ];
      execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    }
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('when OpenSSL made key and certificate, then the seal verifies by this certificate and by no other', async () => {
    const seal = readSeal({ key: file('one.key'), certificate: file('one.pem') });
    expect(seal.name).toBe('Seal one');
    const pdf = await sealedPdf({}, { seal });
    expect(opensslVerify(pdf, file('one.pem'))).toBe('verified');
    expect(readSealedDocument(pdf, [certificateDer(seal)], SEALED_AT)).toMatchObject({
      ok: true,
      value: { by: { name: 'Seal one' } },
    });
    expect(opensslVerify(pdf, file('two.pem'))).toContain('self-signed certificate');
  });

  it('when the key is of another certificate, then readSeal throws', () => {
    expect(() => readSeal({ key: file('two.key'), certificate: file('one.pem') })).toThrow(
      'does not belong to its certificate',
    );
  });
});
