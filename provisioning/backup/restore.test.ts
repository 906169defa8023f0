import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { armor, generateX25519Identity } from 'age-encryption';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeDurably } from '../../device/files/durable-file.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { OUTBOX_MEMO_KEY } from '../../device/ledger/known-outbox.ts';
import { readOwed } from '../../device/ledger/owed.ts';
import { readLedgerState } from '../../device/ledger/standing.ts';
import { type LogSigner, openLogKey, readLogKey } from '../../device/merkle/signer.ts';
import { openOutbox } from '../../device/offline/outbox.ts';
import { createRecordedOutbox } from '../../device/offline/recorded-outbox.ts';
import { formatVerifierKey } from '../../device/proof/note.ts';
import { seededRandom } from '../../simulators/random.ts';
import {
  BACKUP_LEDGER_PATH,
  BACKUP_NOW,
  BACKUP_PROFILE_PATH,
  type BackupRig,
  backupRig,
  filesOf,
} from '../../test/rigs/backup-rig.ts';
import { SALE_RECORD } from '../../test/rigs/dealings-rig.ts';
import { AUTHORITY, orderText, provisionRig } from '../../test/rigs/provision-rig.ts';
import { seedOfCommit } from '../../test/support/commit.ts';
import { INSTALLED } from '../machine/installed.ts';
import { refuseUnlockedMachine } from '../run/run.ts';
import { compareSettings } from '../settings/difference.ts';
import { readKeptSettings } from '../settings/kept-settings.ts';
import { measureFile, writeArchive } from './archive.ts';
import type { ManifestFile } from './manifest.ts';

const QUOTED: Extract<LedgerEntry, { kind: 'quoted' }> = {
  kind: 'quoted',
  service: 's',
  tier: null,
  tariffDate: null,
  amount: 500,
  paper: 'receipt',
};
const NUMBER: LedgerEntry = { ...QUOTED, amount: 0, paper: 'ticket' };
const LODGED: LedgerEntry = { kind: 'lodged', reference: 'K5-7QF2-63' };
const SENT: readonly LedgerEntry[] = [{ kind: 'intent', intentId: 'i', before: null }, { kind: 'saleSent' }];
const PAID: readonly LedgerEntry[] = [QUOTED, LODGED, ...SENT, { kind: 'approved', approval: SALE_RECORD, at: 'then' }];
const REFUSED: LedgerEntry = { kind: 'issueRefused', reason: 'not-eligible' };

const SEED = seedOfCommit();
/** Changes that the commit's seed draws, beside the last one. `RESTORE=all` takes all. */
const DRAWN = 2;
function drawn<T>(all: T[]): readonly T[] {
  if (process.env['RESTORE'] === 'all') return all;
  const random = seededRandom(SEED);
  const last = all.splice(-1);
  return [...last, ...Array.from({ length: DRAWN }, () => all.splice(Math.floor(random() * all.length), 1)).flat()];
}

let rig: BackupRig;

const on = (path: string) => rig.on(path);
const at = (name: string) => rig.at(name);
const isRoot = process.getuid?.() === 0;
const ofKiosk = () => readLogKey(at('log-key'), 'asan-kiosk/K5')!;
const expectUntouched = () =>
  expect(Object.keys(filesOf(rig.machine))).toEqual(['etc/group', 'etc/machine-id', 'etc/passwd']);

async function backedUp(): Promise<void> {
  copyFileSync(on(`${BACKUP_LEDGER_PATH}.log-key`), at('log-key'));
  expect(await rig.backUp()).toBe('done');
}

/** `files`: map from a file's name to its text. */
async function craft(files: Readonly<Record<string, string>>, signer: LogSigner): Promise<void> {
  const folder = at('craft');
  rmSync(folder, { recursive: true, force: true });
  const listed: ManifestFile[] = [];
  for (const [name, text] of Object.entries(files)) {
    const source = join(folder, name);
    mkdirSync(dirname(source), { recursive: true });
    writeFileSync(source, text);
    listed.push({ name, ...(await measureFile(source)) });
  }
  const manifest = { version: '1', kiosk: 'K5', at: BACKUP_NOW.toISOString(), timeZone: null, files: listed };
  await writeArchive(folder, { to: at('k5.backup'), recipients: [rig.recipient], manifest, signer });
}

