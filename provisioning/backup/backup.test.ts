import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeDurably } from '../../device/files/durable-file.ts';
import { packageFile } from '../../device/files/package-root.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { OUTBOX_MEMO } from '../../device/ledger/known-outbox.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { readOwed } from '../../device/ledger/owed.ts';
import { readStanding } from '../../device/ledger/standing.ts';
import { openOutbox } from '../../device/offline/outbox.ts';
import { recordedOutbox } from '../../device/offline/recorded-outbox.ts';
import { RECORD } from '../../test/dealings-rig.ts';
import { fakeIo } from '../../test/fake-io.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { main } from '../main.ts';
import { type BackupOptions, backup } from './backup.ts';
import { type RestoreOptions, restore } from './restore.ts';

const VISIT: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 0, paper: 'ticket' },
  { kind: 'lodged', reference: 'K5-7QF2-62' },
  { kind: 'issueRequested' },
  { kind: 'issued' },
];
const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 's',
  tier: null,
  tariffDate: null,
  amount: 500,
  paper: 'receipt',
};
const LODGED: LedgerEntry = { kind: 'lodged', reference: 'K5-7QF2-63' };
const SENT: readonly LedgerEntry[] = [{ kind: 'intent', intentId: 'i', before: null }, { kind: 'saleSent' }];
const PAID: readonly LedgerEntry[] = [QUOTED, LODGED, ...SENT, { kind: 'approved', approval: RECORD, at: 'then' }];
const REFUSED: LedgerEntry = { kind: 'issueRefused', reason: 'not-eligible' };
const NOW = new Date('2026-11-24T12:00:00Z');

let folder: string;
let machine: string;
let key: string;
let recipient: string;
let io: ReturnType<typeof fakeIo>;
const at = (name: string) => join(folder, name);
const on = (name: string) => join(machine, name);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  machine = at('machine');
  const identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  key = at('key.txt');
  writeFileSync(key, `# created: today\n${identity}\n`);
  io = fakeIo();
  makeMachine();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A kiosk with a credential, a certificate and a ledger in which a visit is open. */
function makeMachine(): void {
  for (const name of ['etc', 'state', 'credstore']) mkdirSync(on(name), { recursive: true });
  const text = readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8');
  const profile = text
    .replace('/var/lib/asan-kiosk/ledger.db', on('state/ledger.db'))
    .replace('timeoutMs: 10000', `timeoutMs: 10000, ca: ${on('etc/office-ca.pem')}`)
    .replace(/password: .*/, 'password: credential:terminal-password');
  writeFileSync(on('etc/profile.yaml'), profile);
  writeFileSync(on('etc/office-ca.pem'), 'a certificate\n');
  writeFileSync(on('credstore/asan-kiosk.terminal-password'), '481516');
  writeFileSync(on('credstore/somebody-elses'), 'other');
  visit('a');
  writeFileSync(on('state/ledger.db.log-key'), 'log key');
  writeFileSync(on('state/ledger.db.technician'), 'a code');
}

const store = (): CredentialStore => ({
  ...{ unit: undefined, plain: on('credstore'), encrypted: on('credstore.encrypted') },
  encrypt: () => null,
  decrypt: () => '',
  write: writeDurably,
});
const open = () => openLedger({ file: on('state/ledger.db'), now: () => NOW });
function visit(id: string): void {
  const ledger = open();
  for (const entry of VISIT) ledger.append(id, entry);
  ledger.close();
}

const lineOf = (outcome: Awaited<ReturnType<typeof restore>>) => (outcome.ok ? 'done' : outcome.error.line);
const backUp = async () =>
  lineOf(await backup({ to: at('k5.backup'), recipient: [recipient], profile: on('etc/profile.yaml') }, io, store()));
const putBack = async (options: Partial<RestoreOptions> = {}, beforeChange?: (what: string) => void) => {
  const all = { identity: key, profile: on('etc/profile.yaml'), ...options };
  return lineOf(
    await restore(at('k5.backup'), all, io, { credentials: store(), ...(beforeChange && { beforeChange }) }),
  );
};
/** Every file of the machine with its bytes; what SQLite makes and takes away again is left out. */
const filesOf = (of = machine): Record<string, string> =>
  existsSync(of)
    ? Object.fromEntries(
        (readdirSync(of, { recursive: true }) as string[])
          .filter((name) => statSync(join(of, name)).isFile() && !/-(shm|wal)$|\.lock$/.test(name))
          .sort()
          .map((name) => [name, readFileSync(join(of, name), 'latin1')]),
      )
    : {};
