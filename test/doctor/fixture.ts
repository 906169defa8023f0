import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageFile } from '../../device/files/package-root.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { RESERVE_BYTES } from '../../device/storage/reserve-file.ts';
import { openTransparency } from '../../device/transparency/open.ts';
import { type Clock, realClock } from '../../drivers/clock.ts';
import type { HidListing } from '../../drivers/hid/identity.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { readProfile } from '../../provisioning/command/load-profile.ts';
import type { CheckContext } from '../../provisioning/doctor/check.ts';
import { createCheckContext } from '../../provisioning/doctor/doctor.ts';
import {
  type FileStatus,
  type MachineAccess,
  openMachineAccess,
  type ProgramResult,
} from '../../provisioning/doctor/machine-port.ts';
import { type NativeModuleName, type ProgramPort, thisProgram } from '../../provisioning/doctor/program-port.ts';
import { filesMadeFromProfile } from '../../provisioning/doctor/provisioned-checks.ts';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import { createProvisionTarget } from '../../provisioning/provision/plan/target.ts';
import { writeEntry } from '../../provisioning/provision/plan/write.ts';
import { settingsNow, writeKeptSettings } from '../../provisioning/settings/kept-settings.ts';
import { withoutLines } from '../support/without-lines.ts';
import { copyEntries, entriesOf, type FolderEntry, removeFolder } from './entries.ts';
import {
  HEALTHY_UNIT_CHANGES,
  installCommands,
  type UnitChange,
  unitsText,
  writeCommandOutputs,
} from './fixture-commands.ts';
import { FIXTURE_NOW, furnishFiles, GLASS_USER_IDS, KIOSK_USER_IDS } from './fixture-files.ts';

/** Folder in memory if possible: hundreds of copies are made. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

type Pretended = Partial<Pick<FileStatus, 'uid' | 'gid' | 'device'>>;

export interface Fixture {
  readonly root: string;
  at(path: string): string;
  write(path: string, text: string | Uint8Array, mode?: number): void;
  remove(path: string): void;
  own(path: string, owner: Pretended): void;
  /** As to a user who is not root. */
  deny(path: string): void;
  readonly commands: Map<string, (args: readonly string[]) => ProgramResult>;
  /** `null`: the command is absent. */
  command(name: string, text: string | null, exit?: number, said?: string): void;
  script(name: string, lines: string): void;
  unit(name: string, change: UnitChange): void;
  profile(change: (text: string) => string): void;
  program: { -readonly [K in keyof ProgramPort]: ProgramPort[K] };
  now: Date;
  uid: number;
  /** Doctor's time limit for each is 0.2 s. */
  readonly hanging: Set<string>;
  before: ((context: CheckContext) => Promise<void>) | null;
  clock: Clock;
  readonly ledger: string;
  context(): CheckContext;
  readonly ends: (() => unknown)[];
  close(): Promise<void>;
}

export function installedKiosk(): Fixture {
  const root = mkdtempSync(join(FOLDER, 'kiosk-doctor-'));
  chmodSync(root, 0o755);
  const owners = new Map<string, Pretended>();
  const denied = new Set<string>();
  const units = new Map(Object.entries(HEALTHY_UNIT_CHANGES));
  const at = (path: string) => join(root, path);
  const scripts = at('/commands');
  const fixture: Fixture = {
    root,
    at,
    now: FIXTURE_NOW,
    uid: 0,
    hanging: new Set<string>(),
    commands: new Map(),
    before: null,
    clock: realClock,
    ends: [],
    ledger: at(INSTALLED.ledger),
    program: { ...thisProgram, ...programOf(at) },
    write(path, text, mode = 0o644) {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), text);
      chmodSync(at(path), mode);
    },
    remove: (path) => rmSync(at(path), { recursive: true }),
    own: (path, owner) => void owners.set(path, { ...owners.get(path), ...owner }),
    deny: (path) => void denied.add(path),
    command(name, text, exit = 0, said = '') {
      rmSync(join(scripts, name), { force: true });
      fixture.commands.set(name, () => (text === null ? { is: 'absent' } : { is: 'done', exit, out: text, err: said }));
    },
    script(name, lines) {
      fixture.commands.delete(name);
      fixture.write(`/commands/${name}`, `#!/bin/sh\n${lines}\n`, 0o755);
    },
    unit(name, change) {
      units.set(name, { ...units.get(name), ...change });
      fixture.write('/commands/.units', unitsText(units));
    },
    profile(change) {
      const text = readFileSync(at(INSTALLED.profile), 'utf8');
      const changed = change(text);
      if (changed === text) throw new Error('the profile of the row is that of the fixture');
      fixture.write(INSTALLED.profile, changed, 0o640);
    },
    context() {
      const { uid, hanging, commands } = fixture;
      const as = { root, path: scripts, uid, now: () => fixture.now };
      const [machine, hasty] = [openMachineAccess(as), openMachineAccess({ ...as, commandMs: 200 })];
      const impatient: MachineAccess = {
        ...machine,
        run: async (name, ...args) =>
          commands.get(name)?.(args) ?? (await (hanging.has(name) ? hasty : machine).run(name, ...args)),
        unanswered: () => [...hasty.unanswered(), ...machine.unanswered()],
      };
      return createCheckContext(overlaid(impatient, owners, denied), fixture.program, undefined, fixture.clock);
    },
    async close() {
      for (const end of fixture.ends.splice(0)) await end();
      removeFolder(root);
    },
  };
  if (well === null) furnish(fixture, units);
  else {
    copyEntries(well.entries, root);
    linkSync(well.reserve, `${fixture.ledger}.reserve`);
  }
  installCommands(fixture);
  putProfile(fixture);
  return fixture;
}

