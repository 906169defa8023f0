import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackOffice } from '../../device/back-office/client.ts';
import type { LodgeRequest } from '../../device/back-office/contract.ts';
import { daysUntilExpiry, readOfficeTls } from '../../device/back-office/identity.ts';
import { realFiles } from '../../device/config/files.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { lodgeRequest } from './lodge-request.ts';

const NEVER = new AbortController().signal;
let folder: string;
let office: ReferenceBackOffice;
const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder });
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

function authority(name: string): void {
  openssl(
    'req',
    '-x509',
    ...EC,
    '-days',
    '400',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
  );
}

function signed(name: string, commonName: string, ca: string, days = '90'): void {
  openssl('req', ...EC, '-subj', `/CN=${commonName}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
  writeFileSync(at('san'), 'subjectAltName=IP:127.0.0.1\n');
  const by = ['-CA', `${ca}.pem`, '-CAkey', `${ca}.key`, '-CAcreateserial', '-days', days, '-extfile', 'san'];
  openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-identity-'));
  for (const name of ['centre', 'stranger']) authority(name);
  signed('office', 'office', 'centre');
  signed('K5', 'K5', 'centre');
  signed('K7', 'K7', 'centre');
  signed('false-K5', 'K5', 'stranger');
  const text = (name: string) => readFileSync(at(name), 'utf8');
  const tls = { key: text('office.key'), certificate: text('office.pem'), ca: text('centre.pem') };
  let draws = 0;
  office = await startBackOffice({ now: () => new Date(), random: () => (draws++ % 97) / 97, tls });
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

const profileFor = (kiosk: string, name: string | null) =>
  ({
    kiosk: { id: kiosk },
    backOffice: {
      url: office.url,
      timeoutMs: 60_000,
      ca: at('centre.pem'),
      ...(name !== null && { identity: { key: at(`${name}.key`), certificate: at(`${name}.pem`) } }),
    },
  }) as unknown as Pick<Profile, 'kiosk' | 'backOffice'>;

function client(kiosk: string, name: string | null = kiosk) {
  const tls = readOfficeTls(profileFor(kiosk, name), realFiles);
  if (!tls.ok) throw new Error(describeConfigTrouble(tls.error));
  return createBackOffice({ baseUrl: office.url, timeoutMs: 60_000, newKey: () => 'key', tls: tls.value });
}

const ticket = (kiosk: string): LodgeRequest =>
  lodgeRequest({ kiosk, service: 'queue-ticket', answers: { topic: 'identity' } });

describe('a kiosk with a certificate of its own', () => {
  it('when a kiosk has its certificate, then its requests are answered', async () => {
    const k5 = client('K5');
    expect(await k5.healthy(NEVER)).toBe(true);
    expect(await k5.lodge('a-1', ticket('K5'), NEVER)).toMatchObject({ ok: true });
    expect(await k5.register('a-1', null, NEVER)).toMatchObject({ ok: true });
  });

  it("when a kiosk asks as another kiosk, or about another kiosk's applications, then it is refused", async () => {
    await client('K5').lodge('b-1', ticket('K5'), NEVER);
    const k7 = client('K7');
    const refused = { ok: false, error: { code: 'BKO-102', kind: 'refused', reason: 'foreign-kiosk' } };
    expect(await k7.lodge('b-2', ticket('K5'), NEVER)).toEqual(refused);
    expect(await k7.register('b-1', null, NEVER)).toEqual(refused);
    expect(await k7.readDocument('b-1', 'K5', NEVER)).toEqual(refused);
    expect(await k7.withdraw('b-1', 'declined', NEVER)).toEqual(refused);
    expect((await office.entries()).find(({ key }) => key === 'b-1')?.state).toBe('lodged');
    expect((await office.entries()).some(({ key }) => key === 'b-2')).toBe(false);
  });
});

describe('holder of a paper', () => {
  const read = (url: string) =>
    new Promise<string>((resolve, reject) => {
      get(url, { ca: readFileSync(at('centre.pem')), agent: false }, (answer) => {
        let text = `${answer.statusCode} `;
        answer.setEncoding('utf8').on('data', (more: string) => {
          text += more;
        });
        answer.on('end', () => resolve(text));
      }).on('error', reject);
    });

  it('when a phone without a certificate asks, then only the address for verification answers', async () => {
    expect(await read(`${office.verifyUrl}?number=1&code=2&lang=en`)).toMatch(/^404 [\s\S]*No such document/);
    const { origin } = new URL(office.verifyUrl);
    expect(await read(`${origin}/v1/verify/1?code=2`)).toMatch(/^404 .*unknown-document/);
    expect(await read(`${origin}/v1/health`)).toMatch(/^404 .*not-found/);
    await expect(read(`${office.url}/verify`)).rejects.toThrow();
  });
});

describe('kiosk without a valid certificate', () => {
  it.each([
    ['without a certificate', null],
    ['with one of a stranger', 'false-K5'],
  ])('when a kiosk asks %s, then the office is unreachable', async (_, name) => {
    const answer = await client('K5', name).lodge('c-1', ticket('K5'), NEVER);
    expect(answer).toMatchObject({ ok: false, error: { code: 'BKO-101', kind: 'unreachable' } });
    expect((await office.entries()).some(({ key }) => key === 'c-1')).toBe(false);
  });
});

describe('certificate and key in the profile', () => {
  const trouble = (kiosk: string, identity: { key: string; certificate: string }) => {
    const profile = { kiosk: { id: kiosk }, backOffice: { identity } } as unknown as Parameters<
      typeof readOfficeTls
    >[0];
    const read = readOfficeTls(profile, realFiles);
    return read.ok ? 'none' : describeConfigTrouble(read.error);
  };

  it('when certificate or key is wrong or missing, then the error names the file and shows no key', () => {
    const own = { key: at('K5.key'), certificate: at('K5.pem') };
    expect(trouble('K5', own)).toBe('none');
    expect(trouble('K7', own)).toMatch(
      /K5\.pem: expected a certificate with the common name K7.*found "K5" \(CFG-104\)/,
    );
    expect(trouble('K5', { ...own, key: at('K7.key') })).toMatch(
      /K7\.key: expected the private key of .*K5\.pem.*CFG-104/,
    );
    expect(trouble('K5', { ...own, certificate: at('K5.key') })).toMatch(
      /K5\.key: expected a certificate, PEM.*CFG-104/,
    );
    expect(trouble('K5', { ...own, key: at('no.key') })).toMatch(/no\.key: expected a file that can be read.*CFG-101/);
    for (const line of readFileSync(at('K7.key'), 'utf8')
      .split('\n')
      .filter((each) => each.length > 20))
      expect(trouble('K5', { ...own, key: at('K7.key') })).not.toContain(line);
  });

  it('when the certificate ends, then daysUntilExpiry counts the whole days until then', () => {
    const read = readOfficeTls(profileFor('K5', 'K5'), realFiles);
    if (!read.ok || !read.value.identity) throw new Error('not read');
    const { identity } = read.value;
    const daysBefore = (days: number) => new Date(identity.validTo.getTime() - days * 86_400_000);
    expect(
      [daysBefore(30), daysBefore(29.5), daysBefore(0), daysBefore(-1.5)].map((now) => daysUntilExpiry(identity, now)),
    ).toEqual([30, 29, 0, -2]);
  });
});