const newBoard = () => renameSync(machine, at('dead-board'));

describe('a backup', () => {
  it('has what cannot be made anew, and can be opened by the key and by Debian’s age', async () => {
    expect(await backUp()).toBe('done');
    const names = execFileSync('sh', ['-c', `age -d -i ${key} ${at('k5.backup')} | tar -t`])
      .toString()
      .trim()
      .split('\n');
    expect(names.sort()).toEqual([
      'credentials/asan-kiosk.terminal-password',
      'etc/office-ca.pem',
      'ledger/ledger.db',
      'ledger/ledger.db.log-key',
      'ledger/ledger.db.mark',
      'manifest.json',
      'profile.yaml',
    ]);
    expect(statSync(at('k5.backup')).mode & 0o777).toBe(0o600);
    expect(readFileSync(at('k5.backup'), 'latin1')).not.toContain('481516');
  });

  it('is put back into no other file than its own, whatever links somebody laid where it goes', async () => {
    await backUp();
    newBoard();
    mkdirSync(on('state'), { recursive: true });
    writeFileSync(at('theirs'), 'root alone', { mode: 0o640 });
    for (const name of ['ledger.db.new', 'ledger.db.mark.new', 'ledger.db.log-key.new'])
      symlinkSync(at('theirs'), on(`state/${name}`));
    expect(await putBack()).toBe('done');
    expect([readFileSync(at('theirs'), 'utf8'), statSync(at('theirs')).mode & 0o777]).toEqual(['root alone', 0o640]);
    expect(readFileSync(on('state/ledger.db.log-key'), 'utf8')).toBe('log key');
    symlinkSync(at('theirs'), on('state/other.new'));
    expect(() => writeDurably(on('state/other'), 'x')).toThrow(/ELOOP/);
  });

  it('is made beside a kiosk that writes, as of one moment', async () => {
    const ledger = open();
    ledger.append('b', VISIT[0]!);
    const making = backUp();
    ledger.append('b', VISIT[1]!);
    expect(await making).toBe('done');
    ledger.close();
    newBoard();
    expect(await putBack()).toBe('done');
    expect(['fits', 'unmarked']).toContain(readStanding(on('state/ledger.db')).is);
  });

  it('leaves nothing readable behind, and the one before where it fails', async () => {
    mkdirSync(at('tmp'));
    vi.stubEnv('TMPDIR', at('tmp'));
    await backUp();
    const before = readFileSync(at('k5.backup'));
    writeFileSync(on('state/ledger.db'), 'SQLite format 3\0 and nothing of one'.padEnd(4096, 'x'));
    rmSync(on('state/ledger.db-wal'), { force: true });
    expect(await backUp()).toMatch(/no backup was made: the database says/);
    expect([readFileSync(at('k5.backup')).equals(before), readdirSync(at('tmp'))]).toEqual([true, []]);
    expect(readdirSync(folder)).not.toContain('k5.backup.new');
  });

  describe('is for', () => {
    const run = async (options: Partial<BackupOptions> = {}) =>
      lineOf(await backup({ to: at('k5.backup'), profile: on('etc/profile.yaml'), ...options }, io, store()));
    const inProfile = (...recipients: readonly string[]) =>
      appendFileSync(on('etc/profile.yaml'), `backup: { recipients: [${recipients.join(', ')}] }\n`);
    const opens = (file: string) => {
      try {
        return execFileSync('sh', ['-c', `age -d -i ${file} ${at('k5.backup')}`], { stdio: 'pipe' }).length > 0;
      } catch {
        return false;
      }
    };
    let otherKey: string;
    let other: string;
    beforeEach(async () => {
      const identity = await generateX25519Identity();
      other = await identityToRecipient(identity);
      otherKey = at('other.txt');
      writeFileSync(otherKey, `${identity}\n`);
    });

    it('each key of the profile, where none is given', async () => {
      inProfile(recipient, other);
      expect(await run()).toBe('done');
      expect([opens(key), opens(otherKey)]).toEqual([true, true]);
      expect(io.written()).toContain(`for the key of ${recipient} or ${other} alone`);
    });

    it('those that are given instead', async () => {
      inProfile(recipient);
      expect(await run({ recipient: [other] })).toBe('done');
      expect([opens(key), opens(otherKey)]).toEqual([false, true]);
    });

    it('nobody where neither names one, and then there is none', async () => {
      const words = ['backup', '--to', at('k5.backup'), '--profile', on('etc/profile.yaml')];
      expect((await main(words, io)).exit).toBe(2);
      expect(io.notes).toEqual([
        expect.stringMatching(/^asan-kiosk: .*--recipient age1….*backup: \{ recipients: \[age1…\] \}/),
      ]);
      expect(existsSync(at('k5.backup'))).toBe(false);
    });

    it('no key with a wrong letter', async () => {
      const wrong = `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`;
      inProfile(recipient, wrong);
      expect(await run()).toBe(`${wrong} is no key of age: a letter of it is wrong`);
      expect(existsSync(at('k5.backup'))).toBe(false);
    });
  });

  it.each<[string[], RegExp]>([
    [['backup'], /--to/],
    [['backup', '--to', 'x', '--recipient', 'age1x'], /Write the recipient that `age-keygen` printed/],
    [['restore', '--identity', 'x'], /missing required argument 'file'/],
    [['restore', 'x'], /--identity/],
    [['restore', 'nowhere', '--identity', 'nowhere.txt'], /nowhere.txt.*CFG-101/],
  ])('wrong use: %j', async (words, line) => {
    expect((await main(words, io)).exit).toBe(2);
    expect(io.notes.join('\n')).toMatch(line);
  });
});

