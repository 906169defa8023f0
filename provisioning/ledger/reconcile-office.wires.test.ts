import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

let folder: string;
let office: ReferenceBackOffice;
const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder });
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

function signed(name: string): void {
  openssl('req', ...EC, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
  writeFileSync(at('san'), 'subjectAltName=IP:127.0.0.1\n');
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '90', '-extfile', 'san'];
  openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-reconcile-'));
  openssl('req', '-x509', ...EC, '-days', '400', '-subj', '/CN=centre', '-keyout', 'ca.key', '-out', 'ca.pem');
  for (const name of ['office', 'K5']) signed(name);
  const text = (name: string) => readFileSync(at(name), 'utf8');
  const tls = { key: text('office.key'), certificate: text('office.pem'), ca: text('ca.pem') };
  office = await startBackOffice({ now: () => new Date(), random: () => 0.5, tls });
  openLedger({ file: at('ledger.db'), now: () => new Date() }).close();
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

async function reconcile(identity: string) {
  const simulated = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  const profile = simulated
    .replace('var/simulated/ledger.db', at('ledger.db'))
    .replace('url: simulated,', `url: "${office.url}", ca: ${at('ca.pem')}, seal: ${at('office.pem')}, ${identity}`);
  writeFileSync(at('profile.yaml'), profile);
  const io = fakeIo({ inputIsTerminal: false });
  const { exit } = await main(['ledger', 'reconcile', '--profile', at('profile.yaml')], io);
  return { exit, said: io.written(), notes: io.notes.join('\n') };
}

it('when the office asks for a certificate, then reconcile shows the certificate of the kiosk', async () => {
  const { exit, said, notes } = await reconcile(`identity: { key: ${at('K5.key')}, certificate: ${at('K5.pem')} },`);
  expect([exit, notes]).toEqual([0, '']);
  expect(said).toContain('back office 0\nthe books agree\n');
});

it('when the certificate cannot be read, then reconcile names its file', async () => {
  const { exit, notes } = await reconcile(`identity: { key: ${at('lost.key')}, certificate: ${at('K5.pem')} },`);
  expect(exit).toBe(2);
  expect(notes).toContain('lost.key');
});
