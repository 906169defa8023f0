import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, utimesSync } from 'node:fs';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { DAY_MS } from '../../drivers/durations.ts';
import { ok } from '../../drivers/result.ts';
import type { CheckContext } from '../../provisioning/doctor/check.ts';
import { INSTALLED, RENEWAL } from '../../provisioning/machine/installed.ts';
import { sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import { startBackOffice } from '../../simulators/back-office/server.ts';
import { anotherSeal } from '../support/sealed-documents.ts';
import type { Fixture } from './fixture.ts';
import { NFT_RULESET, setIpOutput } from './fixture-commands.ts';
import { FIXTURE_NOW } from './fixture-files.ts';
import {
  type CheckBound,
  changeMachineId,
  checkBound,
  comparisonsBetweenRows,
  comparisonsOfTextOnly,
  type DoctorSheet,
  FIX_RESTORE_MACHINE_ID,
  roundingWithBound,
  rowsOf,
  skippedCheck,
  unsetClock,
} from './row.ts';
import { makeAuthority } from './rows-authorities.ts';
import { serveRunningKiosk } from './rows-closed.ts';

/** Profile with an office, without the document printer: its documents need a trusted seal. */
export const setOfficeUrl = (fixture: Fixture, url: string, more = '') =>
  fixture.profile((text) =>
    text.replace('url: simulated', `url: "${url}"${more}`).replace(/ {2}documentPrinter: .*\n/, ''),
  );

async function listening(
  fixture: Fixture,
  server: ReturnType<typeof createServer>,
  scheme = 'http',
  more = '',
): Promise<void> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  fixture.ends.push(() => new Promise((done) => server.close(done)));
  setOfficeUrl(fixture, `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`, more);
}

const HEALTH = '{"status":"ok"}';
const NOT_FOUND = '{"type":"about:blank","title":"x","status":404,"code":"unknown-application","key":null}';

const answering = (listener: RequestListener) => (fixture: Fixture) => listening(fixture, createHttp(listener));
const saying = (body: string, status = 200, type = 'application/json') =>
  answering((_, response) => void response.writeHead(status, { 'content-type': type }).end(body));

const revoked = saying(
  '{"type":"about:blank","title":"x","status":403,"code":"revoked-kiosk","key":null}',
  403,
  'application/problem+json',
);
const REVOKED_FIX =
  /^ask the office why\. `revoked-kiosk`: the office has revoked the certificate\. .* If this kiosk may serve again: ask the office for a new code for this kiosk, then: sudo asan-kiosk enrol --office http:\/\/OFFICE --code CODE && sudo systemctl reset-failed asan-kiosk\.service asan-kiosk\.socket && sudo systemctl restart asan-kiosk\.service/;

const certificateDay = (days: number): string =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

async function reference(fixture: Fixture): Promise<void> {
  fixture.now = new Date();
  const office = await startBackOffice({ now: () => new Date(), random: () => 0.5 });
  fixture.ends.push(() => office.close());
  setOfficeUrl(fixture, office.url);
}

async function withoutPhone(fixture: Fixture): Promise<void> {
  await reference(fixture);
  fixture.profile((text) => text.replace(', phoneIdentity: true', ''));
}

const secure =
  (days: number, { believed = true, name = 'IP:127.0.0.1' } = {}) =>
  async (fixture: Fixture) => {
    fixture.now = new Date();
    const folder = fixture.at('/tls');
    fixture.write('/tls/san', `subjectAltName=${name}\n`);
    const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder });
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    openssl('req', '-x509', ...key, '-days', '400', '-subj', '/CN=ca', '-keyout', 'ca.key', '-out', 'ca.pem');
    openssl('req', ...key, '-subj', '/CN=office', '-keyout', 'office.key', '-out', 'office.csr');
    const dates = ['-not_before', certificateDay(-40), '-not_after', certificateDay(days)];
    openssl(
      'x509',
      '-req',
      '-in',
      'office.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      ...dates,
      '-extfile',
      'san',
      '-out',
      'office.pem',
    );
    const text = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');
    const server = createHttps({ key: text('office.key'), cert: text('office.pem') }, (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(HEALTH);
    });
    await listening(fixture, server, 'https', believed ? `, ca: ${folder}/ca.pem` : '');
  };

