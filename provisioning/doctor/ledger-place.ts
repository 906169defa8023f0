import { namedLedgerPath, realLedgerPath } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { INSTALLED, UNITS } from '../machine/installed.ts';
import { bad, type CheckFinding, good } from './check.ts';
import { LOST_LEDGER_FIX, STOP_KIOSK } from './ledger-books.ts';
import { linkTarget, type MachineAccess, namesIn, readFileStatus } from './machine-port.ts';
import type { Mount } from './mounts.ts';
import { resolvePathAndMount } from './resting-place.ts';

const LEDGER = INSTALLED.ledger;

const moveHere = (from: string): string =>
  `sudo sh -ec 'for file in "${from}" "${from}"[.-]*; do [ ! -e "$file" ] || mv --backup=numbered "$file" "${LEDGER}\${file#"${from}"}"; done'`;

/** systemd deletes this folder when the unit stops, unless a drop-in keeps it [systemd.exec(5), RuntimeDirectory=]. */
const RUNTIME = '/run/asan-kiosk/';
const KEEP_RUNTIME = `printf '[Service]\\nRuntimeDirectoryPreserve=yes\\n' | sudo systemctl edit --runtime --drop-in=keep.conf --stdin ${UNITS.kiosk}`;
const DROP_RUNTIME = `sudo rm -f /run/systemd/system/${UNITS.kiosk}.d/keep.conf && sudo systemctl daemon-reload`;

/** With PrivateTmp=yes systemd deletes the folder when the unit stops [systemd.exec(5)]. A renamed folder stays in use. */
function privateTmp(machine: MachineAccess, path: string): { readonly folder: string; readonly name: string } | null {
  const [, tmp, name] = /^((?:\/var)?\/tmp)\/(.+)$/.exec(path) ?? [];
  if (tmp === undefined || name === undefined) return null;
  const folder = namesIn(machine, tmp)
    .filter((each) => each.startsWith('systemd-private-') && each.includes(`-${UNITS.kiosk}-`))
    .map((each) => `${tmp}/${each}`)
    .find((each) => readFileStatus(machine, `${each}/tmp/${name}`) !== null);
  return folder === undefined ? null : { folder, name };
}

interface Source {
  readonly from: string;
  /** Before the stop, so that systemd does not delete the ledger. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Another ledger at the same path. */
  readonly unseen: string | null;
}

function sourceAt(machine: MachineAccess, path: string): Source | null {
  const own = privateTmp(machine, path);
  const isThere = readFileStatus(machine, path) !== null;
  if (own !== null) {
    const kept = `${own.folder}.kept`;
    const before = [`sudo mv -T ${own.folder} ${kept}`];
    return { from: `${kept}/tmp/${own.name}`, before, after: [], unseen: isThere ? path : null };
  }
  if (!isThere) return null;
  const [before, after] = path.startsWith(RUNTIME) ? [[KEEP_RUNTIME], [DROP_RUNTIME]] : [[], []];
  return { from: path, before, after, unseen: null };
}

function moveFix(source: Source | null, rename: string): string {
  const { from = null, before = [], after = [], unseen = null } = source ?? {};
  const move = from === null ? [] : [moveHere(from)];
  const fix = [...before, STOP_KIOSK, rename, ...move, ...after, RESTART_KIOSK_COMMAND].join(' && ');
  return unseen === null ? fix : `${fix}; ${unseen} is another ledger and stays there: staff settle its debts by hand`;
}

export function ledgerPlaceFinding(profile: Profile, machine: MachineAccess): CheckFinding {
  const name = namedLedgerPath(profile);
  if (name !== machine.place(LEDGER)) return elsewhere(profile, machine, name);
  const to = linkTarget(machine, LEDGER);
  return to === null ? good(name) : linkFinding(machine, to);
}

/** A corrected name alone would begin an empty ledger. */
function elsewhere(profile: Profile, machine: MachineAccess, name: string): CheckFinding {
  const rename = `sudo sed -i 's:${profile.ledger.file}:${LEDGER}:' ${INSTALLED.profile}`;
  return bad(`the profile has the ledger at ${name}`, moveFix(sourceAt(machine, realLedgerPath(profile)), rename));
}

function linkFinding(machine: MachineAccess, to: string): CheckFinding {
  const { real, memory } = resolvePathAndMount(machine, LEDGER);
  const link = `${LEDGER} is a link to ${to}`;
  const source = sourceAt(machine, real);
  if (source === null)
    return bad(
      `${link}, which is not there`,
      `if it is on a disk that is not mounted: mount the disk, and run doctor again; else: ${STOP_KIOSK} && sudo rm ${LEDGER}; then ${LOST_LEDGER_FIX}`,
    );
  return bad(`${link}${lossWords(source, memory)}`, moveFix(source, `sudo rm ${LEDGER}`));
}

function lossWords({ before }: Source, memory: Mount | null): string {
  if (before.length > 0) return ': systemd deletes the ledger when the kiosk stops';
  return memory ? ', which is in memory: the ledger is gone after the next start' : '';
}
