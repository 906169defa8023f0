import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { enrol } from '../../provisioning/enrol/enrol.ts';
import { readStoredIdentity } from '../../provisioning/enrol/identity.ts';
import { startBackOffice } from '../../simulators/back-office/server.ts';
import { enrolmentRig } from '../rigs/enrolment-rig.ts';
import { fakeIo } from '../support/fake-io.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'est-peers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { cwd: folder, stdio: 'pipe', timeout: 50_000 });
const openssl = (...args: string[]) => run('openssl', ...args).toString();
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

function request(name: string, subject: string): void {
  openssl('req', '-new', ...EC, '-subj', subject, '-outform', 'DER', '-keyout', `${name}.key`, '-out', `${name}.csr`);
}

it('when strongSwan enrols and renews at the office, then both succeed until its certificate is revoked', async () => {
  const office = await startBackOffice({ now: () => new Date(), random: Math.random, enrolment: {} });
  try {
    const { authority, issueCode, revoke } = office.enrolment!;
    writeFileSync(join(folder, 'ca.pem'), authority);
    const code = await issueCode('K6');
    // Asynchronous, because the office answers in this process.
    const pki = (...args: string[]) =>
      runAsync('pki', '--est', '--url', office.url, '--cacert', 'ca.pem', '--outform', 'pem', ...args);
    request('first', '/CN=K6');
    writeFileSync(join(folder, 'first.pem'), await pki('--in', 'first.csr', '--userpass', `K6:${code}`));
    expect(openssl('verify', '-CAfile', 'ca.pem', 'first.pem')).toBe('first.pem: OK\n');
    request('second', '/CN=K6');
    const renew = () => pki('--in', 'second.csr', '--cert', 'first.pem', '--key', 'first.key');
    writeFileSync(join(folder, 'second.pem'), await renew());
    expect(openssl('verify', '-CAfile', 'ca.pem', 'second.pem')).toBe('second.pem: OK\n');
    expect(await revoke('K6')).toBe(2);
    await expect(renew()).rejects.toThrow(/Command failed/);
  } finally {
    await office.close();
  }
});

async function runAsync(program: string, ...args: string[]): Promise<string> {
  const { promisify } = await import('node:util');
  const { execFile } = await import('node:child_process');
  return (await promisify(execFile)(program, args, { cwd: folder, timeout: 50_000 })).stdout;
}

function opensslOffice(): Promise<Server> {
  openssl('req', '-x509', ...EC, '-days', '30', '-subj', '/CN=root', '-keyout', 'root.key', '-out', 'root.pem');
  writeFileSync(join(folder, 'ca.ext'), 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n');
  writeFileSync(join(folder, 'server.ext'), 'subjectAltName=IP:127.0.0.1\n');
  const sign = (csr: string, by: string, out: string, ...more: string[]) =>
    openssl(
      'x509',
      '-req',
      '-in',
      csr,
      '-CA',
      `${by}.pem`,
      '-CAkey',
      `${by}.key`,
      '-CAcreateserial',
      '-days',
      '20',
      '-out',
      out,
      ...more,
    );
  request('between', '/CN=between');
  sign('between.csr', 'root', 'between.pem', '-inform', 'DER', '-extfile', 'ca.ext');
  request('server', '/CN=server');
  sign('server.csr', 'root', 'server.pem', '-inform', 'DER', '-extfile', 'server.ext');
  const certificates = (...files: string[]) => {
    const named = files.flatMap((file) => ['-certfile', file]);
    return run('openssl', 'crl2pkcs7', '-nocrl', ...named, '-outform', 'DER').toString('base64');
  };
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const server = createServer({ key: text('server.key'), cert: text('server.pem') }, (asked, answer) => {
    let body = '';
    asked.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    asked.on('end', () => {
      answer.setHeader('content-type', 'application/pkcs7-mime');
      if (asked.url?.endsWith('/cacerts')) return answer.end(certificates('root.pem', 'between.pem'));
      writeFileSync(join(folder, 'asked.csr'), Buffer.from(body, 'base64'));
      openssl('req', '-inform', 'DER', '-in', 'asked.csr', '-verify', '-noout');
      sign('asked.csr', 'between', 'issued.pem', '-inform', 'DER');
      return answer.end(certificates('issued.pem'));
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

it('when OpenSSL is the office, then the kiosk enrols, with an intermediate authority', async () => {
  const machine = enrolmentRig();
  const server = await opensslOffice();
  try {
    const fingerprint = openssl('x509', '-in', 'root.pem', '-noout', '-fingerprint', '-sha256').split('=')[1]!.trim();
    const office = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const options = { office, code: 'any', fingerprint, profile: machine.profile };
    expect(await enrol(options, fakeIo(), machine.places)).toEqual({ ok: true, value: undefined });
    const { certificate, chain } = readStoredIdentity(machine.places.credentials)!;
    expect([certificate.subject, ...chain.map(({ subject }) => subject)]).toEqual(['CN=K5', 'CN=between']);
  } finally {
    server.close();
    machine.remove();
  }
});
