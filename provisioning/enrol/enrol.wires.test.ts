import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readOfficeTls } from '../../device/back-office/identity.ts';
import { realFiles } from '../../device/config/files.ts';
import { loadProfile } from '../../device/config/load.ts';
import { writeDurably } from '../../device/files/durable-file.ts';
import type { Clock } from '../../drivers/clock.ts';
import { DAY_MS } from '../../drivers/durations.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { type EnrolmentRig, enrolmentRig } from '../../test/rigs/enrolment-rig.ts';
import { type FakeIo, fakeIo, fasterClock } from '../../test/support/fake-io.ts';
import { addFingerprintNotes, authoritiesIn, notedFingerprints } from '../machine/office-authorities.ts';
import { main } from '../main.ts';
import { makeRequest } from './certificates.ts';
import { type EnrolOptions, enrol } from './enrol.ts';
import { readStoredIdentity } from './identity.ts';
import type { EnrolPorts } from './places.ts';
import { renewKioskCertificate } from './renew.ts';
import { showCertificateStatus } from './status.ts';

/* With the reference office, over TLS; OpenSSL reads the results too. */

let rig: EnrolmentRig;
let office: ReferenceBackOffice;
let answered: string[];
let onAnswered: (path: string) => void;
let io: FakeIo;

beforeEach(async () => {
  rig = enrolmentRig();
  const own: string[] = [];
  answered = own;
  onAnswered = () => undefined;
  io = newIo();
  office = await startBackOffice({
    now: () => new Date(),
    random: Math.random,
    enrolment: {},
    onAnswered(path) {
      own.push(path.replace('/.well-known/est/', ''));
      onAnswered(path);
    },
  });
});
afterEach(async () => {
  await office.close();
  rig.remove();
});

const newIo = () => fakeIo({ clock: fasterClock(50) });
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: rig.folder, stdio: 'pipe' }).toString();
const newCode = (kiosk = 'K5') => office.enrolment!.issueCode(kiosk);
async function codeWithDigits(): Promise<string> {
  const code = await newCode();
  return /[01]/.test(code) ? code : codeWithDigits();
}
const fingerprint = () => office.enrolment!.fingerprint;
const optionsOf = (code: string, more: EnrolOptions = {}): EnrolOptions => ({
  office: office.url,
  code,
  fingerprint: fingerprint(),
  profile: rig.profile,
  ...more,
});
const enrolWith = async (code: string, more?: EnrolOptions) => enrol(optionsOf(code, more), io, rig.places);
const lineOf = (outcome: Awaited<ReturnType<typeof enrol>>) => (outcome.ok ? 'done' : outcome.error.line);
const filesOf = (folder = rig.folder): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
/** An office with lost answers: each request is stored right before it is sent. */
function losingAnswers(now = rig.places.now): EnrolPorts {
  const write: typeof writeDurably = (file, ...content) => {
    writeDurably(file, ...content);
    if (file.endsWith('.request')) office.trouble.set('lost-answer');
  };
  return { ...rig.places, now, credentials: { ...rig.places.credentials, write } };
}
/** The office counts an answer after sending it. */
const answeredTimes = (what: string, times: number) =>
  vi.waitFor(() => expect(answered.filter((each) => each === what)).toHaveLength(times), 10_000);
async function forgetAnswers(): Promise<void> {
  await answeredTimes('simpleenroll', 1);
  answered.length = 0;
}

it('when a certificate request is made, then OpenSSL verifies it, and each request has another key', async () => {
  const { request, key } = makeRequest('K5');
  writeFileSync(join(rig.folder, 'k5.csr'), Buffer.from(request, 'base64'));
  const text = openssl('req', '-inform', 'DER', '-in', 'k5.csr', '-verify', '-noout', '-text');
  expect(text).toMatch(/Subject: CN\s?=\s?K5/);
  expect(text).toContain('NIST CURVE: P-256');
  expect(createPrivateKey(key).asymmetricKeyType).toBe('ec');
  expect(makeRequest('K5').key).not.toBe(key);
});

