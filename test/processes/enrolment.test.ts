import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { setCentreTimeZone } from '../../device/clock/centre-time.ts';
import type { EntryKind } from '../../device/ledger/entries.ts';
import { realClock } from '../../drivers/clock.ts';
import { backup } from '../../provisioning/backup/backup.ts';
import { restore } from '../../provisioning/backup/restore.ts';
import { enrol } from '../../provisioning/enrol/enrol.ts';
import { readStoredIdentity } from '../../provisioning/enrol/identity.ts';
import { createProvisionTarget } from '../../provisioning/provision/plan/target.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { terminalCommissionedYesterday } from '../../simulators/payment-terminal/by-hand.ts';
import { createZvtTerminalSimulator, type ZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { seededRandom } from '../../simulators/random.ts';
import { listenTcp, type TcpWire } from '../../simulators/wire-tcp.ts';
import { type EnrolmentRig, enrolmentRig } from '../rigs/enrolment-rig.ts';
import { catalogue } from '../support/catalogue.ts';
import { asanKiosk } from '../support/command.ts';
import { fakeIo } from '../support/fake-io.ts';
import { disagreements, readBooks, readLedger } from '../support/four-books.ts';
import { type KioskProcess, startKioskProcess, withOfficeAt, withoutIssueOfGoods } from '../support/kiosk-process.ts';
import { payBySocket, type SocketCitizen, socketCitizenAt, untilCheckingBySocket } from '../support/socket-citizen.ts';

setCentreTimeZone();
const now = () => new Date();
const LOOK = { interval: 20, timeout: 50_000 };

let machine: EnrolmentRig;
let office: ReferenceBackOffice;
let wire: TcpWire;
let terminal: ZvtTerminalSimulator;
let kiosk: KioskProcess;
let citizen: SocketCitizen;

const credstore = () => machine.places.credentials.plain;

async function enrolHere(): Promise<void> {
  const { issueCode, fingerprint } = office.enrolment!;
  const options = { office: office.url, code: await issueCode('K5'), fingerprint, profile: machine.profile };
  expect(await enrol(options, fakeIo(), machine.places)).toEqual({ ok: true, value: undefined });
}

beforeEach(async () => {
  machine = enrolmentRig();
  office = await startBackOffice({
    now,
    random: seededRandom(8),
    services: catalogue().services.map(toOfficeService),
    enrolment: {},
  });
  await enrolHere();
  wire = await listenTcp(0);
  const saved = terminalCommissionedYesterday(now());
  terminal = createZvtTerminalSimulator({
    wire,
    clock: realClock,
    random: seededRandom(7),
    framing: 'tcp',
    now,
    saved,
  });
  process.env['CREDENTIALS_DIRECTORY'] = credstore();
  writeFileSync(join(credstore(), 'asan-kiosk.terminal-password'), '000000');
  const identity = 'identity: { key: credential:identity, certificate: credential:identity }';
  kiosk = await startKioskProcess((profile, folder) =>
    withoutIssueOfGoods(withOfficeAt(office.url)(profile, folder))
      .replace('timeoutMs: 10000', `timeoutMs: 10000, ca: ${machine.places.officeCa}, ${identity}`)
      .replace(/\n *billValidator:.*/, '')
      .replace(/terminal: .*/, (line) =>
        line
          .replace('framing: serial', 'framing: tcp')
          .replace(/password: "\d+"/, 'password: credential:terminal-password')
          .replace('link: simulated', `link: { tcp: { host: 127.0.0.1, port: ${wire.port} } }`),
      ),
  );
  citizen = await socketCitizenAt(kiosk.url);
  await untilCheckingBySocket(kiosk, citizen);
  await payBySocket(citizen, 'card');
  await vi.waitFor(() => expect(terminal.display().stage).toBe('present-card'), LOOK);
});
afterEach(async () => {
  delete process.env['CREDENTIALS_DIRECTORY'];
  await kiosk.stop();
  terminal.close();
  await wire.close();
  await office.close();
  machine.remove();
});

const kinds = () => (readLedger(kiosk.folder).at(-1)?.entries ?? []).map(({ kind }) => kind);
const written = (kind: EntryKind) => vi.waitFor(() => expect(kinds()).toContain(kind), LOOK);

async function payUnheard(): Promise<void> {
  office.trouble.set('down');
  terminal.tap();
  await written('issueRequested');
}

async function expectAgreement(): Promise<void> {
  await vi.waitFor(() => expect(terminal.display().stage).toBe('idle'), LOOK);
  const books = await readBooks(kiosk, []);
  expect(disagreements({ ...books, sales: terminal.sales(), register: await office.entries() })).toEqual([]);
  expect(terminal.sales().filter(({ state }) => state === 'approved')).toHaveLength(1);
}

it('when a kiosk is revoked, then it says so, keeps the payment, and settles the application after it is enrolled again', async () => {
  await payUnheard();
  await office.enrolment!.revoke('K5');
  office.trouble.set(null);
  await vi.waitFor(
    () => expect(kiosk.output()).toMatch(/"code":"BKO-143","cause":"revoked-kiosk","event":"back-office.trouble"/),
    LOOK,
  );
  const health = (await (await fetch(`${kiosk.url}healthz`)).json()) as { backOffice: object };
  expect(health.backOffice).toEqual({ code: 'BKO-143', cause: 'revoked-kiosk' });
  const looked = await asanKiosk(['doctor', '--json', '--profile', join(kiosk.folder, 'profile.yaml')]);
  expect(looked.json()).toMatchObject({
    checks: expect.arrayContaining([
      expect.objectContaining({
        id: 'office',
        state: 'fail',
        found: expect.stringMatching(/does not accept this kiosk.*BKO-143/),
        fix: expect.stringMatching(/./),
      }),
    ]),
  });
  // The kiosk must not close the application: the office may have registered it.
  expect(kinds()).not.toContain('closed');
  expect(terminal.sales().filter(({ state }) => state === 'approved')).toHaveLength(1);
  await citizen.sees('trouble', ({ code }) => code === 'BKO-103');

  await enrolHere();
  await kiosk.crash();
  await written('closed');
  await expectAgreement();
});

it('when a board dies, then another board with the backup settles what is owed', async () => {
  await payUnheard();
  const identity = await generateX25519Identity();
  const [file, key] = [join(machine.folder, 'k5.backup'), join(machine.folder, 'key.txt')];
  writeFileSync(key, identity);
  const profile = join(kiosk.folder, 'profile.yaml');
  const { credentials } = machine.places;
  const to = { to: file, recipient: [await identityToRecipient(identity)], profile };
  const places = { credentials, at: (path: string) => path, target: createProvisionTarget(), connected: () => [] };
  const made = fakeIo();
  expect(await backup({ ...to, json: true }, made, places)).toEqual({ ok: true, value: undefined });
  const kioskKey = join(machine.folder, 'kiosk.key');
  writeFileSync(kioskKey, JSON.parse(made.written()).key);
  const before = readStoredIdentity(credentials)?.key;

  await kiosk.crash(async () => {
    renameSync(kiosk.folder, `${kiosk.folder}-dead`);
    rmSync(credstore(), { recursive: true });
    mkdirSync(kiosk.folder);
    copyFileSync(join(`${kiosk.folder}-dead`, 'profile.yaml'), profile);
    const put = await restore(file, { identity: key, kioskKey, profile }, fakeIo(), places);
    expect(put).toEqual({ ok: true, value: undefined });
    office.trouble.set(null);
  });
  rmSync(`${kiosk.folder}-dead`, { recursive: true });
  expect(readStoredIdentity(credentials)?.key).toBe(before);
  expect(readFileSync(profile, 'utf8')).toContain('credential:identity');
  await written('closed');
  await expectAgreement();
});