describe('on a new board', () => {
  beforeEach(async () => {
    await backUp();
    newBoard();
    io = fakeIo();
  });

  it('everything is as it was, and owed as before; the second run changes nothing', async () => {
    const before = readOwed(join(at('dead-board'), 'state/ledger.db'), NOW);
    expect(await putBack()).toBe('done');
    const {
      'state/ledger.db.technician': _,
      'credstore/somebody-elses': __,
      'state/ledger.db': ___,
      ...same
    } = filesOf(at('dead-board'));
    const { 'state/ledger.db': ____, ...there } = filesOf();
    expect(there).toEqual(same);
    expect(readOwed(on('state/ledger.db'), NOW)).toEqual(before);
    expect(statSync(on('state/ledger.db')).mode & 0o777).toBe(0o600);
    expect(readStanding(on('state/ledger.db')).is).toBe('fits');
    visit('c');
    rmSync(machine, { recursive: true });
    await putBack();
    const whole = filesOf();
    expect(await putBack()).toBe('done');
    expect(io.written()).toMatch(/everything of it is here already\n$/);
    expect(filesOf()).toEqual(whole);
  });

  it.each<[string, readonly LedgerEntry[], string]>([
    ['nothing was paid for yet', [QUOTED, LODGED], 'by-hand'],
    [
      'was declined, and could be tried again',
      [QUOTED, LODGED, ...SENT, { kind: 'notPaid', why: 'declined', code: '6c' }],
      'by-hand',
    ],
    ['notes were being put in for', [QUOTED, LODGED, { kind: 'cashIntent' }], 'by-hand'],
    ['is to be given back', [...PAID, { kind: 'issueRequested' }, REFUSED], 'by-hand'],
    ['was sent to the terminal', [QUOTED, LODGED, ...SENT], 'ask'],
    ['was paid and not registered', PAID, 'register'],
  ])('what %s is settled only by who knows what came after the backup', async (_, entries, next) => {
    renameSync(at('dead-board'), machine);
    const ledger = open();
    for (const entry of entries) ledger.append('paid-since', entry);
    expect(await backUp()).toBe('done');
    ledger.close();
    newBoard();
    expect(await putBack()).toBe('done');
    const owed = () =>
      readOwed(on('state/ledger.db'), NOW).open.find((its) => its.applicationId === 'paid-since')?.next;
    const settles = () => {
      const its = open();
      const isOpen = its.open().some(({ id }) => id === 'paid-since');
      its.close();
      return isOpen;
    };
    expect(owed()).toBe(next);
    expect(io.written().includes('1 left to staff')).toBe(next === 'by-hand');
    const whole = filesOf();
    expect(await putBack()).toBe('done');
    expect(io.written()).toMatch(/everything of it is here already\n$/);
    expect(filesOf()).toEqual(whole);
    expect(settles()).toBe(next !== 'by-hand');
  });

  it('the stock of references is void, and the second run changes nothing', async () => {
    const start = () => {
      const ledger = open();
      const kiosk = recordedOutbox(openOutbox(on('state/ledger.db.outbox')), ledger.memo(OUTBOX_MEMO), String);
      return { ...kiosk, stop: () => [kiosk.outbox.close(), ledger.close()] };
    };
    const taking = { takenAt: NOW.toISOString(), sealed: new Uint8Array([1]), queue: null };
    makeMachine();
    const before = start();
    before.outbox.stockUp({ epoch: 1, references: ['K5-7QF2-71', 'K5-7QF2-72'] });
    before.stop();
    expect(await backUp()).toBe('done');
    rmSync(machine, { recursive: true });
    expect(await putBack()).toBe('done');
    const there = filesOf();
    expect(await putBack()).toBe('done');
    expect(filesOf()).toEqual(there);
    const after = start();
    expect([after.doubt, after.outbox.take({ key: 'b', ...taking })]).toEqual(['restored', null]);
    after.outbox.stockUp({ epoch: 2, references: ['K5-7QF2-73'] });
    expect(after.outbox.take({ key: 'b', ...taking })?.reference).toBe('K5-7QF2-73');
    after.stop();
  });

  it('--check verifies and says what would be written, and writes nothing', async () => {
    expect(await putBack({ check: true, json: true })).toBe('done');
    expect(JSON.parse(io.written())).toMatchObject({
      kiosk: 'K5',
      whole: true,
      wouldWrite: expect.arrayContaining([on('state/ledger.db')]),
    });
    expect(existsSync(machine)).toBe(false);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'torn',
      () => writeFileSync(at('k5.backup'), readFileSync(at('k5.backup')).subarray(0, -100)),
      /torn, altered or no backup/,
    ],
    ['empty', () => writeFileSync(at('k5.backup'), ''), /torn, altered or no backup/],
    ['another file', () => writeFileSync(at('k5.backup'), 'x'.repeat(5000)), /torn, altered or no backup/],
    [
      'altered',
      () => {
        const bytes = readFileSync(at('k5.backup'));
        bytes[bytes.length - 2000]! ^= 1;
        writeFileSync(at('k5.backup'), bytes);
      },
      /torn, altered or no backup/,
    ],
  ])('one that is %s changes nothing', async (_, change, line) => {
    change();
    const outcome = await putBack();
    expect(outcome).toMatch(line);
    expect(outcome).toMatch(/\(BKP-101\): Compare key and recipient/);
    expect(existsSync(machine)).toBe(false);
  });

  it('nor does one for another key', async () => {
    writeFileSync(key, `${await generateX25519Identity()}\n`);
    expect(await putBack()).toMatch(/it is for another key \(BKP-101\)/);
    expect(existsSync(machine)).toBe(false);
  });

  it('nor does one whose list of files is not what is in it', async () => {
    const script = `mkdir x; age -d -i ${key} k5.backup | tar -x -C x; printf more >> x/profile.yaml; tar -c -C x . | age -r ${recipient} -o k5.backup`;
    execFileSync('sh', ['-c', script], { cwd: folder });
    expect(await putBack()).toMatch(/profile.yaml is not what was written \(BKP-101\)/);
    expect(existsSync(machine)).toBe(false);
  });

  it('nor does one with a file that would go elsewhere', async () => {
    const script = `mkdir -p x/y; age -d -i ${key} k5.backup | tar -x -C x/y; printf evil > x/evil; tar -c -P -C x/y . ../evil | age -r ${recipient} -o k5.backup`;
    execFileSync('sh', ['-c', script], { cwd: folder });
    expect(await putBack()).toMatch(/BKP-101/);
    expect([existsSync(machine), existsSync(join(tmpdir(), 'evil'))]).toEqual([false, false]);
  });

  it('nor does one with the key of the orders: whoever knows a recipient could write it', async () => {
    execFileSync('sh', ['-c', `mkdir x; age -d -i ${key} k5.backup | tar -x -C x`], { cwd: folder });
    writeFileSync(at('x/etc/provision.pub'), 'evil');
    const list = JSON.parse(readFileSync(at('x/manifest.json'), 'utf8')) as { files: object[] };
    const sha256 = createHash('sha256').update('evil').digest('hex');
    list.files.push({ name: 'etc/provision.pub', bytes: 4, sha256 });
    writeFileSync(at('x/manifest.json'), JSON.stringify(list));
    const seal = `cd x; find . -type f -printf '%P\\n' | tar -c -T - | age -r ${recipient} -o ../k5.backup`;
    execFileSync('sh', ['-c', seal], { cwd: folder });
    expect(await putBack()).toMatch(/etc\/provision\.pub belongs nowhere \(BKP-101\)/);
    expect(existsSync(machine)).toBe(false);
  });

  it('a power cut before any change leaves no kiosk that could start, and the same command ends it', async () => {
    const changes: string[] = [];
    await putBack({}, (what) => void changes.push(what));
    expect(changes.at(-1)).toBe('profile.yaml');
    const whole = filesOf();
    for (const [nth] of changes.entries()) {
      rmSync(machine, { recursive: true });
      let left = nth;
      const cut = putBack({}, () => {
        if (left-- === 0) throw new Error('power cut');
      });
      await expect(cut).rejects.toThrow('power cut');
      expect(existsSync(on('etc/profile.yaml'))).toBe(false);
      expect(await putBack()).toBe('done');
      expect(filesOf()).toEqual(whole);
    }
  });
});