describe('first certificate', () => {
  it('when a code is used, then key and certificate are kept for root only, and the profile names them and keeps its comments', async () => {
    const edited = new Date('2026-01-02T03:04:05Z');
    utimesSync(rig.profile, edited, edited);
    expect(lineOf(await enrolWith(await newCode()))).toBe('done');
    expect(statSync(rig.profile).mtime).toEqual(edited);
    expect(io.written()).toMatch(/^K5 is enrolled; its key is kept unencrypted.*valid until 20/);
    const file = join(rig.folder, 'credstore/asan-kiosk.identity');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(join(rig.folder, 'leaf.pem'), String(new X509Certificate(readFileSync(file))));
    expect(openssl('verify', '-purpose', 'sslclient', '-CAfile', 'etc/office-ca.pem', 'leaf.pem')).toBe(
      'leaf.pem: OK\n',
    );
    const authorities = readFileSync(join(rig.folder, 'etc/office-ca.pem'), 'utf8');
    expect(notedFingerprints(authorities)).toEqual(authoritiesIn(authorities).map(({ fingerprint }) => fingerprint));
    const text = readFileSync(rig.profile, 'utf8');
    expect(text).toContain('# The office of the centre.\n');
    expect(text).toContain('identity: { key: credential:identity, certificate: credential:identity }');
    const profile = loadProfile(rig.profile, realFiles);
    if (!profile.ok) throw new Error(profile.error.found);
    const tls = readOfficeTls(profile.value, realFiles, rig.places.credentials);
    expect(tls).toMatchObject({ ok: true, value: { ca: addFingerprintNotes(office.enrolment!.authority) } });
    expect(existsSync(join(rig.folder, 'credstore/asan-kiosk-enrolment.request'))).toBe(false);
  });

  it('when a code is typed with letters that look like its digits, then the kiosk is enrolled', async () => {
    const code = await codeWithDigits();
    expect(lineOf(await enrolWith(code.replaceAll('0', 'O').replaceAll('1', 'I')))).toBe('done');
  });

  it('when the same code is used again, then nothing changes and the office is not asked', async () => {
    const code = await codeWithDigits();
    await enrolWith(code);
    const before = filesOf();
    await forgetAnswers();
    const typed = code.toLowerCase().replace('-', '').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(lineOf(await enrolWith(typed))).toBe('done');
    expect(io.written()).toContain('K5 is enrolled already');
    expect([filesOf(), answered]).toEqual([before, []]);
  });

  it('when another code is used, then there is another key', async () => {
    await enrolWith(await newCode());
    const first = readStoredIdentity(rig.places.credentials);
    expect(lineOf(await enrolWith(await newCode()))).toBe('done');
    const second = readStoredIdentity(rig.places.credentials);
    expect(second?.key).not.toBe(first?.key);
  });

  it('when --json is given, then the result is JSON', async () => {
    await enrolWith(await newCode(), { json: true });
    expect(JSON.parse(io.written())).toMatchObject({
      kiosk: 'K5',
      office: office.url,
      kept: 'plain',
      profile: 'written',
    });
  });

  it('when the machine can encrypt, then the key is kept encrypted and not plain', async () => {
    const sealed = (text: string) => Buffer.from(text).toString('base64');
    rig.remove();
    rig = enrolmentRig({
      store: {
        encrypt: (text) => sealed(text),
        decrypt: (file) => Buffer.from(readFileSync(file, 'utf8'), 'base64').toString(),
      },
    });
    await enrolWith(await newCode());
    expect(io.written()).toContain('kept encrypted');
    expect(readdirSync(join(rig.folder, 'credstore.encrypted'))).toEqual(['asan-kiosk.identity']);
    expect(existsSync(join(rig.folder, 'credstore'))).toBe(false);
    expect(readStoredIdentity(rig.places.credentials)?.certificate.subject).toBe('CN=K5');
  });

  it('when the encrypted key could not be read again, then it is kept plain', async () => {
    rig.remove();
    rig = enrolmentRig({ store: { encrypt: () => 'garbage' } });
    await enrolWith(await newCode());
    expect(readdirSync(join(rig.folder, 'credstore'))).toEqual(['asan-kiosk.identity']);
    expect(readdirSync(join(rig.folder, 'credstore.encrypted'))).toEqual([]);
  });

  it.each(['simulated', 'http://127.0.0.1:8090'])(
    'when the office is %s, which uses no certificates, then none is requested',
    async (url) => {
      const text = readFileSync(rig.profile, 'utf8');
      writeFileSync(rig.profile, text.replace(/url: [^,}\s]+/, `url: ${url}`));
      const before = filesOf();
      expect(lineOf(await enrolWith(await newCode()))).toContain(`is ${url}, which does not use certificates`);
      expect(answered).toEqual([]);
      expect(filesOf()).toEqual(before);
    },
  );

  it('when the profile names another authority of the office, then the profile stays, and the lines to insert are printed', async () => {
    const text = readFileSync(rig.profile, 'utf8').replace('timeoutMs: 10000', 'timeoutMs: 10000, ca: /etc/other.pem');
    writeFileSync(rig.profile, text);
    expect(lineOf(await enrolWith(await newCode()))).toBe('done');
    expect(readFileSync(rig.profile, 'utf8')).toBe(text);
    expect(io.notes.at(-1)).toMatch(
      /replace these keys in backOffice of .*\n {2}ca: .*office-ca.pem\n {2}identity: \{ key: credential:identity/,
    );
  });
});

