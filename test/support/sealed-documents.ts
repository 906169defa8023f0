import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SealedDocumentFacts } from '../../drivers/sealed-document/contract.ts';
import {
  makeSeal,
  type Seal,
  type SealPlan,
  sampleSeal,
  sealPdf,
} from '../../simulators/back-office/documents/seal.ts';
import { makeSheets } from '../../simulators/back-office/documents/sheets.ts';

export const SEALED_AT = new Date('2026-11-24T10:00:00Z');

/** With every letter of the official language. */
export const SAMPLE_DOCUMENT_FACTS: SealedDocumentFacts = {
  number: 'AÜ-2026-000001',
  reference: 'K5-7QF2-62',
  service: 'family-members-certificate',
  title: 'Ailə üzvləri haqqında arayış',
  agency: 'Ədliyyə Nazirliyi',
  person: { name: 'MƏMMƏDOVA ŞƏBNƏM', fin: '5ABCD12' },
  lines: ['NÜMUNƏ: aşağıdakı məlumat uydurulub.', 'Aa Bb Cc Çç Dd Ee Əə Ff Gg Ğğ Hh Xx Iı İi Jj Kk Qq', '12,00 ₼'],
  issuedOn: '2026-11-24',
  validUntil: '2026-12-24',
  verifyUrl: 'https://verify.example/?number=A%C3%9C-2026-000001&code=7QF2-0K4M-XW9R-3TBD',
  pages: 1,
};

const PLAN: SealPlan = { label: 'another', serial: 9, commonName: 'Another seal', from: '20200101', until: '20450101' };

export const anotherSeal = (more: Partial<SealPlan> = {}): Seal => makeSeal({ ...PLAN, ...more });

export const certificateDer = ({ certificate }: Seal): Uint8Array => Uint8Array.from(certificate.raw);

/** A PDF sealed by the sample office, or by another office. */
export async function sealedPdf(
  facts: Partial<SealedDocumentFacts> = {},
  { seal = sampleSeal(), at = SEALED_AT }: { readonly seal?: Seal; readonly at?: Date } = {},
): Promise<Uint8Array> {
  const { pages: _, ...written } = { ...SAMPLE_DOCUMENT_FACTS, ...facts };
  return sealPdf(await makeSheets(written, at, seal.name), seal);
}

/** Output of `openssl cms -verify` for the seal of a PDF. The seal is found by `/ByteRange`, without the program under test. */
export function opensslVerify(pdf: Uint8Array, certificate: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'seal-'));
  try {
    const text = Buffer.from(pdf).toString('latin1');
    const [, first = 0, second = 0, rest = 0] = (/\/ByteRange \[ 0 (\d+) (\d+) (\d+) +\]/.exec(text) ?? []).map(Number);
    const der = Buffer.from(text.slice(first + 1, second - 1), 'hex');
    const cms = der.subarray(0, 4 + der.readUInt16BE(2));
    const file = (name: string, bytes: Uint8Array | string) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const bytes = Buffer.from(text.slice(0, first) + text.slice(second, second + rest), 'latin1');
    const args = [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      file('seal.der', cms),
      '-content',
      file('bytes', bytes),
      '-CAfile',
      file('seal.pem', certificate),
      '-out',
      '/dev/null',
    ];
    execFileSync('openssl', args, { stdio: 'pipe' });
    return 'verified';
  } catch (error) {
    return String((error as { readonly stderr?: Buffer }).stderr ?? error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lines of `pdfsig` about the sealed part and the seal. Here pdfsig trusts no authority. */
export function pdfsigLines(pdf: Uint8Array): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'seal-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const said = execFileSync('pdfsig', ['-nocert', join(folder, 'a.pdf')], { stdio: ['ignore', 'pipe', 'ignore'] });
    return said.toString().match(/(?<=- )\w+ document signed|(?<=Signature Validation: ).*/g) ?? [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function pdfTextOf(pdf: Uint8Array): string {
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString('utf8').replace(/\s+/g, ' ');
}