async function portal(fixture: Fixture): Promise<void> {
  fixture.now = new Date();
  fixture.write('/tls/x', '');
  const folder = fixture.at('/tls');
  const made = ['-nodes', '-days', '30', '-subj', '/CN=portal.centre.local', '-keyout', 'k.pem', '-out', 'c.pem'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  execFileSync('openssl', ['req', ...kind, ...made], { stdio: 'pipe', cwd: folder });
  const [key, cert] = ['k.pem', 'c.pem'].map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  const server = createHttps({ key, cert }, (_, response) => response.end('<html>Please log in</html>'));
  await listening(fixture, server, 'https');
}

const identity =
  (days: number, name = 'K5', from = 0) =>
  (fixture: Fixture) => {
    fixture.now = new Date();
    fixture.write('/id/x', '');
    const folder = fixture.at('/id');
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-not_before',
        certificateDay(from),
        '-not_after',
        certificateDay(days),
        '-subj',
        `/CN=${name}`,
        '-keyout',
        'k.key',
        '-out',
        'k.pem',
      ],
      { stdio: 'pipe', cwd: folder },
    );
    chmodSync(`${folder}/k.key`, 0o400);
    setOfficeUrl(fixture, 'https://127.0.0.1:1', `, identity: { key: ${folder}/k.key, certificate: ${folder}/k.pem }`);
  };

const WRONG_CLOCK = 'not checked: a clock is wrong, see clock';

const twoYearsOn = (breaks: (fixture: Fixture) => Promise<void>) => async (fixture: Fixture) => {
  await breaks(fixture);
  unsetClock(fixture);
  fixture.now = new Date(Date.now() + 2 * 365 * 86_400_000);
};

const credential = (fixture: Fixture) =>
  setOfficeUrl(
    fixture,
    'https://127.0.0.1:1',
    ', identity: { key: "credential:identity", certificate: "credential:identity" }',
  );

const seals =
  (...pems: readonly string[]) =>
  (fixture: Fixture) => {
    fixture.write('/etc/seal.pem', pems.join('\n'));
    fixture.profile((text) => text.replace('url: simulated', `url: simulated, seal: ${fixture.at('/etc/seal.pem')}`));
  };

const pem = (seal: { readonly certificate: { toString(): string } }) => String(seal.certificate);

const SEE_OFFICE = 'not checked: the server that answers is not trusted, see office';

const SEE_IDENTITY = 'not asked: the kiosk cannot read its identity for the office, see identity';

const later = (ms: number) => new Date(FIXTURE_NOW.getTime() + ms);
const KNOWN_TIME = { clockTrouble: async () => null };
const atOffice = (fixture: Fixture) => setOfficeUrl(fixture, 'https://127.0.0.1:1');
/** The office's certificate ends, or its clock is, so many milliseconds after the machine's time. */
const office =
  (what: 'until' | 'date') =>
  (ms: number): Partial<CheckContext> => ({
    ...KNOWN_TIME,
    office: async () => ({
      status: 200,
      mediaType: 'application/json',
      body: '{}',
      certificateFrom: FIXTURE_NOW,
      stranger: null,
      date: later(what === 'date' ? ms : 0),
      certificateUntil: later(what === 'until' ? ms : 0),
    }),
  });

const identityUntil: CheckBound['told'] = (ms) => ({
  ...KNOWN_TIME,
  officeTls: () => ok({ identity: { key: '', certificate: '', validTo: later(ms) } }),
});