describe('over a kiosk that is there', () => {
  beforeEach(async () => {
    expect(await backUp()).toBe('done');
  });

  it('a ledger that knows more is not replaced', async () => {
    visit('b');
    const before = filesOf();
    expect(await putBack()).toMatch(
      /ledger.db knows more than the backup: .* \(BKP-102\): Keep the ledger that is here/,
    );
    expect(filesOf()).toEqual(before);
  });

  it('nor is one of which nobody knows what it has', async () => {
    rmSync(on('state/ledger.db.mark'));
    expect(await putBack()).toMatch(/it has no mark \(BKP-102\)/);
  });

  it('unless told; then the start says that it is not the newest, and what was there is kept', async () => {
    visit('b');
    expect(await putBack({ olderLedger: true })).toBe('done');
    expect(readStanding(on('state/ledger.db'))).toMatchObject({ is: 'not-newest', why: 'behind' });
    expect(existsSync(on('state/ledger.db.replaced-1'))).toBe(true);
    expect(open).toThrow(/LDG-102/);
  });

  it('nothing is put back while the kiosk runs', async () => {
    rmSync(on('etc/office-ca.pem'));
    const ledger = open();
    expect(await putBack()).toMatch(/the kiosk runs \(BKP-103\)/);
    expect(existsSync(on('etc/office-ca.pem'))).toBe(false);
    ledger.close();
    expect(await putBack()).toBe('done');
    expect(readFileSync(on('etc/office-ca.pem'), 'utf8')).toBe('a certificate\n');
  });

  it('a power cut while the profile is replaced leaves none, and the one before beside it', async () => {
    writeFileSync(on('etc/profile.yaml'), `${readFileSync(on('etc/profile.yaml'), 'utf8')}# mine\n`);
    const cut = putBack({}, (what) => {
      if (what === 'profile.yaml') throw new Error('power cut');
    });
    await expect(cut).rejects.toThrow('power cut');
    expect(existsSync(on('etc/profile.yaml'))).toBe(false);
    expect(readFileSync(on('etc/profile.yaml.before-restore'), 'utf8')).toMatch(/# mine\n$/);
    expect(await putBack()).toBe('done');
    expect(readFileSync(on('etc/profile.yaml'), 'utf8')).not.toMatch(/# mine/);
  });
});
