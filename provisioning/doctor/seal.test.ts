import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFiles } from '../../device/config/files.ts';
import { readSeals } from '../../device/document/seals.ts';
import { sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import { anotherSeal, derOf } from '../../test/sealed-documents.ts';
import { sealChecks } from './seal.ts';

let folder: string;
const profile = (seal?: string) => {
  const backOffice = {
    url: 'https://office.example',
    timeoutMs: 1_000,
    ...(seal !== undefined && { seal: join(folder, seal) }),
  };
  return { backOffice };
};
const NOW = new Date('2026-11-24T10:00:00Z');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seals-'));
  const [one, old] = [sampleSeal(), anotherSeal({ until: '20261001' })];
  writeFileSync(join(folder, 'both.pem'), `# the new one\n${one.certificate}\n${old.certificate}`);
  writeFileSync(join(folder, 'none.pem'), 'nothing');
  writeFileSync(join(folder, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the seals of a profile', () => {
  it('are all that its file has, and none without one', () => {
    const seals = [derOf(sampleSeal()), derOf(anotherSeal({ until: '20261001' }))];
    expect(readSeals(profile('both.pem'), realFiles)).toEqual({ ok: true, value: seals });
    expect(readSeals(profile(), realFiles)).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['none.pem', { code: 'CFG-104', found: 'none' }],
    ['broken.pem', { code: 'CFG-104', found: 'one that cannot be read' }],
    ['absent.pem', { code: 'CFG-101' }],
  ])('of %s are told', (file, error) => {
    expect(readSeals(profile(file), realFiles)).toMatchObject({ ok: false, error });
    expect(sealChecks(profile(file))).toMatchObject([{ name: 'seal', state: 'fail' }]);
  });
});

describe('doctor', () => {
  it('says whose they are and how long, and which is over', () => {
    expect(sealChecks(profile(), NOW)).toEqual([]);
    expect(sealChecks(profile('both.pem'), NOW)).toMatchObject([
      { name: 'seal', state: 'ok', found: 'Sample office seal (TEST ONLY), valid until 2045-01-01' },
      { name: 'seal', state: 'fail', found: 'Another seal, valid until 2026-10-01 (BKO-125)' },
    ]);
  });
});
