import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSingleTlv } from '../../drivers/id-reader/emrtd/tlv.ts';
import { issueChip } from '../../simulators/id-reader/emrtd/issue/chip.ts';
import { CHIP_FILE } from '../../simulators/id-reader/emrtd/issue/contents.ts';
import { CHIP_PLANS } from '../../simulators/id-reader/emrtd/issue/plans.ts';
import { trustedCsca } from '../../simulators/id-reader/emrtd/issue/state.ts';

/** OpenSSL checks the signatures of simulated chips. `-noverify`: OpenSSL refuses chains with explicit curves, which ICAO requires. */
const run = promisify(execFile);
const ids = (Object.keys(CHIP_PLANS) as (keyof typeof CHIP_PLANS)[]).filter((id) => CHIP_PLANS[id] !== null);
let folder = '';
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chip-documents-'));
  await writeFile(at('csca.der'), trustedCsca('azerbaijan'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the test documents under OpenSSL's command", () => {
  it.each(ids)('when OpenSSL checks the security object of %s, then its signature is valid', async (id) => {
    const file = readSingleTlv(issueChip(id)?.application.get(CHIP_FILE.securityObject) ?? new Uint8Array(), 0x77);
    if (!file.ok) throw new Error(file.error.why);
    await writeFile(at(`${id}.cms`), file.value);
    const asked = run('openssl', [
      'cms',
      '-verify',
      '-noverify',
      '-inform',
      'DER',
      '-in',
      at(`${id}.cms`),
      '-out',
      at(`${id}.lds`),
    ]);
    if (id === 'chip-signature-wrong') return expect(asked).rejects.toThrow(/verification failure/i);
    await asked;
    // Bytes of an LDSSecurityObject: SEQUENCE, version 0, SHA-256.
    expect((await readFile(at(`${id}.lds`))).toString('hex')).toMatch(/^3081..020100300b0609608648016503040201/);
  });

  it('when OpenSSL reads the CSCA, then it prints its subject, its key usage and its algorithm', async () => {
    const { stdout } = await run('openssl', ['x509', '-inform', 'DER', '-in', at('csca.der'), '-noout', '-text']);
    // Some versions of OpenSSL quote a value with a comma.
    expect(stdout).toMatch(/Subject: C=AZ, O="?TEST ONLY, not an authority of any state"?, CN=Test CSCA 1/);
    expect(stdout).toContain('Certificate Sign, CRL Sign');
    expect(stdout).toContain('ecdsa-with-SHA384');
  });
});