describe('failed enrolment', () => {
  let before: Record<string, string>;
  beforeEach(() => {
    before = filesOf();
  });
  const identityFiles = () => Object.keys(filesOf()).filter((name) => /identity|office-ca/.test(name));

  it('when the office has another fingerprint, then it gets no code', async () => {
    const line = lineOf(await enrolWith(await newCode(), { fingerprint: 'ab'.repeat(32) }));
    expect(line).toMatch(/has no authority of this fingerprint \(ENR-102\): Compare the fingerprint/);
    await answeredTimes('cacerts', 1);
    expect([filesOf(), answered]).toEqual([before, ['cacerts']]);
  });

  it('when the authority of the office is unknown and no fingerprint is given, then the office is not trusted', async () => {
    const { fingerprint: _, ...plain } = optionsOf(await newCode());
    const asked: number[] = [];
    const setTimeout: Clock['setTimeout'] = (fn, ms) => {
      asked.push(ms);
      return io.clock.setTimeout(fn, ms);
    };
    const line = lineOf(await enrol(plain, { ...io, clock: { ...io.clock, setTimeout } }, rig.places));
    expect(line).toMatch(/is not trusted: unknown-authority \(ENR-102\)/);
    expect([filesOf(), answered]).toEqual([before, []]);
    // ms. One request with one timeout: trust does not change with time.
    expect(asked).toEqual([20_000]);
  });

  it('when the profile has the authority, then the office is trusted', async () => {
    writeFileSync(join(rig.folder, 'centre.pem'), office.enrolment!.authority);
    const text = readFileSync(rig.profile, 'utf8');
    writeFileSync(rig.profile, text.replace('timeoutMs: 10000', `timeoutMs: 10000, ca: ${rig.folder}/centre.pem`));
    const { fingerprint: _, ...plain } = optionsOf(await newCode());
    expect(lineOf(await enrol(plain, io, rig.places))).toBe('done');
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    [
      'unknown',
      async () => '00000-00000',
      /did not give this code to this kiosk \(ENR-103\): Ask the office for a new code/,
    ],
    ['of another kiosk', () => newCode('K7'), /did not give this code to this kiosk/],
  ])('when the code is %s, then no certificate is kept', async (_, code, line) => {
    expect(lineOf(await enrolWith(await code()))).toMatch(line);
    expect(identityFiles()).toEqual([]);
  });

  it('when another machine used the code, then no certificate is kept', async () => {
    const code = await newCode();
    await enrolWith(code);
    rig.remove();
    rig = enrolmentRig();
    expect(lineOf(await enrolWith(code))).toMatch(/says that this code was used \(ENR-103\)/);
    expect(identityFiles()).toEqual([]);
  });

  it('when the office is away, then nothing changes', async () => {
    const line = lineOf(await enrolWith('x', { office: 'https://127.0.0.1:1' }));
    expect(line).toMatch(/did not answer: ECONNREFUSED \(ENR-101\): Run the same command again/);
    expect(filesOf()).toEqual(before);
  });

  it('when the clock is before the first moment of the certificate, then no certificate is kept', async () => {
    rig.remove();
    rig = enrolmentRig({ now: () => new Date(Date.now() - DAY_MS) });
    const line = lineOf(await enrolWith(await newCode()));
    expect(line).toMatch(/it is valid from .* on, but the clock of this machine says .* \(ENR-104\)/);
    expect(identityFiles()).toEqual([]);
  });

  it.each<[string[], RegExp]>([
    [[], /office or code is missing: add --office URL and --code CODE/],
    [['--office', 'http://office.example', '--code', 'x'], /Write https:\/\/office.example/],
    [['--office', 'https://office.example', '--code', 'x', '--fingerprint', 'ab'], /Write 32 bytes in hex/],
    [['--office', 'https://office.example', '--code', 'x', '--profile', 'nowhere.yaml'], /nowhere.yaml.*CFG-101/],
  ])('when the arguments are %j, then the exit code is 2 and the error says why', async (words, line) => {
    expect((await main(['enrol', ...words], io)).exit).toBe(2);
    expect(io.notes.join('\n')).toMatch(line);
  });
});

