import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import { createBackOffice } from './client.ts';
import { formatDistrustDetail, parseDistrustDetail, tlsTrouble } from './tls-trouble.ts';

/* Real handshakes with a test authority. A certificate of the future stands for a clock in 1970: it is not valid yet. */

const NEVER = new AbortController().signal;
let folder: string;
let server: Server | undefined;
const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-tls-'));
  for (const ca of ['ca', 'stranger']) {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '30',
      '-subj',
      `/CN=${ca}`,
      '-keyout',
      `${ca}.key`,
      '-out',
      `${ca}.pem`,
    );
  }
  writeFileSync(at('san'), 'subjectAltName=IP:127.0.0.1\n');
  writeFileSync(at('other-san'), 'subjectAltName=DNS:elsewhere.example\n');
  writeFileSync(at('index'), '');
  writeFileSync(
    at('ca.conf'),
    '[ca]\ndefault_ca=d\n[d]\ndatabase=index\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n',
  );
  openssl(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    '/CN=office',
    '-keyout',
    'office.key',
    '-out',
    'office.csr',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const day = (days: number) =>
  `${new Date(performance.timeOrigin + performance.now() + days * 86_400_000).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

interface Made {
  readonly ca?: 'ca' | 'stranger';
  readonly from?: number;
  readonly to?: number;
  readonly names?: 'san' | 'other-san';
}

async function serves({
  ca = 'ca',
  from = -1,
  to = 20,
  names = 'san',
}: Made): Promise<{ url: string; asked: () => number }> {
  openssl(
    'ca',
    '-batch',
    '-notext',
    '-config',
    'ca.conf',
    '-cert',
    `${ca}.pem`,
    '-keyfile',
    `${ca}.key`,
    '-startdate',
    day(from),
    '-enddate',
    day(to),
    '-extfile',
    names,
    '-in',
    'office.csr',
    '-out',
    'office.pem',
  );
  let asked = 0;
  const made = createServer(
    { key: readFileSync(at('office.key')), cert: readFileSync(at('office.pem')) },
    (_, response) => {
      asked += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    },
  );
  server = made;
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
  return { url: `https://127.0.0.1:${(made.address() as AddressInfo).port}`, asked: () => asked };
}

function client(url: string, sync: () => ClockSync) {
  const told: (string | null)[] = [];
  const ca = readFileSync(at('ca.pem'), 'utf8');
  const office = createBackOffice({
    baseUrl: url,
    timeoutMs: 60_000,
    newKey: () => 'k',
    tls: { ca },
    sync,
    onDistrust: (trouble) => told.push(trouble && formatDistrustDetail(trouble)),
  });
  return { office, told };
}

const NEXT_YEAR = { from: 5, to: 20 };
const LAST_YEAR = { from: -20, to: -5 };

describe('TLS handshake', () => {
  test('when the certificate is good, then the office answers, even if the clock is not set', async () => {
    const { url } = await serves({});
    const { office, told } = client(url, () => 'unsynchronised');
    expect([await office.healthy(NEVER), told]).toEqual([true, []]);
  });

  test.each<[string, Made, ClockSync, string]>([
    ['from the future, clock not set', NEXT_YEAR, 'unsynchronised', 'BKO-111 not-yet-valid'],
    ['from the future, clock unknown', NEXT_YEAR, 'unknown', 'BKO-111 not-yet-valid'],
    ['from the future, clock set', NEXT_YEAR, 'synchronised', 'BKO-112 not-yet-valid'],
    ['from the past, clock not set', LAST_YEAR, 'unsynchronised', 'BKO-111 expired'],
    ['from the past, clock unknown', LAST_YEAR, 'unknown', 'BKO-112 expired'],
    ['from the past, clock set', LAST_YEAR, 'synchronised', 'BKO-112 expired'],
    ['of a stranger, clock not set', { ca: 'stranger' }, 'unsynchronised', 'BKO-112 unknown-authority'],
    ['with another name, clock not set', { names: 'other-san' }, 'unsynchronised', 'BKO-112 other-name'],
  ])(
    'when the certificate is %s, then the request is not sent and the code is reported once',
    async (_, made, sync, code) => {
      const { url, asked } = await serves(made);
      const { office, told } = client(url, () => sync);
      const answer = await office.withdraw('key', 'declined', NEVER);
      expect(answer).toEqual({ ok: false, error: { code: 'BKO-101', kind: 'unreachable', detail: code } });
      await office.healthy(NEVER);
      expect([told, asked()]).toEqual([[code], 0]);
    },
  );

  test.each([NEXT_YEAR, LAST_YEAR])(
    'when the authority is unknown and the date is wrong too, then the request is not sent: %j',
    async (time) => {
      const { url, asked } = await serves({ ca: 'stranger', ...time });
      const { office } = client(url, () => 'unsynchronised');
      expect([await office.healthy(NEVER), asked()]).toEqual([false, 0]);
    },
  );

  test('when the connection is lost after a bad certificate, then the certificate stays bad', async () => {
    const { url, asked } = await serves(LAST_YEAR);
    const { office, told } = client(url, () => 'synchronised');
    expect(await office.healthy(NEVER)).toBe(false);
    await new Promise((done) => server?.close(done));
    expect(await office.withdraw('key', 'declined', NEVER)).toMatchObject({ ok: false, error: { code: 'BKO-101' } });
    expect(await office.healthy(AbortSignal.abort())).toBe(false);
    expect([told, asked()]).toEqual([['BKO-112 expired'], 0]);
  });

  test('when the certificate is accepted again, then null is reported', async () => {
    const bad = await serves(NEXT_YEAR);
    const { office, told } = client(bad.url, () => 'unsynchronised');
    expect(await office.healthy(NEVER)).toBe(false);
    openssl(
      'ca',
      '-batch',
      '-notext',
      '-config',
      'ca.conf',
      '-cert',
      'ca.pem',
      '-keyfile',
      'ca.key',
      '-startdate',
      day(-1),
      '-enddate',
      day(20),
      '-extfile',
      'san',
      '-in',
      'office.csr',
      '-out',
      'office.pem',
    );
    server?.setSecureContext({ key: readFileSync(at('office.key')), cert: readFileSync(at('office.pem')) });
    expect(await office.healthy(NEVER)).toBe(true);
    expect(told).toEqual(['BKO-111 not-yet-valid', null]);
  });
});

test.each(['ECONNREFUSED', 'timeout', 'ECONNRESET', 'EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'])(
  'when the code is %s, then the certificate is not the reason',
  (code) => {
    for (const sync of ['synchronised', 'unsynchronised', 'unknown'] as const)
      expect(tlsTrouble(code, sync)).toBeNull();
  },
);

test.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknown-authority'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unknown-authority'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'other-name'],
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_REVOKED', 'revoked'],
  ['INVALID_PURPOSE', 'unfit'],
])('%s is decoded as %s, also from the detail of an answer', (code, cause) => {
  const trouble = tlsTrouble(code, 'synchronised');
  expect(trouble).toEqual({ code: 'BKO-112', cause });
  expect(trouble && parseDistrustDetail(formatDistrustDetail(trouble))).toEqual(trouble);
  expect(parseDistrustDetail('status 500')).toBeNull();
});
