import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readLedgerState } from '../../device/ledger/standing.ts';
import {
  BACKUP_LEDGER_PATH,
  BACKUP_PROFILE_PATH,
  type BackupRig,
  backupRig,
  VISIT_ENTRIES,
} from '../../test/rigs/backup-rig.ts';
import { main } from '../main.ts';

let rig: BackupRig;
beforeEach(async () => {
  rig = await backupRig();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rig.close();
});

const BACKUP = () => rig.at('k5.backup');

it('when a backup is made, then it has everything that cannot be made again, and Debian’s age opens it', async () => {
  mkdirSync(rig.on('etc/asan-kiosk/trust'));
  writeFileSync(rig.on('etc/asan-kiosk/trust/AZ csca.cer'), 'country');
  expect(await rig.backUp()).toBe('done');
  const names = execFileSync('sh', ['-c', `age -d -i ${rig.key} ${BACKUP()} | tar -t`])
    .toString()
    .trim()
    .split('\n');
  expect(names.sort()).toEqual([
    'acceptance/0001.json',
    'credentials/asan-kiosk.terminal-password',
    'etc/boot-password',
    'etc/office-ca.pem',
    'etc/provision.pub',
    'etc/provisioned.json',
    'etc/trust/AZ csca.cer',
    'ledger/ledger.db',
    'ledger/ledger.db.log-key',
    'ledger/ledger.db.mark',
    'manifest',
    'profile.yaml',
  ]);
  expect(statSync(BACKUP()).mode & 0o777).toBe(0o600);
  expect(readFileSync(BACKUP(), 'latin1')).not.toContain('481516');
  expect(rig.io.written()).toContain(
    `signed by ${readFileSync(rig.kioskKey, 'utf8').trim()}; the office needs this key`,
  );
});

it('when the profile names a file that a backup has no place for, then the backup says so', async () => {
  writeFileSync(rig.on('etc/asan-kiosk/my-ca.pem'), 'a certificate\n');
  writeFileSync(
    rig.on(BACKUP_PROFILE_PATH),
    readFileSync(rig.on(BACKUP_PROFILE_PATH), 'utf8').replace('office-ca.pem', 'my-ca.pem'),
  );
  writeFileSync(rig.on('etc/credstore/asan-kiosk.mine'), 'x');
  expect(await rig.backUp()).toBe('done');
  expect(rig.io.notes.join('\n')).toMatch(
    /needed on a new board: \/etc\/asan-kiosk\/my-ca\.pem\. From the folder of the profile a backup takes only /,
  );
  expect(rig.io.notes.join('\n')).toMatch(/knows this name: the credential asan-kiosk\.mine/);
});

it.each<[string, () => void, RegExp]>([
  [
    'is not there',
    () => rmSync(rig.on(`${BACKUP_LEDGER_PATH}.log-key`)),
    /ledger\.db\.log-key is missing, .*: start the kiosk once/,
  ],
  [
    'is damaged',
    () => writeFileSync(rig.on(`${BACKUP_LEDGER_PATH}.log-key`), 'x'),
    /not a key of the log asan-kiosk\/K5 \(TLG-101\)/,
  ],
])('when the key that signs %s, then no backup is made', async (_, damage, line) => {
  damage();
  expect(await rig.backUp()).toMatch(line);
  expect(existsSync(BACKUP())).toBe(false);
});

it('when the kiosk writes during a backup, then the backup has the ledger as of one moment', async () => {
  const ledger = rig.open();
  ledger.append('b', VISIT_ENTRIES[0]!);
  const making = rig.backUp();
  ledger.append('b', VISIT_ENTRIES[1]!);
  expect(await making).toBe('done');
  ledger.close();
  rig.newBoard();
  expect(await rig.putBack()).toBe('done');
  expect(['fits', 'unmarked']).toContain(readLedgerState(rig.on(BACKUP_LEDGER_PATH)).is);
});

it('when the ledger is copied, then its mark was copied before: the mark names no record that the copy lacks', async () => {
  mkdirSync(rig.at('tmp'));
  vi.stubEnv('TMPDIR', rig.at('tmp'));
  const copied = () => readdirSync(rig.at('tmp'), { recursive: true }).map((path) => basename(String(path)));
  let isOver = false;
  const making = rig.backUp().finally(() => {
    isOver = true;
  });
  const seen: (readonly string[])[] = [];
  for (; !isOver; await new Promise(setImmediate)) seen.push(copied());
  expect(await making).toBe('done');
  const ledger = basename(BACKUP_LEDGER_PATH);
  const withLedger = seen.filter((names) => names.includes(ledger));
  expect(withLedger.length).toBeGreaterThan(0);
  expect(withLedger.filter((names) => !names.includes(`${ledger}.mark`))).toEqual([]);
});