/** The reserve is a file of 8 MiB that really takes space. */
function makeReserve(file: string): void {
  execFileSync('fallocate', ['-l', String(RESERVE_BYTES), file]);
  chmodSync(file, 0o600);
}

/** Durable writes are slow, so later machines are copies. All share one reserve by hard links: a row that changes it deletes it first. */
let well: { readonly entries: readonly FolderEntry[]; readonly reserve: string } | null = null;

export async function makeFirstMachine(): Promise<() => void> {
  const first = installedKiosk();
  await storeSettings(first);
  const folder = mkdtempSync(join(FOLDER, 'kiosk-reserve-'));
  well = { entries: entriesOf(first.root), reserve: join(folder, 'reserve') };
  makeReserve(well.reserve);
  await first.close();
  return () => {
    well = null;
    removeFolder(folder);
  };
}

/** Stores the present settings, as at the end of `provision`. */
export async function storeSettings({ at }: Fixture): Promise<void> {
  writeKeptSettings(at, await settingsNow(at));
}

/** Only root can give files away, so the tests only pretend other owners. */
function overlaid(
  machine: MachineAccess,
  owners: ReadonlyMap<string, Pretended>,
  denied: ReadonlySet<string>,
): MachineAccess {
  const may = <T>(path: string, look: () => Result<T, string>): Result<T, string> =>
    denied.has(path) ? err('EACCES') : look();
  return {
    ...machine,
    read: (path) => may(path, () => machine.read(path)),
    list: (path) => may(path, () => machine.list(path)),
    stat: (path) =>
      may(path, () => {
        const found = machine.stat(path);
        if (!found.ok) return found;
        const whose = path.startsWith(INSTALLED.glass)
          ? { ...KIOSK_USER_IDS, gid: GLASS_USER_IDS.gid }
          : path.startsWith(INSTALLED.state)
            ? KIOSK_USER_IDS
            : {};
        return ok({ ...found.value, uid: 0, gid: 0, ...whose, ...owners.get(path) });
      }),
  };
}

const NO_HID: readonly HidListing[] = [];

const programOf = (at: (path: string) => string): Partial<ProgramPort> => ({
  load: async (_: NativeModuleName) => ({}),
  file: (path) => (path.startsWith('dist/') ? join(at(INSTALLED.root), path) : packageFile(path)),
  serialPorts: async () => ok([{ path: '/dev/ttyUSB0', vendorId: '0403', productId: '6001', manufacturer: 'FTDI' }]),
  hid: async () => ok(NO_HID),
  mayOpen: () => true,
});

function furnish(fixture: Fixture, units: ReadonlyMap<string, UnitChange>): void {
  furnishFiles(fixture);
  putProfile(fixture);
  furnishProvisioned(fixture);
  writeCommandOutputs(fixture, units);
  furnishState(fixture);
}

function furnishProvisioned({ root, at }: Fixture): void {
  const read = readProfile(at(INSTALLED.profile));
  if (!read.ok) throw new Error('the profile of the fixture does not load');
  const target = createProvisionTarget(root);
  for (const file of filesMadeFromProfile(target, read.value)) writeEntry(target, file);
}

function furnishState(fixture: Fixture): void {
  const { at, write, ledger } = fixture;
  mkdirSync(at(INSTALLED.glass), { recursive: true });
  chmodSync(at(INSTALLED.state), 0o711);
  chmodSync(at(INSTALLED.glass), 0o750);
  write(INSTALLED.startPage, '<html>', 0o640);
  const book = openLedger({ file: ledger, now: () => FIXTURE_NOW });
  openTransparency({ ledger: book, ledgerFile: ledger, kioskId: 'K5', randomBytes });
  for (const id of ['y', 'z']) {
    book.append(id, { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 0, paper: 'ticket' });
    book.append(id, { kind: 'lodged', reference: `K5-7QF2-4${id}` });
    book.append(id, { kind: 'issueRequested' });
    book.append(id, { kind: 'issued' });
    book.append(id, { kind: 'closed', outcome: 'delivered' });
  }
  book.close();
  makeReserve(`${ledger}.reserve`);
  write(`${INSTALLED.state}/kiosk.jsonl`, '{}\n', 0o640);
}

function putProfile(fixture: Fixture): void {
  const text = withoutLines(readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8'))
    .replace('file: var/simulated/ledger.db', `file: ${fixture.ledger}`)
    .replace('port: 8080', 'port: 18471');
  fixture.write(INSTALLED.profile, text, 0o640);
  for (const path of [INSTALLED.profile, INSTALLED.config]) fixture.own(path, { gid: KIOSK_USER_IDS.gid });
  chmodSync(fixture.at(INSTALLED.config), 0o750);
}