export const OFFICE_ROWS: DoctorSheet = [
  ...['office', 'office-shape', 'office-certificate', 'office-clock'].flatMap((check) =>
    rowsOf(check, [['the certificate of the kiosk cannot be read', credential, 'skip', SEE_IDENTITY, null]]),
  ),
  ...['office-shape', 'office-certificate', 'office-clock'].flatMap((check) =>
    rowsOf(check, [['a page to log in at, over TLS', portal, 'skip', SEE_OFFICE, null]]),
  ),
  ...rowsOf('office', [
    ['it answers', reference, 'ok', /answers$/, null],
    [
      'nothing listens there',
      (fixture) => setOfficeUrl(fixture, 'http://127.0.0.1:1'),
      'fail',
      /does not answer: ECONNREFUSED \(BKO-101\)$/,
      /^a machine has this address, but its port is closed\. Compare address and port with backOffice\.url/,
    ],
    [
      'nothing listens there, and a route throws packets to its address away',
      (fixture) => {
        setOfficeUrl(fixture, 'http://127.0.0.1:1');
        setIpOutput(fixture.commands, 'show match', 'default via 192.0.2.1 dev eth0\nblackhole 127.0.0.1 metric 5\n');
      },
      'fail',
      /\(BKO-101\); a route of this machine is in the way: blackhole 127\.0\.0\.1 metric 5$/,
      /^delete the route \(sudo ip route del blackhole 127\.0\.0\.1 metric 5\)\. To keep it away, .*grep -rn -e 127\.0\.0\.1 .*; ip route get 127\.0\.0\.1 /,
    ],
    [
      'the office has revoked the certificate of the kiosk',
      revoked,
      'fail',
      /^http:\/\/127\.0\.0\.1:\d+ does not accept this kiosk \(revoked-kiosk, BKO-143\)$/,
      new RegExp(`^${REVOKED_FIX.source.replace('OFFICE', '127\\.0\\.0\\.1:\\d+')}$`),
    ],
    [
      'nobody knows its name',
      (fixture) => setOfficeUrl(fixture, 'https://office.invalid'),
      'fail',
      /does not answer: (ENOTFOUND|EAI_AGAIN) \(BKO-101\)$/,
      /^the name server gave no address: cat \/etc\/resolv\.conf/,
    ],
    [
      'the name leads to the terminal',
      (fixture) => {
        setOfficeUrl(fixture, 'http://localhost:1');
        fixture.profile((text) =>
          text.replace(/(terminal: \{[^\n]*)link: simulated/, '$1link: { tcp: { host: 192.0.2.8, port: 1 } }'),
        );
        fixture.command('getent', '192.0.2.8 STREAM localhost\n192.0.2.8 DGRAM\n');
      },
      'fail',
      /does not answer: ECONNREFUSED \(BKO-101\); localhost is 192\.0\.2\.8 here; 192\.0\.2\.8 is the address of devices\.terminal of the profile$/,
      /^the name has the address of the wrong machine \(grep -n localhost \/etc\/hosts\)\. /,
    ],
    [
      'its name has another address than the firewall knows',
      (fixture) => {
        setOfficeUrl(fixture, 'http://localhost:1');
        fixture.command('getent', '127.0.0.1 STREAM localhost\n');
        fixture.write('/run/asan-hosts/localhost', '192.0.2.9\n');
      },
      'fail',
      /; localhost is 127\.0\.0\.1 here; the firewall knows localhost as 192\.0\.2\.9$/,
      /sudo systemctl start asan-hosts\.service/,
    ],
    [
      'another table of the firewall sends its packets elsewhere',
      (fixture) => {
        setOfficeUrl(fixture, 'http://127.0.0.1:1');
        const table =
          'table ip nat {\n\tchain out {\n\t\ttcp dport 25 drop\n\t\ttcp dport 1 redirect to :8443\n\t}\n\tchain routed {\n\t\ttype filter hook forward priority 0; policy accept;\n\t\treject\n\t}\n}\n';
        fixture.command('nft', `${table}${NFT_RULESET}`);
      },
      'fail',
      /does not answer: ECONNREFUSED \(BKO-101\); table ip nat of this machine has "tcp dport 1 redirect to :8443", see firewall-others$/,
      'sudo nft delete table ip nat, then run doctor again',
    ],
    [
      'a page to log in at',
      saying('<html>Please log in</html>', 200, 'text/html'),
      'fail',
      /answers with a server that is not a back office/,
      /such as a login page\. The browser of another computer .* at URL\/v1\/health$/,
    ],
    ['another status', saying('{}', 404), 'fail', /answers with 404 \(BKO-101\)/, /backOffice\.url/],
    [
      'asked too often',
      saying('', 429),
      'fail',
      /too many requests \(BKO-109\)$/,
      /^run doctor again in a quarter of an hour; if the office still says so, tell it/,
    ],
    [
      'another service',
      (fixture) =>
        listening(
          fixture,
          createServer((socket) => {
            socket.on('error', () => undefined);
            socket.on('data', () => socket.end('220 mail.example ESMTP\r\n'));
          }),
        ),
      'fail',
      /something that is no HTTP/,
      /correct the port or the scheme/,
    ],
    [
      'plain HTTP where TLS is said',
      (fixture) =>
        listening(
          fixture,
          createHttp((_, response) => response.end()),
          'https',
        ),
      'fail',
      /something that is no TLS/,
      /correct the port/,
    ],
    ['an endless answer', saying('x'.repeat(300_000)), 'fail', /more than any answer/, /backOffice\.url/],
    [
      'an authority that nobody believes',
      secure(90, { believed: false }),
      'fail',
      /not signed by an authority that this machine trusts \(BKO-112, unknown-authority\); the server calls itself "office", signed by "ca", SHA-256 [0-9A-F:]{95}$/,
      /^this may be another server, such as a login page .* by telephone\. .*backOffice\.ca of the profile/,
    ],
    [
      'another name',
      secure(90, { name: 'DNS:elsewhere.example' }),
      'fail',
      /another name \(BKO-112, other-name\)/,
      /names in the certificate; this may be another server/,
    ],
    [
      'a page to log in at, over TLS',
      portal,
      'fail',
      /signed by itself \(BKO-112, self-signed\); the server calls itself "portal\.centre\.local", signed by itself, SHA-256 [0-9A-F:]{95}$/,
      /^this may be another server, .* Do not trust it before the office has confirmed/,
    ],
    ['it has expired', secure(-2), 'fail', /has expired \(BKO-112, expired\)/, 'tell the back office to renew it'],
    [
      'it has expired by a clock that is wrong',
      twoYearsOn(secure(-2)),
      'fail',
      /is not trusted: its certificate is not valid by the clock of this machine, and a clock is wrong \(see clock\) \(BKO-112, expired\)$/,
      /^compare `date` with a watch. If this machine is right, tell the back office that its clock is wrong. If this machine is wrong: sudo timedatectl/,
    ],
    ['a certificate that is believed', secure(90), 'ok', /answers$/, null],
  ]),
  ...rowsOf('clock', [
    [
      'the office knows better',
      twoYearsOn(secure(90)),
      'fail',
      /^it is \S+ \S+ UTC here and \S+ \S+ UTC at the back office: the clock of this machine or the clock of the back office is wrong; no time server has set this clock$/,
      /^compare `date` with a watch. If this machine is right, tell the back office/,
    ],
    [
      'the certificate of the kiosk was made later',
      (fixture) => {
        identity(90, 'K5', 2)(fixture);
        unsetClock(fixture);
      },
      'fail',
      /^it is \S+ \S+ UTC here, and the certificate of this kiosk is valid only from \S+ \S+ UTC: the clock of this machine or the clock of the back office is wrong; no time server has set this clock$/,
      /^compare `date` with a watch/,
    ],
  ]),
  ...rowsOf('office-of-kiosk', [
    [
      'the kiosk has a clock that is wrong',
      async (fixture) => {
        await serveRunningKiosk(fixture, { backOffice: { code: 'BKO-112', cause: 'expired' } });
        fixture.now = new Date('2020-01-01T00:05:00Z');
      },
      'fail',
      /^the running kiosk does not trust its back office: its certificate is not valid by the clock of this machine/,
      /^compare it with a watch/,
    ],
    [
      'another table of the firewall drops its packets',
      async (fixture) => {
        await serveRunningKiosk(fixture, { backOffice: { code: 'BKO-101', cause: 'timeout' } });
        setOfficeUrl(fixture, 'https://203.0.113.9');
        const table = 'table inet odd {\n\tchain out {\n\t\tct state invalid drop\n\t\ttcp dport 443 drop\n\t}\n}\n';
        fixture.command('nft', `${table}${NFT_RULESET}`);
      },
      'fail',
      'the running kiosk has no answer from its back office (BKO-101, timeout); table inet odd of this machine has "tcp dport 443 drop", see firewall-others',
      'sudo nft delete table inet odd, then run doctor again',
    ],
    [
      'the office is in another network, and the gateway is silent',
      async (fixture) => {
        await serveRunningKiosk(fixture, { backOffice: { code: 'BKO-101', cause: 'timeout' } });
        setOfficeUrl(fixture, 'https://203.0.113.9');
        setIpOutput(fixture.commands, 'neigh show', '192.0.2.1 dev eth0 FAILED\n');
      },
      'skip',
      'not reached: its address is not in the network of this machine, see way-out',
      null,
    ],
    [
      'the office has revoked the certificate of the kiosk',
      async (fixture) => {
        await serveRunningKiosk(fixture, { backOffice: { code: 'BKO-143', cause: 'revoked-kiosk' } });
        setOfficeUrl(fixture, 'https://office.example/kiosks');
      },
      'fail',
      'the running kiosk has no answer from its back office (BKO-143, revoked-kiosk)',
      new RegExp(`^${REVOKED_FIX.source.replace('http:', 'https:').replace('OFFICE', 'office\\.example')}$`),
    ],
    [
      'the office has revoked the certificate, and the profile no longer has an office',
      (fixture) => serveRunningKiosk(fixture, { backOffice: { code: 'BKO-143', cause: 'unknown-kiosk' } }),
      'fail',
      'the running kiosk has no answer from its back office (BKO-143, unknown-kiosk)',
      /sudo asan-kiosk enrol --office URL --code CODE && sudo systemctl/,
    ],
    [
      'the kiosk is not answered',
      (fixture) => serveRunningKiosk(fixture, { backOffice: { code: 'BKO-112', cause: 'expired' } }),
      'fail',
      'the running kiosk has no answer from its back office (BKO-112, expired)',
      'tell the back office to renew it',
    ],
    [
      'the kiosk is answered',
      (fixture) => serveRunningKiosk(fixture, { backOffice: null }),
      'ok',
      'the running kiosk has its answers',
      null,
    ],
  ]),
  ...rowsOf('office-shape', [
    [
      'the office has revoked the certificate of the kiosk',
      revoked,
      'skip',
      'not checked: the office does not accept this kiosk, see office',
      null,
    ],
    [
      'the office refuses without a documented reason',
      saying('{"type":"about:blank","title":"x","status":403,"code":"closed"}', 403, 'application/problem+json'),
      'fail',
      /^GET \/v1\/health: status 403 is not in the document/,
      /tell the office/,
    ],
    ['as it is described', reference, 'ok', '/v1/health 200; /v1/applications/{key} 404', null],
    [
      'one word is another',
      saying('{"status":"fine"}'),
      'fail',
      /^GET \/v1\/health: \/status must be equal to constant/,
      /tell the office/,
    ],
    [
      'something that nobody described',
      answering((request, response) => {
        const health = request.url === '/v1/health';
        response.writeHead(health ? 200 : 404, {
          'content-type': health ? 'application/json' : 'application/problem+json',
        });
        response.end(health ? HEALTH : '{"error":"no such key"}');
      }),
      'fail',
      /^GET \/v1\/applications\/\{key\}: the answer must have required property/,
      /openapi\.yaml/,
    ],
    [
      'another type',
      answering((request, response) => {
        const health = request.url === '/v1/health';
        response.writeHead(health ? 200 : 404, { 'content-type': 'application/json' }).end(health ? HEALTH : NOT_FOUND);
      }),
      'fail',
      /media type application\/json is not in the document/,
      /tell the office/,
    ],
    [
      'another status',
      saying(HEALTH, 418),
      'fail',
      /status 418 is not in the document/,
      /^tell the office: its answer at http:\S+\/v1\/health differs/,
    ],
    ['no JSON', saying('<html>'), 'fail', /the answer is no JSON/, /tell the office/],
    ['no answer', (fixture) => setOfficeUrl(fixture, 'http://127.0.0.1:1'), 'skip', /does not answer/, null],
  ]),
  ...rowsOf('office-phone', [
    ['the office offers it', reference, 'ok', 'the office offers it', null],
    [
      'the office pauses it',
      saying('{"offered":false}'),
      'warn',
      'the office does not offer it now',
      /remove `phoneIdentity`/,
    ],
    [
      'the office lacks it',
      saying(NOT_FOUND, 404, 'application/problem+json'),
      'warn',
      'the office gives no usable answer about it',
      /^ask the office to offer it/,
    ],
    [
      'the office says no JSON',
      saying('<html>'),
      'warn',
      'the office gives no usable answer about it',
      /^ask the office/,
    ],
    [
      'the profile does not want it',
      withoutPhone,
      'ok',
      'the profile has no phoneIdentity: the kiosk identifies people by cards',
      null,
    ],
    ['the kiosk is revoked', revoked, 'skip', 'not checked: the office does not accept this kiosk, see office', null],
    ['no answer', (fixture) => setOfficeUrl(fixture, 'http://127.0.0.1:1'), 'skip', /does not answer/, null],
  ]),
  ...rowsOf('office-certificate', [
    ['it ends soon', secure(5), 'warn', /^valid until .*, in [45] days$/, 'tell the back office to renew it'],
    ['it is over', secure(-2), 'fail', /it has expired$/, 'tell the back office to renew it'],
    ['it is valid', secure(90), 'ok', /^valid until /, null],
    ['the clock is wrong', twoYearsOn(secure(90)), 'skip', WRONG_CLOCK, null],
    ['there is none', reference, 'skip', 'it has none: the address in the profile is plain HTTP', null],
  ]),
  ...rowsOf('office-clock', [
    [
      'apart',
      answering((_, response) => void response.writeHead(200, { date: 'Sat, 01 Jan 2022 00:00:00 GMT' }).end(HEALTH)),
      'warn',
      /^\d+ s apart$/,
      /timedatectl set-ntp true/,
    ],
    ['together', reference, 'ok', /^\d s apart$/, null],
  ]),
  ...rowsOf('kiosk-id', [
    [
      'order and certificate are of this kiosk, and the profile is of the neighbour',
      (f) => {
        identity(90, 'K5')(f);
        f.write(INSTALLED.orderTaken, '{"serial":3,"sha256":"x","kiosk":"K5"}');
        f.profile((text) => text.replace('id: K5', 'id: K6'));
      },
      'fail',
      'the profile says K6; the order, the certificate and the key of the log are of K5',
      /^sudo sed -i -E .*K6.*K5/,
    ],
  ]),
  ...rowsOf('identity', [
    ['it ends soon', identity(10), 'fail', /^valid until .* \(BKO-113\)$/, /./],
    [
      'it has ended',
      identity(-2, 'K5', -40),
      'fail',
      /^expired on \S+ \(BKO-113\)$/,
      /^ask the centre for a new certificate of the same name/,
    ],
    ['of another kiosk', identity(90, 'K7'), 'fail', /common name K5, as kiosk\.id/, /backOffice of the profile/],
    ['it is valid', identity(90), 'ok', /^valid until /, null],
    [
      'the clock is wrong',
      (fixture) => {
        identity(90)(fixture);
        fixture.now = new Date('2020-01-01T00:05:00Z');
      },
      'skip',
      WRONG_CLOCK,
      null,
    ],
    [
      'it cannot be read, because the machine has another id',
      (fixture) => {
        credential(fixture);
        changeMachineId(fixture);
      },
      'fail',
      /asan-kiosk\.identity: expected a credential .*; \/etc\/machine-id was changed after this machine was provisioned$/,
      FIX_RESTORE_MACHINE_ID,
    ],
    [
      'it cannot be read, because the machine has another id, and systemd deleted its key',
      (fixture) => {
        credential(fixture);
        changeMachineId(fixture);
        fixture.remove('/var/lib/systemd/credential.secret');
      },
      'fail',
      /; \/etc\/machine-id was changed after this machine was provisioned$/,
      /^restore the former id, and make the secrets again, because \/var\/lib\/systemd\/credential\.secret is gone: echo 0123456789abcdef0123456789abcdef \| sudo tee \/etc\/machine-id, then sudo reboot; after the start: ask the office for a new code for this kiosk, then: sudo asan-kiosk enrol /,
    ],
    [
      'its credential is gone',
      credential,
      'fail',
      /asan-kiosk\.identity: expected a credential that can be read, found nothing at this place/,
      'ask the office for a new code for this kiosk, then: sudo asan-kiosk enrol --office https://127.0.0.1:1 --code CODE',
    ],
    [
      'the key of the machine for secrets was made again',
      (fixture) => {
        credential(fixture);
        fixture.write('/var/lib/systemd/credential.secret', 'x');
        fixture.write('/etc/credstore.encrypted/asan-kiosk.identity', 'x');
        utimesSync(fixture.at('/etc/credstore.encrypted/asan-kiosk.identity'), 1_000_000, 1_000_000);
      },
      'fail',
      /; the key of this machine for secrets \(\/var\/lib\/systemd\/credential\.secret\) is newer than the secret$/,
      /^if you have the former \/var\/lib\/systemd\/credential\.secret, put it back \(mode 400\) and sudo reboot\. Secrets that were encrypted with the newer key must then be made again\. Otherwise ask the office for a new code/,
    ],
    [
      'its credential is gone, as far as somebody sees who is not root',
      (fixture) => {
        credential(fixture);
        fixture.uid = 1_000;
      },
      'skip',
      'only root may read credentials: run this with sudo',
      null,
    ],
  ]),
  ...rowsOf('identity-renewal', [
    [
      'nobody looks',
      (fixture) => {
        identity(90)(fixture);
        fixture.unit(RENEWAL.timer, { ActiveState: 'inactive', UnitFileState: 'disabled' });
      },
      'fail',
      `${RENEWAL.timer} is inactive`,
      `sudo systemctl enable --now ${RENEWAL.timer}`,
    ],
    ['it looks each day', identity(90), 'ok', `${RENEWAL.timer} is active (running)`, null],
  ]),
  ...rowsOf('identity-key', [
    [
      'it is a credential',
      (fixture) =>
        setOfficeUrl(
          fixture,
          'https://127.0.0.1:1',
          ', identity: { key: "credential:office-key", certificate: "credential:office" }',
        ),
      'skip',
      'it is the credential asan-kiosk.office-key: see credentials',
      null,
    ],
    [
      'all users may read them',
      (fixture) => {
        identity(90)(fixture);
        chmodSync(fixture.at('/id/k.key'), 0o644);
      },
      'fail',
      /k\.key has mode 644: other users have rights on it/,
      /^sudo chmod 400 .*k\.key$/,
    ],
    [
      'it is gone',
      (fixture) => {
        identity(90)(fixture);
        fixture.remove('/id/k.key');
      },
      'fail',
      /^there is no .*k\.key$/,
      /enrol the kiosk again/,
    ],
  ]),
  ...rowsOf('seal', [
    ['valid', seals(pem(sampleSeal())), 'ok', 'Sample office seal (TEST ONLY), valid until 2045-01-01', null],
    [
      'over',
      seals(pem(sampleSeal()), pem(anotherSeal({ until: '20261001' }))),
      'fail',
      'Another seal, valid until 2026-10-01 (BKO-125)',
      /./,
    ],
    [
      'the clock is wrong',
      (fixture) => {
        seals(pem(sampleSeal()))(fixture);
        fixture.now = new Date('2020-01-01T00:05:00Z');
      },
      'skip',
      WRONG_CLOCK,
      null,
    ],
    ['no certificate', seals('nothing'), 'fail', /seal\.pem/, /backOffice/],
    [
      'the authority of the office was copied over it',
      (f) => seals(makeAuthority('Office', 'keyUsage=critical,keyCertSign'))(f),
      'fail',
      'Office is an authority, which seals no document: no document is accepted',
      'take the seal certificates from the order of the office: sudo asan-kiosk provision --from FILE',
    ],
  ]),
  checkBound('office-checks.ts: days < 0', 'office-certificate', atOffice, [0, 'warn'], [-1, 'fail'], office('until')),
  checkBound(
    'office-checks.ts: days < OFFICE_SOON_DAYS',
    'office-certificate',
    atOffice,
    [14 * DAY_MS, 'ok'],
    [14 * DAY_MS - 1, 'warn'],
    office('until'),
  ),
  checkBound(
    'office-checks.ts: off <= CLOCKS_OFF_S',
    'office-clock',
    atOffice,
    [60_499, 'ok'],
    [60_500, 'warn'],
    office('date'),
  ),
  checkBound(
    'office-checks.ts: days >= CERTIFICATE_WARNING_DAYS',
    'identity',
    () => undefined,
    [30 * DAY_MS, 'ok'],
    [30 * DAY_MS - 1, 'fail'],
    identityUntil,
  ),
  checkBound(
    'office-checks.ts: days >= 0',
    'identity',
    () => undefined,
    [0, 'fail', 'valid until'],
    [-1, 'fail', 'expired on'],
    identityUntil,
  ),
  skippedCheck(
    'office-of-kiosk',
    'systemd says that asan-kiosk.service is active, but no kiosk of this profile answers at 127.0.0.1:18471: see the check port',
  ),
  skippedCheck('identity', 'the profile has none: the office does not need one'),
  skippedCheck('identity-renewal', 'the profile has none: the office does not need one'),
  skippedCheck('identity-key', 'the profile has none: the office does not need one'),
  skippedCheck('seal', 'the profile has none: no document with a seal is printed'),
  ...comparisonsBetweenRows('office-checks.ts: now <= until', 'office-checks.ts: now >= from'),
  ...comparisonsOfTextOnly(
    'office-ask.ts: length > LONGEST',
    'credential-checks.ts: key.modifiedMs > secret.modifiedMs',
    'office-unreached.ts: shut.length < addresses.length',
  ),
  roundingWithBound(
    'office-checks.ts: Math.round(Math.abs(date.getTime() - machine.now().getTime()) / 1_000)',
    'office-checks.ts: off <= CLOCKS_OFF_S',
  ),
];
