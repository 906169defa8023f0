import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { writeDurably } from '../../device/files/durable-file.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { packageFile } from '../../device/files/package-root.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { openLogKey } from '../../device/merkle/signer.ts';
import { formatVerifierKey } from '../../device/proof/note.ts';
import { type BackupOptions, backup } from '../../provisioning/backup/backup.ts';
import { type RestoreOptions, type RestorePorts, restore } from '../../provisioning/backup/restore.ts';
import type { CliOutcome } from '../../provisioning/command/outcome.ts';
import type { CredentialStore } from '../../provisioning/credentials/credential-store.ts';
import { readProvisioningRecordState } from '../../provisioning/machine/provisioned-machine.ts';
import type { ProvisionTarget, RunProgram } from '../../provisioning/provision/plan/target.ts';
import { fakeIo } from '../support/fake-io.ts';
import { AUTHORITY } from './provision-rig.ts';

export const BACKUP_NOW = new Date('2026-11-24T12:00:00Z');
export const VISIT_ENTRIES: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 0, paper: 'ticket' },
  { kind: 'lodged', reference: 'K5-7QF2-62' },
  { kind: 'issueRequested' },
  { kind: 'issued' },
];

export const BACKUP_PROFILE_PATH = '/etc/asan-kiosk/profile.yaml';
export const BACKUP_LEDGER_PATH = '/var/lib/asan-kiosk/ledger.db';
const NAMES = 'root:x:0:0::/root:/bin/sh\nasan-kiosk:x:990:990::/:/usr/sbin/nologin\n';
const GROUPS = 'root:x:0:\nasan-kiosk:x:990:\n';

const lineOf = (outcome: CliOutcome) => (outcome.ok ? 'done' : outcome.error.line);

export type BackupRig = Awaited<ReturnType<typeof backupRig>>;

export async function backupRig() {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'));
  const at = (name: string) => join(folder, name);
  const machine = at('machine');
  const on = (path: string) => join(machine, path);
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const key = at('key.txt');
  writeFileSync(key, `# created: today\n${identity}\n`);
  const enabled = new Set<string>();
  const told: string[] = [];
  const run: RunProgram = async (program, args) => {
    const [verb = '', unit = ''] = args;
    if (verb === 'is-enabled') return enabled.has(unit) ? { code: 0, out: 'enabled' } : { code: 1, out: 'disabled' };
    if (verb === 'is-active') return { code: 0, out: 'inactive' };
    if (verb === 'enable') enabled.add(args.at(-1) ?? '');
    told.push([program, ...args].join(' '));
    return { code: 0, out: '' };
  };
  const target: ProvisionTarget = {
    root: machine,
    at: on,
    run,
    file: (path: string) => (path.startsWith('/usr/sbin/') ? '/bin/sh' : on(path)),
    inFolder(folder, mode, use) {
      makeFolder(on(folder), mode);
      return use(on(folder));
    },
  };
  const credentials: CredentialStore = {
    unit: undefined,
    plain: on('etc/credstore'),
    encrypted: on('etc/credstore.encrypted'),
    encrypt: () => null,
    decrypt: () => '',
    write: writeDurably,
  };
  const rig = {
    folder,
    machine,
    at,
    on,
    identity,
    recipient,
    key,
    told,
    enabled,
    target,
    credentials,
    io: fakeIo(),
    kioskKey: at('K5.key'),
    open: () => openLedger({ file: on(BACKUP_LEDGER_PATH), now: () => BACKUP_NOW }),
    visit(id: string): void {
      const ledger = rig.open();
      for (const entry of VISIT_ENTRIES) ledger.append(id, entry);
      ledger.close();
    },
    backUp: async (options: Partial<BackupOptions> = {}) =>
      lineOf(
        await backup({ to: at('k5.backup'), recipient: [recipient], ...options }, rig.io, { credentials, at: on }),
      ),
    putBack: async (options: Partial<RestoreOptions> = {}, beforeChange?: (what: string) => void) => {
      const all = { identity: key, ...(!options.from && { kioskKey: rig.kioskKey }), ...options };
      const places: RestorePorts = {
        credentials,
        target,
        connected: () => [],
        ...(beforeChange && { beforeChange }),
      };
      return lineOf(await restore(at('k5.backup'), all, rig.io, places));
    },
    recordState: () => readProvisioningRecordState(on),
    newBoard(): void {
      renameSync(machine, at('dead-board'));
      bareBoard('f'.repeat(32));
      rig.io = fakeIo();
    },
    bareBoard,
    close: () => rmSync(folder, { recursive: true }),
  };

  function bareBoard(machineId: string): void {
    rmSync(machine, { recursive: true, force: true });
    mkdirSync(on('etc'), { recursive: true });
    for (const [name, text] of Object.entries({ passwd: NAMES, group: GROUPS, 'machine-id': `${machineId}\n` }))
      writeFileSync(on(`etc/${name}`), text);
    enabled.clear();
    told.length = 0;
  }

  function furnish(): void {
    bareBoard('0123456789abcdef'.repeat(2));
    for (const name of ['etc/asan-kiosk', 'etc/credstore', 'var/lib/asan-kiosk/acceptance'])
      mkdirSync(on(name), { recursive: true });
    const text = readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8')
      .replace('timeoutMs: 10000', 'timeoutMs: 10000, ca: /etc/asan-kiosk/office-ca.pem')
      .replace(/password: .*/, 'password: credential:terminal-password');
    writeFileSync(on(BACKUP_PROFILE_PATH), text);
    writeFileSync(on('etc/asan-kiosk/office-ca.pem'), AUTHORITY);
    writeFileSync(on('etc/asan-kiosk/provision.pub'), 'key of orders\n');
    writeFileSync(
      on('etc/asan-kiosk/provisioned.json'),
      `${JSON.stringify({ serial: 7, sha256: 'ab', kiosk: 'K5' })}\n`,
    );
    const bootPassword = `grub.pbkdf2.sha512.10000.${'A'.repeat(64)}.${'B'.repeat(128)}\n`;
    writeFileSync(on('etc/asan-kiosk/boot-password'), bootPassword, { mode: 0o600 });
    writeFileSync(on('etc/credstore/asan-kiosk.terminal-password'), '481516');
    writeFileSync(on('etc/credstore/somebody-elses'), 'other');
    writeFileSync(on('var/lib/asan-kiosk/acceptance/0001.json'), '{"report":1}\n');
    writeFileSync(on('var/lib/asan-kiosk/acceptance/run.json'), 'under way\n');
    rig.visit('a');
    const signer = openLogKey(on(`${BACKUP_LEDGER_PATH}.log-key`), 'asan-kiosk/K5', randomBytes);
    writeFileSync(rig.kioskKey, `${formatVerifierKey(signer.key)}\n`);
    writeFileSync(on(`${BACKUP_LEDGER_PATH}.technician`), 'a code');
  }

  furnish();
  return rig;
}

/** Every file of a folder with its bytes, except SQLite's temporary files. */
export const filesOf = (folder: string): Record<string, string> =>
  existsSync(folder)
    ? Object.fromEntries(
        (readdirSync(folder, { recursive: true }) as string[])
          .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
          .filter((name) => !/-(shm|wal)$|\.lock$/.test(name))
          .sort()
          .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
      )
    : {};