describe('when the backup is not as the kiosk wrote it, nothing changes:', () => {
  beforeAll(async () => {
    rig = await backupRig();
    await backedUp();
    rig.newBoard();
    copyFileSync(at('k5.backup'), at('pristine'));
  });
  beforeEach(() => copyFileSync(at('pristine'), at('k5.backup')));
  afterAll(() => rig.close());
  const file = () => at('k5.backup');
  const alter = () => {
    const bytes = readFileSync(file());
    bytes[bytes.length - 2000]! ^= 1;
    writeFileSync(file(), bytes);
  };

  const TORN = /it is cut short or changed \(BKP-101\): copy it again .* compare `sha256sum`/;
  const ARMORED = /it is encoded as text \(armored\) \(BKP-101\): make it bytes again: `sed/;
  const NO_AGE = /it is not a file of age \(BKP-101\): name a file that `asan-kiosk backup` wrote/;

  it.each<[string, () => void, RegExp]>([
    ['torn', () => writeFileSync(file(), readFileSync(file()).subarray(0, -100)), TORN],
    ['empty', () => writeFileSync(file(), ''), NO_AGE],
    ['another file', () => writeFileSync(file(), 'x'.repeat(5000)), NO_AGE],
    ['altered', alter, TORN],
    ['armored', () => writeFileSync(file(), armor.encode(readFileSync(file()))), ARMORED],
  ])('when the file is %s, then restore says so', async (_, change, says) => {
    change();
    expect(await rig.putBack()).toMatch(says);
    expectUntouched();
  });

  it('when the backup is for another key, then restore says so', async () => {
    writeFileSync(at('other.txt'), `${await generateX25519Identity()}\n`);
    expect(await rig.putBack({ identity: at('other.txt') })).toMatch(
      /for another key \(BKP-101\): Compare the key with/,
    );
    expectUntouched();
  });

  /** Repacks the backup, as an attacker who knows the recipient. */
  const repack = (change: string) =>
    execFileSync(
      'sh',
      [
        '-c',
        `rm -rf x; mkdir x; age -d -i ${rig.key} k5.backup | tar -x -C x; cd x; ${change}; (echo manifest; find . -type f ! -name manifest -printf '%P\\n') | tar -c -T - | age -r ${rig.recipient} -o ../k5.backup`,
      ],
      { cwd: rig.folder },
    );

  it.each<[string, string, RegExp]>([
    [
      'a file was changed',
      'sed -i s/481516/481517/ credentials/*',
      /terminal-password is not the file that the kiosk wrote \(BKP-101\)/,
    ],
    [
      'a file was made longer',
      'printf more >> profile.yaml',
      /profile\.yaml is not in the list of the backup’s files, or has another size there \(BKP-101\)/,
    ],
    [
      'a file was added',
      'echo x > etc/evil',
      /etc\/evil is not in the list of the backup’s files, or has another size there \(BKP-101\)/,
    ],
    ['a file was taken out', 'rm profile.yaml', /profile\.yaml is in the list of the backup, but missing \(BKP-101\)/],
    [
      'the list was changed',
      'sed -i s/provision.pub/provision.pux/ manifest',
      /its signature is forged; .* \(BKP-104\)/,
    ],
    ['the list says another time', 'sed -i "s/\\"at\\":\\"20/\\"at\\":\\"21/" manifest', /its signature is forged/],
    [
      'the signature was taken away',
      "sed -i '$d' manifest",
      /list of files has another format than this version reads \(BKP-101\)/,
    ],
    [
      'the list is an old one, without a signature',
      'sed -n 2p manifest > manifest.json; rm manifest',
      /an older version made the backup without a signature.* \(BKP-104\)/,
    ],
  ])('when the backup was repacked with %s, then restore says so', async (_, change, line) => {
    try {
      repack(change);
    } catch {}
    expect(await rig.putBack()).toMatch(line);
    expectUntouched();
  });

  it('when another kiosk signed the backup or it is not signed, then restore says so', async () => {
    const thief = openLogKey(at('thief'), 'asan-kiosk/K5', randomBytes);
    await craft({ 'profile.yaml': 'x' }, thief);
    expect(await rig.putBack()).toMatch(
      /signed with another key of asan-kiosk\/K5; asan-kiosk\/K5\+.* was expected \(BKP-104\)/,
    );
    const k6 = openLogKey(at('k6'), 'asan-kiosk/K6', randomBytes);
    writeFileSync(at('K6.key'), `${formatVerifierKey(k6.key)}\n`);
    await craft({ 'profile.yaml': 'x' }, k6);
    expect(await rig.putBack({ kioskKey: at('K6.key') })).toMatch(
      /it is of K5, but the key of another kiosk signed it \(BKP-104\)/,
    );
    expectUntouched();
  });

  it.each(['state/evil', 'etc/firewall.nft', 'credentials/tmpfiles.extra'])(
    'when the backup is signed and has %s, which has no place, then restore says so',
    async (name) => {
      await craft({ [name]: 'evil' }, ofKiosk());
      expect(await rig.putBack()).toContain(`this version knows no place for its file ${name} (BKP-101)`);
      expectUntouched();
    },
  );

  it('when the backup is signed and its boot password would be a program of GRUB, then restore says so', async () => {
    const profile = readFileSync(join(at('dead-board'), BACKUP_PROFILE_PATH), 'utf8');
    await craft({ 'profile.yaml': profile, 'etc/boot-password': 'x\nset superusers=\n' }, ofKiosk());
    expect(await rig.putBack()).toMatch(/boot-password is not what grub-mkpasswd-pbkdf2 prints \(BKP-101\)/);
    expectUntouched();
  });

  it('when the backup is signed and its profile has another ledger or another kiosk, then restore says so', async () => {
    const profile = readFileSync(join(at('dead-board'), BACKUP_PROFILE_PATH), 'utf8');
    await craft({ 'profile.yaml': profile.replace(BACKUP_LEDGER_PATH, '/etc/cron.d/evil') }, ofKiosk());
    expect(await rig.putBack()).toMatch(
      /has the ledger in \/etc\/cron\.d\/evil, but this machine has it in \/var\/lib\/asan-kiosk\/ledger\.db \(BKP-105\)/,
    );
    await craft({ 'profile.yaml': profile.replace('id: K5', 'id: K6') }, ofKiosk());
    expect(await rig.putBack()).toMatch(/its list is of kiosk K5, but its profile of K6 \(BKP-105\)/);
    expectUntouched();
    mkdirSync(dirname(on(BACKUP_PROFILE_PATH)), { recursive: true });
    writeFileSync(on(BACKUP_PROFILE_PATH), profile.replace('id: K5', 'id: K6'));
    await craft({ 'profile.yaml': profile }, ofKiosk());
    expect(await rig.putBack()).toMatch(/it is of kiosk K5, but this machine is K6 \(BKP-105\)/);
    rmSync(dirname(on(BACKUP_PROFILE_PATH)), { recursive: true });
  });
});

describe('asan-kiosk restore:', () => {
  beforeEach(async () => {
    rig = await backupRig();
  });
  afterEach(() => rig.close());

  describe('when a new board gets the backup of the dead one,', () => {
    beforeEach(async () => {
      symlinkSync('/usr/share/zoneinfo/Asia/Baku', on('etc/localtime'));
      await backedUp();
      rig.newBoard();
    });

    it('then the board becomes the dead kiosk, provisioned, with the same debts; a second run changes nothing', async () => {
      const dead = at('dead-board');
      const before = readOwed(join(dead, BACKUP_LEDGER_PATH), BACKUP_NOW);
      expect(await rig.putBack()).toBe('done');
      const left = ['var/lib/asan-kiosk/ledger.db', 'var/lib/asan-kiosk/ledger.db.technician', 'etc/machine-id'];
      const notOfKiosk = ['etc/credstore/somebody-elses', 'var/lib/asan-kiosk/acceptance/run.json'];
      const here = filesOf(rig.machine);
      for (const [name, text] of Object.entries(filesOf(dead)))
        if (![...left, ...notOfKiosk].includes(name)) expect([name, here[name]]).toEqual([name, text]);
      const open = before.open.map((item) => ({ ...item, next: 'by-hand' }));
      expect(readOwed(on(BACKUP_LEDGER_PATH), BACKUP_NOW)).toEqual({ ...before, open });
      expect(readLedgerState(on(BACKUP_LEDGER_PATH)).is).toBe('fits');
      for (const path of [BACKUP_LEDGER_PATH, INSTALLED.bootPassword])
        expect([path, statSync(on(path)).mode & 0o777]).toEqual([path, 0o600]);

      const its = statSync(on(BACKUP_PROFILE_PATH));
      expect([its.mode & 0o777, ...(isRoot ? [its.uid, its.gid] : [])]).toEqual([0o640, ...(isRoot ? [0, 990] : [])]);
      for (const path of [INSTALLED.firewall, INSTALLED.browserPolicy, INSTALLED.kioskDropIn, INSTALLED.deviceRules])
        expect([path, existsSync(on(path))]).toEqual([path, true]);
      expect(rig.enabled).toEqual(
        new Set([
          'asan-firewall.service',
          'asan-hosts.timer',
          'usbguard.service',
          'asan-kiosk-renew.timer',
          'asan-kiosk.socket',
          'asan-steward.socket',
          'asan-kiosk.service',
          'asan-glass.service',
        ]),
      );
      expect(rig.recordState()).toBe('this-machine');
      const settings = readKeptSettings(on);
      expect(settings).toMatchObject({ ok: true, value: { isCut: false } });
      if (settings.ok && settings.value)
        expect((await compareSettings(settings.value, { place: on })).differences).toEqual([]);
      expect(refuseUnlockedMachine({ profile: BACKUP_PROFILE_PATH }, on)).toBeNull();
      expect(rig.io.written()).toMatch(
        /K5: this machine is provisioned, \d+ changes made\nNext: sudo asan-kiosk doctor/,
      );
      expect(
        execFileSync('readlink', [on('etc/localtime')])
          .toString()
          .trim(),
      ).toBe('/usr/share/zoneinfo/Asia/Baku');

      rig.told.length = 0;
      expect(await rig.putBack()).toBe('done');
      expect(rig.io.written()).toMatch(
        /nothing to restore: this machine has all of it\n.*this machine is provisioned, nothing to change/s,
      );
      expect([filesOf(rig.machine), rig.told]).toEqual([here, []]);
    });

    it('then restore says which devices of the profile are not plugged in, and what to do', async () => {
      expect(await rig.putBack()).toBe('done');
      expect(rig.io.written()).toMatch(
        /not plugged in: the receipt printer \(\/dev\/serial\/by-id\/.*\); plug it in and run sudo asan-kiosk provision; if it is in another USB socket, run sudo asan-kiosk provision --devices/,
      );
    });

    it('then the stock of references is void, and the second run changes nothing', async () => {
      const start = () => {
        const ledger = rig.open();
        const kiosk = createRecordedOutbox(
          openOutbox(on(`${BACKUP_LEDGER_PATH}.outbox`)),
          ledger.memo(OUTBOX_MEMO_KEY),
          String,
        );
        return { ...kiosk, stop: () => [kiosk.outbox.close(), ledger.close()] };
      };
      const taking = { takenAt: BACKUP_NOW.toISOString(), sealed: new Uint8Array([1]), queue: null };
      rmSync(rig.machine, { recursive: true });
      renameSync(at('dead-board'), rig.machine);
      const before = start();
      before.outbox.stockUp({ epoch: 1, references: ['K5-7QF2-71', 'K5-7QF2-72'] });
      before.stop();
      await backedUp();
      rig.newBoard();
      expect(await rig.putBack()).toBe('done');
      const there = filesOf(rig.machine);
      expect(await rig.putBack()).toBe('done');
      expect(filesOf(rig.machine)).toEqual(there);
      const after = start();
      expect([after.doubt, after.outbox.take({ key: 'b', ...taking })]).toEqual(['restored', null]);
      after.outbox.stockUp({ epoch: 2, references: ['K5-7QF2-73'] });
      expect(after.outbox.take({ key: 'b', ...taking })?.reference).toBe('K5-7QF2-73');
      after.stop();
    });

    it('then a replaced board asks for a new stock after its own backup and restore', async () => {
      const start = () => {
        const ledger = rig.open();
        const kiosk = createRecordedOutbox(
          openOutbox(on(`${BACKUP_LEDGER_PATH}.outbox`)),
          ledger.memo(OUTBOX_MEMO_KEY),
          String,
        );
        return { ...kiosk, stop: () => [kiosk.outbox.close(), ledger.close()] };
      };
      rmSync(rig.machine, { recursive: true });
      renameSync(at('dead-board'), rig.machine);
      const before = start();
      before.outbox.stockUp({ epoch: 1, references: ['K5-7QF2-71'] });
      before.noteReplaced();
      before.stop();
      await backedUp();
      expect(await rig.putBack()).toBe('done');
      const after = start();
      expect([after.doubt, after.outbox.life().epoch]).toEqual(['restored', null]);
      after.stop();
    });

    it('then --check verifies the backup, says what would be written, and writes nothing, even without the group of the kiosk', async () => {
      writeFileSync(on('etc/group'), '');
      expect(await rig.putBack({ check: true, json: true })).toBe('done');
      expect(JSON.parse(rig.io.written())).toMatchObject({
        kiosk: 'K5',
        whole: true,
        provisioned: false,
        missing: { paths: [] },
        wouldWrite: expect.arrayContaining([on(BACKUP_LEDGER_PATH), on(INSTALLED.orderKey)]),
      });
      expectUntouched();
    });

    it('then a link that another user made at the place of a file is not followed', async () => {
      mkdirSync(on('var/lib/asan-kiosk'), { recursive: true });
      writeFileSync(at('theirs'), 'root alone', { mode: 0o640 });
      for (const name of ['ledger.db.new', 'ledger.db.mark.new', 'ledger.db.log-key.new'])
        symlinkSync(at('theirs'), on(`var/lib/asan-kiosk/${name}`));
      expect(await rig.putBack()).toBe('done');
      expect([readFileSync(at('theirs'), 'utf8'), statSync(at('theirs')).mode & 0o777]).toEqual(['root alone', 0o640]);
      symlinkSync(at('theirs'), on('etc/other.new'));
      expect(() => writeDurably(on('etc/other'), 'x')).toThrow(/ELOOP/);
    });

    it('then the existing key of orders stays, and a newer existing order stays', async () => {
      mkdirSync(on('etc/asan-kiosk'), { recursive: true });
      writeFileSync(on(INSTALLED.orderKey), 'newer key\n');
      const newer = JSON.stringify({ serial: 9, sha256: 'cd', kiosk: 'K5' });
      writeFileSync(on(INSTALLED.orderTaken), newer);
      expect(await rig.putBack()).toBe('done');
      expect([readFileSync(on(INSTALLED.orderKey), 'utf8'), readFileSync(on(INSTALLED.orderTaken), 'utf8')]).toEqual([
        'newer key\n',
        newer,
      ]);
    });

    it.each<[string, readonly string[]]>([
      ['the package is not installed', ['etc/passwd']],
      ['it has no id', ['etc/machine-id']],
    ])('then a board does not serve if %s, and restore says why', async (_, missing) => {
      for (const name of missing) writeFileSync(on(name), '');
      if (missing[0] === 'etc/machine-id') rmSync(on('etc/machine-id'));
      if (!isRoot && missing[0] === 'etc/passwd') return;
      expect(await rig.putBack()).toMatch(/PRV-133/);
      expect(rig.recordState()).toBe('none');
    });

    it(`then a power cut before each drawn change leaves a kiosk that does not serve, and the same command finishes the restore (seed ${SEED})`, async () => {
      const changes: string[] = [];
      expect(await rig.putBack({}, (what) => void changes.push(what))).toBe('done');
      expect(changes).toContain('profile.yaml');
      expect(changes.at(-1)).toBe(`file:${INSTALLED.machine}`);
      const { 'var/lib/asan-kiosk/provision/previous/before.json': _, ...whole } = filesOf(rig.machine);
      const units = new Set(rig.enabled);
      for (const [nth, what] of drawn([...changes.entries()])) {
        rig.bareBoard('f'.repeat(32));
        let left = nth;
        const cut = rig.putBack({}, () => {
          if (left-- === 0) throw new Error('power cut');
        });
        await expect(cut).rejects.toThrow('power cut');
        expect([what, rig.recordState()]).toEqual([what, 'none']);
        expect(refuseUnlockedMachine({ profile: BACKUP_PROFILE_PATH }, on)).toMatchObject({ error: { exit: 3 } });
        expect(await rig.putBack()).toBe('done');
        const { 'var/lib/asan-kiosk/provision/previous/before.json': __, ...now } = filesOf(rig.machine);
        expect([what, now, rig.enabled]).toEqual([what, whole, units]);
      }
    });
  });

  it('when the dead kiosk may have continued after the backup, then its open applications are left to staff, unless they are paid or given back', async () => {
    const CASES: Readonly<Record<string, readonly [entries: readonly LedgerEntry[], next: string]>> = {
      'nothing paid yet': [[QUOTED, LODGED], 'by-hand'],
      declined: [[QUOTED, LODGED, ...SENT, { kind: 'notPaid', why: 'declined', code: '6c' }], 'by-hand'],
      'notes being put in': [[QUOTED, LODGED, { kind: 'cashIntent' }], 'by-hand'],
      'to be given back': [[...PAID, { kind: 'issueRequested' }, REFUSED], 'by-hand'],
      'meant to be sold': [[QUOTED, LODGED, ...SENT.slice(0, 1)], 'by-hand'],
      'sent to the terminal': [[QUOTED, LODGED, ...SENT], 'by-hand'],
      'offered by the terminal': [
        [QUOTED, LODGED, ...SENT, { kind: 'offered', approval: SALE_RECORD, at: 'then' }],
        'by-hand',
      ],
      'sent, and the answer lost': [[QUOTED, LODGED, ...SENT, { kind: 'unknown', code: 'TRM-102' }], 'by-hand'],
      'a free number that is being registered': [[NUMBER, LODGED, { kind: 'issueRequested' }], 'by-hand'],
      'a free number, not printed yet': [[NUMBER, LODGED, { kind: 'issueRequested' }, { kind: 'issued' }], 'by-hand'],
      'paid and not registered': [PAID, 'register'],
      'given back': [
        [...PAID, { kind: 'issueRequested' }, REFUSED, { kind: 'reversing' }, { kind: 'reversed' }],
        'withdraw',
      ],
      'registered after a payment': [[...PAID, { kind: 'issueRequested' }, { kind: 'issued' }], 'close'],
    };
    const ledger = rig.open();
    for (const [id, [entries]] of Object.entries(CASES)) for (const entry of entries) ledger.append(id, entry);
    await backedUp();
    ledger.close();
    rig.newBoard();
    expect(await rig.putBack()).toBe('done');
    const wanted = Object.entries(CASES).map(([id, [, next]]) => [id, next]);
    const open = readOwed(on(BACKUP_LEDGER_PATH), BACKUP_NOW).open.filter(
      ({ applicationId }) => applicationId in CASES,
    );
    const owed = open.map(({ applicationId, next }) => [applicationId, next]);
    expect(owed.sort()).toEqual(wanted.sort());
    expect(rig.io.written()).toContain('may have continued after the backup: 11; ');
    const whole = filesOf(rig.machine);
    expect(await rig.putBack()).toBe('done');
    expect(filesOf(rig.machine)).toEqual(whole);
    const its = rig.open();
    const settled = its.open().flatMap(({ id }) => (id in CASES ? [id] : []));
    its.close();
    expect(settled.sort()).toEqual(wanted.flatMap(([id, next]) => (next === 'by-hand' ? [] : [id])).sort());
  });

  describe('when the key of the kiosk is unknown,', () => {
    beforeEach(async () => {
      await backedUp();
      rig.newBoard();
    });

    it('then restore stops, and says what to give', async () => {
      expect(await rig.putBack({ kioskKey: undefined } as never)).toMatch(
        /--from FOLDER\)\. Or .* \(--kiosk-key FILE\)/,
      );
      writeFileSync(rig.kioskKey, 'hello\n');
      expect(await rig.putBack()).toMatch(
        /K5\.key has no key of a kiosk; a line with a key looks like asan-kiosk\/K5\+/,
      );
      expect(await rig.putBack({ kioskKey: at('nothing') })).toMatch(/nothing: no such file/);
      expectUntouched();
    });

    it("then the signed order gives the key, but not an order older than the backup's", async () => {
      const office = provisionRig();
      const logKey = readFileSync(rig.kioskKey, 'utf8').trim();
      const from = office.stick;
      try {
        const order = (serial: number, key: string | null = logKey) =>
          office.order(orderText(serial).replace('  - id: K5\n', key === null ? '$&' : `$&    logKey: "${key}"\n`));
        order(7);
        expect(await rig.putBack({ from })).toMatch(/no key to verify orders .*\(PRV-101\).*provision trust/);
        mkdirSync(on('etc/asan-kiosk'), { recursive: true });
        copyFileSync(office.at('office.pub'), on(INSTALLED.orderKey));
        const before = filesOf(rig.machine);
        order(7, null);
        expect(await rig.putBack({ from })).toMatch(/has a logKey for no kiosk/);
        order(6);
        expect(await rig.putBack({ from })).toMatch(/order 6 is older than order 7.*\(PRV-106\)/);
        order(8, logKey.replace('/K5+', '/K6+'));
        expect(await rig.putBack({ from })).toMatch(/PRV-104/);
        expect(filesOf(rig.machine)).toEqual(before);
        order(8);
        expect(await rig.putBack({ from })).toBe('done');
        expect(JSON.parse(readFileSync(on(INSTALLED.orderTaken), 'utf8'))).toMatchObject({ serial: 7 });
      } finally {
        office.close();
      }
    });
  });

  describe('when a kiosk is here already,', () => {
    beforeEach(backedUp);

    it('then a ledger with more records is not replaced', async () => {
      rig.visit('b');
      const before = filesOf(rig.machine);
      expect(await rig.putBack()).toMatch(
        /ledger.db has more records than the backup: .* \(BKP-102\): Keep the ledger of this machine/,
      );
      expect(filesOf(rig.machine)).toEqual(before);
    });

    it('then a ledger without a mark is not replaced', async () => {
      rmSync(on(`${BACKUP_LEDGER_PATH}.mark`));
      expect(await rig.putBack()).toMatch(/its mark is missing \(BKP-102\)/);
    });

    it('then --older-ledger replaces the ledger, keeps the earlier files, and the start says that the ledger is not the newest', async () => {
      rig.visit('b');
      expect(await rig.putBack({ olderLedger: true })).toBe('done');
      expect(readLedgerState(on(BACKUP_LEDGER_PATH))).toMatchObject({ is: 'not-newest', why: 'behind' });
      expect(existsSync(on(`${BACKUP_LEDGER_PATH}.replaced-1`))).toBe(true);
      expect(rig.open).toThrow(/LDG-102/);
    });

    it('then nothing is put back while the kiosk runs', async () => {
      rmSync(on('etc/asan-kiosk/office-ca.pem'));
      const ledger = rig.open();
      expect(await rig.putBack()).toMatch(/the kiosk or another program uses the ledger \(BKP-103\)/);
      expect(existsSync(on('etc/asan-kiosk/office-ca.pem'))).toBe(false);
      ledger.close();
      expect(await rig.putBack()).toBe('done');
      expect(readFileSync(on('etc/asan-kiosk/office-ca.pem'), 'utf8')).toBe(AUTHORITY);
    });

    it('then after a power cut the kiosk does not serve, and its earlier profile is kept', async () => {
      expect(await rig.putBack()).toBe('done');
      expect(rig.recordState()).toBe('this-machine');
      writeFileSync(on(BACKUP_PROFILE_PATH), `${readFileSync(on(BACKUP_PROFILE_PATH), 'utf8')}# mine\n`);
      const cut = rig.putBack({}, (what) => {
        if (what === 'profile.yaml') throw new Error('power cut');
      });
      await expect(cut).rejects.toThrow('power cut');
      expect([existsSync(on(BACKUP_PROFILE_PATH)), rig.recordState()]).toEqual([false, 'none']);
      expect(readFileSync(on(`${BACKUP_PROFILE_PATH}.before-restore`), 'utf8')).toMatch(/# mine\n$/);
      expect(await rig.putBack()).toBe('done');
      expect(readFileSync(on(BACKUP_PROFILE_PATH), 'utf8')).not.toMatch(/# mine/);
      expect(rig.recordState()).toBe('this-machine');
    });

    it('then a link that the kiosk’s user made for the reports is not followed', async () => {
      if (!isRoot) return;
      const { chownSync, lchownSync } = await import('node:fs');
      mkdirSync(at('theirs'));
      rmSync(on('var/lib/asan-kiosk/acceptance'), { recursive: true });
      symlinkSync(at('theirs'), on('var/lib/asan-kiosk/acceptance'));
      lchownSync(on('var/lib/asan-kiosk/acceptance'), 990, 990);
      chownSync(at('theirs'), 990, 990);
      expect(await rig.putBack()).toMatch(/acceptance is a symbolic link of the user 990, .* \(BKP-103\)$/);
      expect([existsSync(at('theirs/0001.json')), rig.recordState()]).toEqual([false, 'none']);
    });
  });

  describe('when the kiosk has a profile of its own (--profile),', () => {
    const LAB = '/srv/lab/profile.yaml';
    const profile = LAB;
    beforeEach(async () => {
      mkdirSync(on('srv/lab'), { recursive: true });
      const text = readFileSync(on(BACKUP_PROFILE_PATH), 'utf8')
        .replace(BACKUP_LEDGER_PATH, '/srv/state/ledger.db')
        .replace('/etc/asan-kiosk/', '/srv/lab/');
      writeFileSync(on(LAB), text, { mode: 0o600 });
      writeFileSync(on('srv/lab/office-ca.pem'), 'of the lab\n');
      renameSync(on('var/lib/asan-kiosk'), on('srv/state'));
      copyFileSync(on('srv/state/ledger.db.log-key'), at('log-key'));
      expect(await rig.backUp({ profile })).toBe('done');
      rig.newBoard();
    });

    it('then the backup is restored to the paths of the existing profile, or refused without one', async () => {
      expect(await rig.putBack({ profile })).toMatch(
        /there is no \/srv\/lab\/profile\.yaml: put the profile of this kiosk there/,
      );
      expectUntouched();
      mkdirSync(on('srv/lab'), { recursive: true });
      const text = readFileSync(join(at('dead-board'), LAB), 'utf8');
      writeFileSync(on(LAB), text.replace('/srv/state/', '/srv/other/'));
      expect(await rig.putBack({ profile })).toMatch(
        /has the ledger in \/srv\/state\/ledger\.db, but this machine has it in \/srv\/other\/ledger\.db \(BKP-105\)/,
      );
      writeFileSync(on(LAB), text, { mode: 0o600 });
      expect(await rig.putBack({ profile })).toBe('done');
      expect(readFileSync(on('srv/lab/office-ca.pem'), 'utf8')).toBe('of the lab\n');
      expect([existsSync(on('srv/state/ledger.db')), existsSync(on('srv/state/acceptance/0001.json'))]).toEqual([
        true,
        true,
      ]);
      expect([existsSync(on(INSTALLED.firewall)), rig.recordState(), rig.told]).toEqual([false, 'none', []]);
    });
  });

  it('when the machine record was made on another machine, then the installed kiosk says so and does not serve', () => {
    mkdirSync(on('etc/asan-kiosk'), { recursive: true });
    const hash = createHash('sha256')
      .update(`asan-kiosk machine ${'a'.repeat(32)}`)
      .digest('hex');
    writeFileSync(on(INSTALLED.machine), `${hash}\n`);
    expect(refuseUnlockedMachine({ profile: BACKUP_PROFILE_PATH }, on)).toMatchObject({
      error: { exit: 3, line: expect.stringMatching(/of another machine.*\(SVC-106\): run sudo asan-kiosk provision/) },
    });
    expect(refuseUnlockedMachine({ profile: '/srv/lab/profile.yaml' }, on)).toBeNull();
    writeFileSync(on('etc/machine-id'), `${'a'.repeat(32)}\n`);
    expect(refuseUnlockedMachine({ profile: BACKUP_PROFILE_PATH }, on)).toBeNull();
  });
});
