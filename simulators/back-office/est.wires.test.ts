import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestOptions, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROUTES } from './routes.ts';
import { type ReferenceBackOffice, type ReferenceBackOfficeOptions, startBackOffice } from './server.ts';

let folder: string;
let office: ReferenceBackOffice;
const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString();
const text = (name: string) => readFileSync(at(name), 'utf8');

const start = (more: Partial<ReferenceBackOfficeOptions> = {}) =>
  startBackOffice({ now: () => new Date(), random: Math.random, enrolment: {}, ...more });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'est-'));
  office = await start();
});
afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function ask(
  path: string,
  { body = '', ...options }: RequestOptions & { readonly body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, office.url),
      { rejectUnauthorized: false, agent: false, ...options },
      (response) => {
        let all = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          all += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: all }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const EST = '/.well-known/est';
const der = async (operation: string, file: string) =>
  writeFileSync(at(file), Buffer.from((await ask(`${EST}/${operation}`)).body, 'base64'));

function makeRequest(name: string, subject = `/CN=${name}`, curve = 'P-256'): string {
  const ec = ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-nodes'];
  openssl('req', '-new', ...ec, '-subj', subject, '-keyout', `${name}.key`, '-out', `${name}.csr`);
  return text(`${name}.csr`).replace(/-----[A-Z ]+-----/g, '');
}

const enrol = (kiosk: string, code: string, body: string) =>
  ask(`${EST}/simpleenroll`, {
    method: 'POST',
    body,
    auth: `${kiosk}:${code}`,
    headers: { 'content-type': 'application/pkcs10', 'content-transfer-encoding': 'base64' },
  });
const code = (kiosk = 'K5') => office.enrolment!.issueCode(kiosk);
const codeOf = ({ status, body }: Answer) => [status, (JSON.parse(body) as { code: string }).code];

async function enrolled(name = 'K5'): Promise<{ readonly key: string; readonly cert: string }> {
  const answer = await enrol(name, await code(name), makeRequest(name));
  writeFileSync(at('answer.p7'), Buffer.from(answer.body, 'base64'));
  writeFileSync(at(`${name}.pem`), openssl('pkcs7', '-inform', 'DER', '-in', 'answer.p7', '-print_certs'));
  return { key: text(`${name}.key`), cert: text(`${name}.pem`) };
}

describe('the authority', () => {
  it('when a kiosk asks for cacerts, then the certificate has the announced fingerprint and verifies the server', async () => {
    await der('cacerts', 'ca.p7');
    writeFileSync(at('ca.pem'), openssl('pkcs7', '-inform', 'DER', '-in', 'ca.p7', '-print_certs'));
    expect(openssl('x509', '-in', 'ca.pem', '-noout', '-fingerprint', '-sha256')).toContain(
      office.enrolment!.fingerprint,
    );
    expect((await ask('/v1/health', { rejectUnauthorized: true, ca: text('ca.pem') })).status).toBe(403);
  });

  it('when a kiosk asks for csrattrs, then the answer demands ecdsa-with-SHA256 and P-256', async () => {
    await der('csrattrs', 'attributes');
    expect(openssl('asn1parse', '-inform', 'DER', '-in', 'attributes')).toMatch(
      /ecdsa-with-SHA256\s[\s\S]*id-ecPublicKey\s[\s\S]*prime256v1/,
    );
  });

  it('when the office restarts, then authority, codes, certificates and revocations are the same', async () => {
    await office.close();
    const store = at('office.db');
    office = await start({ store });
    const [given, before] = [await code('K6'), office.enrolment!.fingerprint];
    const kiosk = await enrolled();
    await office.enrolment!.revoke('K5');
    await office.close();
    office = await start({ store });
    expect(office.enrolment!.fingerprint).toBe(before);
    expect((await enrol('K6', given, makeRequest('K6'))).status).toBe(200);
    expect(codeOf(await ask('/v1/health', kiosk))).toEqual([403, 'revoked-kiosk']);
  });
});

describe('an enrolment code', () => {
  it('when the same request comes twice, then the answer is the same certificate, and OpenSSL verifies it', async () => {
    const [given, body] = [await code(), makeRequest('K5')];
    const first = await enrol('K5', given, body);
    expect([first.status, first.headers['content-type']]).toEqual([
      200,
      'application/pkcs7-mime; smime-type=certs-only',
    ]);
    expect((await enrol('K5', given.toLowerCase(), body)).body).toBe(first.body);
    await enrolled();
    writeFileSync(at('ca.pem'), office.enrolment!.authority);
    expect(openssl('verify', '-purpose', 'sslclient', '-CAfile', 'ca.pem', 'K5.pem')).toBe('K5.pem: OK\n');
  });

  it('when another kiosk, another request or a later day uses a code, then it is refused', async () => {
    const given = await code();
    expect(codeOf(await enrol('K6', given, makeRequest('K6')))).toEqual([401, 'unknown-code']);
    expect(codeOf(await enrol('K5', '00000-00000', makeRequest('K5')))).toEqual([401, 'unknown-code']);
    expect((await enrol('K5', given, makeRequest('K5'))).status).toBe(200);
    expect(codeOf(await enrol('K5', given, makeRequest('K5')))).toEqual([401, 'used-code']);
    await office.close();
    let later = 0;
    office = await start({ now: () => new Date(Date.now() + later) });
    const old = await code();
    later = 25 * 3_600_000;
    expect(codeOf(await enrol('K5', old, makeRequest('K5')))).toEqual([401, 'expired-code']);
  });

  it('when a request has no code, then the answer is 401 with a Basic challenge', async () => {
    const answer = await ask(`${EST}/simpleenroll`, {
      method: 'POST',
      headers: { 'content-type': 'application/pkcs10' },
      body: 'AA==',
    });
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Basic realm="enrolment"']);
  });

  it.each<[string, () => string, number, string]>([
    ['for another name', () => makeRequest('K7'), 403, 'foreign-kiosk'],
    ['for more than a name', () => makeRequest('K5', '/O=x/CN=K5'), 400, 'malformed'],
    ['for another curve', () => makeRequest('K5', '/CN=K5', 'P-384'), 400, 'malformed'],
    ['that is none', () => 'AAAA', 400, 'malformed'],
    [
      'with a signature that does not fit',
      () => {
        const bytes = Buffer.from(makeRequest('K5'), 'base64');
        bytes[bytes.length - 5]! ^= 1;
        return bytes.toString('base64');
      },
      400,
      'malformed',
    ],
  ])(
    'when a code is used with a request %s, then the request is refused and the code stays valid',
    async (_, body, status, reason) => {
      const given = await code();
      expect(codeOf(await enrol('K5', given, body()))).toEqual([status, reason]);
      expect((await enrol('K5', given, makeRequest('K5'))).status).toBe(200);
    },
  );
});

describe('a kiosk', () => {
  it('when a kiosk has a certificate, then it is admitted and can renew only its own name', async () => {
    const kiosk = await enrolled();
    expect((await ask('/v1/health', kiosk)).status).toBe(200);
    const renew = (body: string) =>
      ask(`${EST}/simplereenroll`, {
        ...kiosk,
        method: 'POST',
        body,
        headers: { 'content-type': 'application/pkcs10' },
      });
    const body = makeRequest('K5');
    const renewed = await renew(body);
    expect([renewed.status, (await renew(body)).body]).toEqual([200, renewed.body]);
    expect(codeOf(await renew(makeRequest('K6')))).toEqual([403, 'foreign-kiosk']);
  });

  it('when a kiosk is revoked, then every operation is refused and the revocation list names its certificate', async () => {
    const kiosk = await enrolled();
    expect(await office.enrolment!.revoke('K5')).toBe(1);
    const asked = [...ROUTES, { method: 'GET', url: '/v1/health' }, { method: 'POST', url: `${EST}/simplereenroll` }];
    expect(asked.length).toBeGreaterThan(25);
    for (const { method, url } of asked) {
      const path = url.replace(/:(\w+)/g, 'x');
      expect([path, ...codeOf(await ask(path, { ...kiosk, method }))]).toEqual([path, 403, 'revoked-kiosk']);
    }
    await der('crls', 'list');
    writeFileSync(at('ca.pem'), office.enrolment!.authority);
    openssl('crl', '-inform', 'DER', '-in', 'list', '-out', 'list.pem');
    const said = openssl('crl', '-in', 'list.pem', '-noout', '-text');
    expect(said).toMatch(/X509v3 CRL Number:\s+\d+/);
    const keyId = /(?:[0-9A-F]{2}:){19}[0-9A-F]{2}/.exec(
      openssl('x509', '-in', 'ca.pem', '-noout', '-ext', 'subjectKeyIdentifier'),
    );
    expect(said).toMatch(new RegExp(`Authority Key Identifier:\\s+(keyid:)?${keyId?.[0]}`));
    const verify = ['verify', '-CAfile', 'ca.pem', '-CRLfile', 'list.pem', '-crl_check', 'K5.pem'];
    expect(() => openssl(...verify)).toThrow(/certificate revoked/);
    expect((await ask('/v1/health', await enrolled('K6'))).status).toBe(200);
    expect((await ask('/v1/health', await enrolled('K5'))).status).toBe(200);
  });

  it('when a kiosk has no certificate or a self-signed one, then it is refused as unknown-kiosk', async () => {
    expect(codeOf(await ask('/v1/health'))).toEqual([403, 'unknown-kiosk']);
    const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    openssl('req', '-x509', ...ec, '-subj', '/CN=K5', '-keyout', 'false.key', '-out', 'false.pem');
    expect(codeOf(await ask('/v1/health', { key: text('false.key'), cert: text('false.pem') }))).toEqual([
      403,
      'unknown-kiosk',
    ]);
  });
});