describe('lost or late answers', () => {
  it('when an answer is lost, then the same request is sent again, and the office has issued one certificate', async () => {
    onAnswered = (path) => path.endsWith('simpleenroll') && office.trouble.set(null);
    expect(lineOf(await enrol(optionsOf(await newCode()), io, losingAnswers()))).toBe('done');
    await answeredTimes('simpleenroll', 2);
    expect(await office.enrolment!.revoke('K5')).toBe(1);
  });

  it('when the office says 202, then it is asked five times, and the next run gets the certificate', async () => {
    const code = await newCode();
    office.trouble.set('in-progress');
    expect(lineOf(await enrolWith(code))).toMatch(/must approve the request first \(202\).* \(ENR-101\)/);
    await answeredTimes('simpleenroll', 5);
    office.trouble.set(null);
    const [request] = Object.entries(filesOf()).find(([name]) => name.endsWith('.request')) ?? [];
    expect(request).toBe('credstore/asan-kiosk-enrolment.request');
    expect(lineOf(await enrolWith(code))).toBe('done');
  });

  it('when Ctrl-C comes, then the wait ends', async () => {
    office.trouble.set('in-progress');
    const asking = enrolWith(await newCode());
    onAnswered = (path) => path.endsWith('simpleenroll') && io.interrupt();
    expect(lineOf(await asking)).toMatch(/ENR-101/);
    await answeredTimes('simpleenroll', 1);
  });
});

/** Nothing is written, half under a temporary name, or all. */
function cutAt(nth: number, how: 'before' | 'half' | 'after') {
  let writes = 0;
  const write: typeof writeDurably = (file, content, ...more) => {
    writes += 1;
    if (writes !== nth) return writeDurably(file, content, ...more);
    if (how === 'half') writeFileSync(`${file}.new`, String(content).slice(0, 40));
    if (how === 'after') writeDurably(file, content, ...more);
    throw new Error('power cut');
  };
  return { write, writes: () => writes };
}

describe('power cut at any write', () => {
  const CUTS = [1, 2, 3, 4].flatMap((nth) => (['before', 'half', 'after'] as const).map((how) => [nth, how] as const));

  it.each(CUTS)(
    'when write %i of the enrolment is cut (%s), then the next run completes it with one certificate',
    async (nth, how) => {
      const { write } = cutAt(nth, how);
      const { places, profile } = rig;
      const cut = { ...places, write, credentials: { ...places.credentials, write } };
      const code = await newCode();
      await expect(enrol(optionsOf(code), io, cut)).rejects.toThrow('power cut');
      const half = readStoredIdentity(places.credentials);
      if (half) expect(half.certificate.checkPrivateKey(createPrivateKey(half.key))).toBe(true);
      expect(loadProfile(profile, realFiles).ok).toBe(true);
      expect(lineOf(await enrolWith(code))).toBe('done');
      expect(readFileSync(profile, 'utf8')).toContain('credential:identity');
      expect(await office.enrolment!.revoke('K5')).toBe(1);
    },
  );

  it.each(CUTS.filter(([nth]) => nth <= 3))(
    'when write %i of a renewal is cut (%s), then key and certificate still belong together',
    async (nth, how) => {
      await enrolWith(await newCode());
      const old = readStoredIdentity(rig.places.credentials)!;
      const later = { ...rig.places, now: () => new Date(Date.now() + 61 * DAY_MS) };
      const { write, writes } = cutAt(nth, how);
      const cut = { ...later, write, credentials: { ...later.credentials, write } };
      await expect(renewKioskCertificate({}, io, cut)).rejects.toThrow('power cut');
      expect(writes()).toBe(nth);
      const left = readStoredIdentity(rig.places.credentials)!;
      expect(left.certificate.checkPrivateKey(createPrivateKey(left.key))).toBe(true);
      expect(left.key === old.key).toBe(!(nth === 3 && how === 'after'));
      await renewKioskCertificate({}, io, later);
      expect(readStoredIdentity(rig.places.credentials)!.key).not.toBe(old.key);
      // The first certificate and one renewal. Or three: by this clock, a certificate from before the cut is due again.
      expect(await office.enrolment!.revoke('K5')).toBe(left.key === old.key ? 2 : 3);
    },
  );
});

