import { parseJson } from '../../device/words/json.ts';
import { bad, type CheckFinding, good, skipped, warning } from './check.ts';
import { lateCommandError, type MachineAccess, namesIn, textOf } from './machine-port.ts';

/** Used part of a disk's life, in per cent. */
const BUY_AT = 80;
const EXCHANGE_AT = 100;

const EXCHANGE_FIX = 'replace this disk now: first sudo asan-kiosk backup, then restore on the new disk';
const BUY_FIX = 'buy a new disk, and replace this one at the next maintenance: first sudo asan-kiosk backup';

export async function diskWearFindings(machine: MachineAccess): Promise<readonly CheckFinding[]> {
  const names = namesIn(machine, '/sys/block');
  const cards = names.filter((name) => /^mmcblk\d+$/.test(name)).flatMap((name) => emmcFinding(machine, name) ?? []);
  const drives = names.filter((name) => /^(nvme\d+n\d+|sd[a-z]+)$/.test(name));
  return [...cards, ...(await Promise.all(drives.map((name) => smartFinding(machine, name))))];
}

/**
 * Wear of an eMMC in tenths, for two kinds of cells, and spare blocks. An SD card tells neither [Linux,
 * Documentation/driver-api/mmc/mmc-dev-attrs: life_time, pre_eol_info; JESD84-B51, EXT_CSD 267 to 269].
 */
function emmcFinding(machine: MachineAccess, name: string): CheckFinding | null {
  const life = textOf(machine, `/sys/block/${name}/device/life_time`);
  if (life === null) return null;
  const spare = Number(textOf(machine, `/sys/block/${name}/device/pre_eol_info`) ?? 0);
  // 0x00: not defined, 0x01: 0 to 10 % used, 0x0b: more than all.
  const used = Math.max(...life.trim().split(/\s+/).map(Number)) * 10;
  if (used === 0) return skipped(`${name}: not measured: it does not tell`);
  return worn(
    name,
    used,
    ['', '', 'fewer than 20 % of its spare blocks are left', 'its spare blocks are used up'][spare] ?? '',
  );
}

function worn(name: string, usedPerCent: number, more: string): CheckFinding {
  const used =
    usedPerCent > EXCHANGE_AT ? 'more than its whole life is used' : `up to ${usedPerCent} % of its life is used`;
  const found = `${name}: ${used}${more === '' ? '' : `, ${more}`}`;
  if (usedPerCent > EXCHANGE_AT || more.endsWith('used up')) return bad(found, EXCHANGE_FIX);
  return usedPerCent > BUY_AT || more !== '' ? warning(found, BUY_FIX) : good(found);
}

/** Fields of smartctl(8)'s JSON, 7.4. */
interface Smart {
  readonly smart_status?: { readonly passed?: boolean };
  readonly nvme_smart_health_information_log?: { readonly percentage_used?: number; readonly media_errors?: number };
  readonly endurance_used?: { readonly current_percent?: number };
}

/** Bits 0 and 1 of the exit code: the disk could not be asked; other bits are findings [smartctl(8), EXIT STATUS]. */
async function smartFinding(machine: MachineAccess, name: string): Promise<CheckFinding> {
  const ran = await machine.run('smartctl', '--json', '--all', `/dev/${name}`);
  if (ran.is === 'absent') return skipped(`${name}: not measured: there is no smartctl (package smartmontools)`);
  if (ran.is === 'late') throw lateCommandError('smartctl', ran.afterMs, `sudo smartctl --all /dev/${name}`);
  if ((ran.exit & 0b11) !== 0) {
    if (machine.uid !== 0) return skipped(`${name}: only root may ask it: run this with sudo`);
    return skipped(`${name}: not measured: it has no SMART`);
  }
  const said = smartIn(ran.out);
  if (!said) return skipped(`${name}: not measured: smartctl printed no JSON`);
  const log = said.nvme_smart_health_information_log;
  if (said.smart_status?.passed === false) return bad(`${name}: the disk reports that it is failing`, EXCHANGE_FIX);
  if ((log?.media_errors ?? 0) > 0) return warning(`${name}: ${log?.media_errors} blocks could not be read`, BUY_FIX);
  const used = log?.percentage_used ?? said.endurance_used?.current_percent;
  return used === undefined ? good(`${name}: healthy; its wear is not measured`) : worn(name, used, '');
}

function smartIn(text: string): Smart | null {
  const said = parseJson(text);
  return typeof said === 'object' ? said : null;
}
