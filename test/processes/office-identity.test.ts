import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { startKioskProcess, withOfficeAt } from '../support/kiosk-process.ts';
import { socketCitizenAt, untilCheckingBySocket } from '../support/socket-citizen.ts';

let folder: string;
let office: ReferenceBackOffice;
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder });
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

function signed(name: string): void {
  openssl('req', ...EC, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '10', '-extfile', 'san'];
  openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'office-identity-'));
  writeFileSync(join(folder, 'san'), 'subjectAltName=IP:127.0.0.1\n');
  openssl('req', '-x509', ...EC, '-days', '10', '-subj', '/CN=centre', '-keyout', 'ca.key', '-out', 'ca.pem');
  for (const name of ['office', 'K5']) signed(name);
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  let draws = 0;
  office = await startBackOffice({
    now: () => new Date(),
    random: () => (draws++ % 97) / 97,
    tls: { key: text('office.key'), certificate: text('office.pem'), ca: text('ca.pem') },
    services: [
      {
        id: 'identity-card-replacement',
        title: 'Vəsiqə',
        paper: 'receipt',
        identification: 'zone',
        group: 'identity',
        sendsToWindow: true,
        priceOf: () => ({ lines: [{ kind: 'duty', amount: 500 }], tariffDate: '2022-08-15' }),
      },
    ],
  });
});

afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

test("when the kiosk's certificate ends soon, then the back office recognises the kiosk, and the log warns", async () => {
  const kiosk = await startKioskProcess((profile, own) =>
    withOfficeAt(office.url)(profile, own).replace(
      'timeoutMs: 10000,',
      `timeoutMs: 10000, ca: ${join(folder, 'ca.pem')}, identity: { key: ${join(folder, 'K5.key')}, certificate: ${join(folder, 'K5.pem')} },`,
    ),
  );
  const citizen = await socketCitizenAt(kiosk.url);
  await untilCheckingBySocket(kiosk, citizen);
  expect(kiosk.output()).toContain('BKO-113');
  expect(kiosk.output()).not.toMatch(/back-office\.(trouble|distrusted)/);
  await citizen.leave();
  await kiosk.stop();
});