it('when the power fails after the office answered a certificate request, then the next renewal sends a new request', async () => {
  await enrolWith(await newCode());
  const later = { ...rig.places, now: () => new Date(Date.now() + 61 * DAY_MS) };
  const { write } = cutAt(3, 'after');
  const cut = { ...later, write, credentials: { ...later.credentials, write } };
  await expect(renewKioskCertificate({}, io, cut)).rejects.toThrow('power cut');
  const renewed = readStoredIdentity(rig.places.credentials)!;
  expect(Object.keys(filesOf())).toContain('credstore/asan-kiosk-enrolment.request');
  expect(lineOf(await renewKioskCertificate({}, io, later))).toBe('done');
  expect(readStoredIdentity(rig.places.credentials)!.key).not.toBe(renewed.key);
});

describe('renewal', () => {
  const inDays = (days: number) => ({ ...rig.places, now: () => new Date(Date.now() + days * DAY_MS) });
  beforeEach(async () => {
    await enrolWith(await newCode());
    await forgetAnswers();
    io = newIo();
  });

  it('when less than two thirds of the life are over, then nothing is renewed and the office is not asked', async () => {
    const before = filesOf();
    expect(lineOf(await renewKioskCertificate({}, io, inDays(59)))).toBe('done');
    expect(io.written()).toMatch(/^the certificate is valid until .* and is renewed from .* on\n$/);
    expect([filesOf(), answered, rig.restarts()]).toEqual([before, [], 0]);
  });

  it('when renewal is due, then the kiosk gets a certificate with a new key and restarts', async () => {
    const old = readStoredIdentity(rig.places.credentials)!;
    expect(lineOf(await renewKioskCertificate({ json: true }, io, inDays(61)))).toBe('done');
    expect(JSON.parse(io.written())).toMatchObject({ renewed: true, kept: 'plain', kioskRestarts: true });
    const renewed = readStoredIdentity(rig.places.credentials)!;
    expect([renewed.key === old.key, renewed.office, rig.restarts()]).toEqual([false, office.url, 1]);
    await answeredTimes('simplereenroll', 1);
    expect(answered).toEqual(['cacerts', 'simplereenroll']);
  });

  it('when the answer to a renewal is lost, then the request is sent again', async () => {
    onAnswered = (path) => path.endsWith('simplereenroll') && office.trouble.set(null);
    expect(lineOf(await renewKioskCertificate({}, io, losingAnswers(inDays(61).now)))).toBe('done');
    await answeredTimes('simplereenroll', 2);
    expect(await office.enrolment!.revoke('K5')).toBe(2);
  });

  it('when the kiosk was revoked, then renewal is refused and the old key stays', async () => {
    const before = readStoredIdentity(rig.places.credentials)!;
    await office.enrolment!.revoke('K5');
    expect(lineOf(await renewKioskCertificate({}, io, inDays(61)))).toMatch(
      /has revoked the certificate of this kiosk \(ENR-103\)/,
    );
    expect(readStoredIdentity(rig.places.credentials)!.key).toBe(before.key);
    expect(lineOf(await enrolWith(await newCode()))).toBe('done');
  });

  it('when the certificate has expired, then renewal fails and the office is not asked', async () => {
    expect(lineOf(await renewKioskCertificate({}, io, inDays(91)))).toMatch(
      /was valid until .* \(ENR-105\): Ask the office for a new code/,
    );
    expect(answered).toEqual([]);
  });

  it('when status runs, then it shows the dates, as text and as JSON', async () => {
    expect(lineOf(await showCertificateStatus({ json: true }, io, rig.places))).toBe('done');
    expect(JSON.parse(io.written())).toMatchObject({ enrolled: true, kiosk: 'K5', office: office.url, pending: false });
    io = newIo();
    expect(lineOf(await showCertificateStatus({}, io, inDays(91)))).toMatch(/has expired \(ENR-105\)/);
    expect(io.written()).toMatch(/^kiosk +K5$/m);
    expect(io.written()).not.toContain('PRIVATE');
  });
});

it('when the kiosk is not enrolled, then renew and status say so', async () => {
  expect(lineOf(await renewKioskCertificate({}, io, rig.places))).toMatch(
    /is not enrolled, .*\(ENR-105\): run this command as root/,
  );
  expect(lineOf(await showCertificateStatus({ json: true }, io, rig.places))).toMatch(
    /this kiosk is not enrolled \(ENR-105\)/,
  );
  expect(JSON.parse(io.written())).toEqual({ enrolled: false });
});
