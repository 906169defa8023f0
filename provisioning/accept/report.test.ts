import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logSignerFromSeed } from '../../device/merkle/signer.ts';
import { formatVerifierKey } from '../../device/proof/note.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { canonicalJson } from './canonical-json.ts';
import { writeReport } from './folder.ts';
import {
  type AcceptanceReport,
  findSigningKey,
  formatReport,
  parseReport,
  reportFingerprint,
  signReport,
} from './report.ts';
import { verifyReport } from './verify.ts';

const SIGNER = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(7));
const OTHER = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(8));
const KEY = formatVerifierKey(SIGNER.key);

const FIRST: AcceptanceReport = {
  run: '0d9d1f5e-6a3c-4a3e-9e0c-0d6a0c1c5a01',
  number: 1,
  previous: null,
  begunAt: '2026-11-27T10:00:00+04:00',
  at: '2026-11-27T10:20:00+04:00',
  clock: 'synchronised',
  kiosk: { id: 'K5', centre: 5, centreName: 'Mərkəz № 5' },
  software: { version: '0.1.0', node: '24.21.0', kernel: '6.12.0' },
  machine: { model: null, serial: null, architecture: 'arm64' },
  profile: 'ab'.repeat(32),
  accepted: true,
  results: [],
  failures: [{ step: 'lights', code: 'ACC-110', detail: 'not seen: attention', at: '2026-11-27T10:10:00+04:00' }],
};
const following = (before: AcceptanceReport, changed: Partial<AcceptanceReport> = {}): AcceptanceReport => ({
  ...before,
  number: before.number + 1,
  previous: reportFingerprint(before),
  ...changed,
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-report-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function verified(file: string, key = KEY) {
  const io = fakeIo();
  const outcome = await verifyReport(file, { key: [key], json: true }, io);
  return { outcome, said: io.written() === '' ? null : (JSON.parse(io.written()) as Record<string, unknown>) };
}

describe('signed report', () => {
  it('when a signed report is written and parsed, then it is equal, and only the key that signed it verifies it', () => {
    const signed = parseReport(formatReport(signReport(FIRST, SIGNER)));
    expect(signed?.report).toEqual(FIRST);
    expect(signed && findSigningKey(signed, [OTHER.key, SIGNER.key])).toEqual(SIGNER.key);
    expect(signed && findSigningKey(signed, [OTHER.key])).toBeNull();
  });

  it('when a report was changed, or has a foreign signature or key, then it is not verified', () => {
    const signed = signReport(FIRST, SIGNER);
    expect(findSigningKey({ ...signed, report: { ...FIRST, accepted: false } }, [SIGNER.key])).toBeNull();
    expect(
      findSigningKey({ ...signed, signature: signReport(following(FIRST), SIGNER).signature }, [SIGNER.key]),
    ).toBeNull();
    expect(findSigningKey(signReport(FIRST, OTHER), [SIGNER.key])).toBeNull();
  });

  it('when a report is signed, then the signed text cannot be a checkpoint of the log', () => {
    const texts: string[] = [];
    const sign = (text: string) => {
      texts.push(text);
      return new Uint8Array(64);
    };
    signReport(FIRST, { key: SIGNER.key, sign });
    expect(texts).toEqual([expect.stringMatching(/^asan-kiosk\/acceptance\/v1\n\{"accepted":true,/)]);
    expect(texts[0]?.split('\n')[1]).not.toMatch(/^\d+$/);
  });

  it('when a report is cut short, is other JSON or has additional fields, then it is not parsed', () => {
    const text = formatReport(signReport(FIRST, SIGNER));
    expect(parseReport(text.slice(0, -20))).toBeNull();
    expect(parseReport('[]')).toBeNull();
    expect(parseReport(text.replace('"run"', '"more": 1, "run"'))).toBeNull();
  });
});

describe('accept verify', () => {
  it('when all earlier reports are there, then the chain is whole', async () => {
    const second = following(FIRST);
    writeReport(folder, signReport(FIRST, SIGNER));
    writeReport(folder, signReport(second, SIGNER));
    const file = writeReport(folder, signReport(following(second, { accepted: false }), SIGNER));
    expect(await verified(file)).toEqual({
      outcome: { ok: true, value: undefined },
      said: expect.objectContaining({ signed: true, chain: 'whole', number: 3, accepted: false, kiosk: 'K5' }),
    });
  });

  it.each([
    ['missing', null],
    ['another than it was', signReport({ ...FIRST, accepted: false }, SIGNER)],
    ['signed by another', signReport(FIRST, OTHER)],
  ])(
    'when the report before is %s, then verify fails and names the number of the report that refers to it',
    async (_, first) => {
      if (first) writeReport(folder, first);
      const file = writeReport(folder, signReport(following(FIRST), SIGNER));
      expect(await verified(file)).toMatchObject({
        outcome: { error: { exit: 1, line: expect.stringContaining('the report before number 2 is missing') } },
        said: { signed: true, chain: 2 },
      });
    },
  );

  it('when verify gets another key or the report was changed, then verify fails, whatever key the report names', async () => {
    const file = writeReport(folder, signReport(FIRST, SIGNER));
    expect(await verified(file, formatVerifierKey(OTHER.key))).toMatchObject({ outcome: { error: { exit: 1 } } });
    writeFileSync(file, readFileSync(file, 'utf8').replace('ACC-110', 'ACC-112'));
    expect(await verified(file)).toMatchObject({
      outcome: { error: { exit: 1, line: expect.stringContaining('not proved') } },
      said: { signed: false },
    });
  });

  it('when the key or the file is missing, or the file is no report, then one line says so and the exit code is 2', async () => {
    const file = join(folder, 'x.json');
    expect(await verifyReport(file, {}, fakeIo())).toMatchObject({
      error: { exit: 2, line: expect.stringContaining('no key to check with') },
    });
    expect((await verified(file)).outcome).toMatchObject({
      error: { exit: 2, line: expect.stringContaining('no such file') },
    });
    writeFileSync(file, '{}');
    expect((await verified(file)).outcome).toMatchObject({
      error: { exit: 2, line: `${file} is not a report of an acceptance test` },
    });
  });
});

it('when names are unsorted, then canonicalJson sorts them; when a number is a fraction, then it throws', () => {
  expect(canonicalJson({ b: [1, 'ə', null], a: { d: true, c: '"' } })).toBe(
    '{"a":{"c":"\\"","d":true},"b":[1,"ə",null]}',
  );
  expect(() => canonicalJson({ a: 0.5 })).toThrow('no canonical form');
});