it('when a backup fails, then nothing unencrypted is left behind, and the earlier backup stays', async () => {
  mkdirSync(rig.at('tmp'));
  vi.stubEnv('TMPDIR', rig.at('tmp'));
  await rig.backUp();
  const before = readFileSync(BACKUP());
  writeFileSync(rig.on(BACKUP_LEDGER_PATH), 'SQLite format 3\0 and nothing of one'.padEnd(4096, 'x'));
  rmSync(rig.on(`${BACKUP_LEDGER_PATH}-wal`), { force: true });
  expect(await rig.backUp()).toMatch(/no backup was made: the database says/);
  expect([readFileSync(BACKUP()).equals(before), readdirSync(rig.at('tmp'))]).toEqual([true, []]);
  expect(readdirSync(rig.folder)).not.toContain('k5.backup.new');
});

describe('recipients of a backup', () => {
  const inProfile = (...recipients: readonly string[]) =>
    appendFileSync(rig.on(BACKUP_PROFILE_PATH), `backup: { recipients: [${recipients.join(', ')}] }\n`);
  const opens = (file: string) => {
    try {
      return execFileSync('sh', ['-c', `age -d -i ${file} ${BACKUP()}`], { stdio: 'pipe' }).length > 0;
    } catch {
      return false;
    }
  };
  const ofProfile = { recipient: undefined } as unknown as { recipient?: readonly string[] };
  let otherKey: string;
  let other: string;
  beforeEach(async () => {
    const identity = await generateX25519Identity();
    other = await identityToRecipient(identity);
    otherKey = rig.at('other.txt');
    writeFileSync(otherKey, `${identity}\n`);
  });

  it('when no key is given, then the backup is for each key of the profile', async () => {
    inProfile(rig.recipient, other);
    expect(await rig.backUp(ofProfile)).toBe('done');
    expect([opens(rig.key), opens(otherKey)]).toEqual([true, true]);
    expect(rig.io.written()).toContain(`encrypted for ${rig.recipient} or ${other}`);
  });

  it("when keys are given, then the backup is for these keys and not for the profile's", async () => {
    inProfile(rig.recipient);
    expect(await rig.backUp({ recipient: [other] })).toBe('done');
    expect([opens(rig.key), opens(otherKey)]).toEqual([false, true]);
  });

  it('when neither the command nor the profile has a key, then no backup is made', async () => {
    const words = ['backup', '--to', BACKUP(), '--profile', rig.on(BACKUP_PROFILE_PATH)];
    expect((await main(words, rig.io)).exit).toBe(2);
    expect(rig.io.notes).toEqual([
      expect.stringMatching(/^asan-kiosk: .*--recipient age1….*backup: \{ recipients: \[age1…\] \}/),
    ]);
    expect(existsSync(BACKUP())).toBe(false);
  });

  it('when a key has a wrong letter, then no backup is made', async () => {
    const wrong = `${rig.recipient.slice(0, -1)}${rig.recipient.endsWith('q') ? 'p' : 'q'}`;
    inProfile(rig.recipient, wrong);
    expect(await rig.backUp(ofProfile)).toMatch(
      /backup\.recipients\.1: expected a recipient of age .*the right checksum, found "age1/,
    );
    expect(existsSync(BACKUP())).toBe(false);
  });
});

it.each<[string[], RegExp]>([
  [['backup'], /--to/],
  [['backup', '--to', 'x', '--recipient', 'age1x'], /Write the recipient as `age-keygen` printed it/],
  [['restore', '--identity', 'x'], /missing required argument 'file'/],
  [['restore', 'x'], /--identity/],
  [['restore', 'nowhere', '--identity', 'nowhere.txt'], /nowhere.txt.*CFG-101/],
])('when the command is used wrongly (%j), then one line says what is missing', async (words, line) => {
  expect((await main(words, rig.io)).exit).toBe(2);
  expect(rig.io.notes.join('\n')).toMatch(line);
});
