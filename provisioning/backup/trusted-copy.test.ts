import {
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLedgerState } from '../../device/ledger/standing.ts';
import { BACKUP_LEDGER_PATH, BACKUP_PROFILE_PATH, type BackupRig, backupRig } from '../../test/rigs/backup-rig.ts';
import type { CliOutcome } from '../command/outcome.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

let rig: BackupRig;
const at = (name: string) => rig.at(name);
const on = (path: string) => rig.on(path);

describe('when the kiosk’s user made a link to a file of root,', () => {
  const victim = () => at('root/authorized_keys');
  const ledger = () => at('state/ledger.db');
  const profile = () => at('lab/profile.yaml');
  const places = () => ({
    credentials: rig.credentials,
    connected: () => [],
    at: (path: string) => path,
    target: { ...rig.target, root: '/', at: (path: string) => path, file: (path: string) => path },
  });
  const lineOf = (outcome: CliOutcome) => (outcome.ok ? 'done' : outcome.error.line);
  const putBack = async () => {
    const options = { identity: rig.key, kioskKey: rig.kioskKey, profile: profile(), olderLedger: true as const };
    return lineOf(await restore(at('k5.backup'), options, rig.io, places()));
  };
  const backUp = async () => {
    const options = { to: at('k5.backup'), recipient: [rig.recipient], profile: profile() };
    return lineOf(await backup(options, rig.io, places()));
  };
  const layLink = (to: string, link: string) => {
    rmSync(link, { force: true, recursive: true });
    symlinkSync(to, link);
    lchownSync(link, 990, 990);
  };
  const isRoot = process.getuid?.() === 0;
  beforeEach(async () => {
    rig = await backupRig();
    for (const name of ['root', 'lab']) mkdirSync(at(name));
    writeFileSync(victim(), 'keys of root', { mode: 0o600 });
    writeFileSync(profile(), readFileSync(on(BACKUP_PROFILE_PATH), 'utf8').replace(BACKUP_LEDGER_PATH, ledger()));
    renameSync(on(dirname(BACKUP_LEDGER_PATH)), at('state'));
  });
  afterEach(() => rig.close());

  it('then restore refuses the ledger and its neighbours, and writes nothing there', async () => {
    if (!isRoot) return;
    expect(await backUp()).toBe('done');
    for (const part of ['.lock', '.outbox', '.mark', '']) {
      layLink(part === '.lock' ? at('root/new') : victim(), `${ledger()}${part}`);
      expect(await putBack()).toMatch(
        new RegExp(`ledger\\.db${part} is a symbolic link of the user 990, .* \\(BKP-103\\)$`),
      );
      rmSync(`${ledger()}${part}`);
    }
    expect([readFileSync(victim(), 'utf8'), readdirSync(at('root'))]).toEqual(['keys of root', ['authorized_keys']]);
  });

  it('then restore refuses a folder of the ledger that is such a link', async () => {
    if (!isRoot) return;
    expect(await backUp()).toBe('done');
    rmSync(at('state'), { recursive: true });
    layLink(at('root'), at('state'));
    expect(await putBack()).toMatch(/state is a symbolic link of the user 990/);
    expect(readdirSync(at('root'))).toEqual(['authorized_keys']);
  });

  it('then backup refuses the ledger and its neighbours, and copies nothing', async () => {
    if (!isRoot) return;
    for (const part of ['.cosigned', '.terminal-pay.json', '.outbox', '.log-key', '']) {
      layLink(victim(), `${ledger()}${part}`);
      expect(await backUp()).toMatch(
        new RegExp(`no backup was made: .*ledger\\.db${part} is a symbolic link of the user 990`),
      );
      rmSync(`${ledger()}${part}`);
    }
    expect(existsSync(at('k5.backup'))).toBe(false);
  });

  it('then backup and restore follow a link of root', async () => {
    if (!isRoot) return;
    renameSync(ledger(), at('root/ledger.db'));
    for (const part of ['.log-key', '.mark']) renameSync(`${ledger()}${part}`, at(`root/ledger.db${part}`));
    symlinkSync(at('root/ledger.db'), ledger());
    expect(await backUp()).toBe('done');
    rmSync(at('root/ledger.db'));
    rmSync(at('root/ledger.db.mark'));
    expect(await putBack()).toBe('done');
    expect(readLedgerState(at('root/ledger.db')).is).toBe('fits');
  });
});
