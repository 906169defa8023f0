import { isIP } from 'node:net';
import type { Profile } from '../../device/config/profile.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { firewallFiles } from '../lockdown/firewall.ts';
import { hostsInProfile } from '../lockdown/profile-network.ts';
import { INSTALLED } from '../machine/installed.ts';
import {
  bad,
  type CheckFinding,
  type CheckSpec,
  type FoundTrouble,
  good,
  installedCheck,
  listShort,
  warning,
  withProfile,
} from './check.ts';
import { linesOf, type MachineAccess, type MachineContext, outputOf, textOf } from './machine-port.ts';
import { addedHostsTrouble } from './new-hosts.ts';
import { reinstallDebianFix } from './package-cure.ts';

/** By the first line of the block, such as `chain input`. */
type Blocks = ReadonlyMap<string, readonly string[]>;
type Tables = ReadonlyMap<string, Blocks>;

const OURS = 'inet asan_kiosk';
const PORT_USERS = packageFile('provisioning/lockdown/port-users.sh');
/** asan-hosts.service writes addresses into these sets and this folder. */
const LOOKED_UP = /^set named([46])$/;
export const RESOLVED_HOSTS_FOLDER = '/run/asan-hosts';
/** The timer of this service runs at least every five minutes. */
export const LOOK_UP_HOSTS_COMMAND = 'sudo systemctl start asan-hosts.service';

/** As in provisioning/lockdown/resolve-hosts.sh. */
function lookedUp(machine: MachineAccess, profile: Profile, family: string): readonly string[] {
  const elements = hostsInProfile(profile).flatMap(({ host, port }) =>
    linesOf(textOf(machine, `${RESOLVED_HOSTS_FOLDER}/${host}`) ?? '')
      .filter((address) => String(isIP(address)) === family)
      .map((address) => `${address} . ${port ?? '0-65535'}`),
  );
  return elements.length === 0 ? [] : [`elements = { ${[...new Set(elements)].join(', ')} }`];
}

const withAddresses = (machine: MachineAccess, profile: Profile, table: Blocks): Blocks =>
  new Map(
    [...table].map(([name, lines]) => {
      const family = LOOKED_UP.exec(name)?.[1];
      return [name, family === undefined ? lines : [...lines, ...lookedUp(machine, profile, family)]];
    }),
  );

/** `nft -s list ruleset`: one rule a line, indented by tabs [nft(8)]. */
const tablesIn = (text: string): Tables =>
  new Map(
    partsOf(text, /^table (.*) \{$/).map(([table, body]) => [
      table,
      new Map(partsOf(body, /^\t(\S.*) \{$/).map(([block, lines]) => [block, ruleLines(lines)])),
    ]),
  );

function partsOf(text: string, head: RegExp): readonly (readonly [name: string, body: string])[] {
  const parts: [string, string][] = [];
  for (const line of text.split('\n')) {
    const [, name] = head.exec(line) ?? [];
    const last = parts.at(-1);
    if (name !== undefined) parts.push([name, '']);
    else if (last) last[1] += `${line}\n`;
  }
  return parts;
}

const ruleLines = (body: string): readonly string[] =>
  body
    .split('\n')
    .filter((line) => line.startsWith('\t\t'))
    .map((line) => line.trim());

/** nft breaks the list anywhere. */
function withSortedElements(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.startsWith('elements = {'));
  if (first < 0) return lines;
  const last = lines.findIndex((line, index) => index >= first && line.endsWith('}'));
  const [, its = ''] = /\{(.*)\}/.exec(lines.slice(first, last + 1).join(' ')) ?? [];
  const elements = its.split(',').map((each) => each.trim());
  return [...lines.slice(0, first), ...elements.sort(), ...lines.slice(last + 1)];
}

function blockDiffers(
  name: string,
  wanted: readonly string[] | undefined,
  found: readonly string[] | undefined,
): readonly string[] {
  if (!wanted) return [`${name} is not of this kiosk`];
  if (!found) return [`there is no ${name}`];
  const [one, other] = [withSortedElements(wanted), withSortedElements(found)];
  const more = other.filter((line) => !one.includes(line)).map((line) => `${name} has ${JSON.stringify(line)}`);
  const less = one.filter((line) => !other.includes(line)).map((line) => `${name} lacks ${JSON.stringify(line)}`);
  if (more.length + less.length > 0) return [...more, ...less];
  return one.join('\n') === other.join('\n') ? [] : [`${name} has its lines in another order, or one line twice`];
}

function tableDiffers(wanted: Blocks, found: Blocks): readonly string[] {
  const names = [...new Set([...wanted.keys(), ...found.keys()])];
  return names.flatMap((name) => blockDiffers(name, wanted.get(name), found.get(name)));
}

/** Loaded in a network namespace [unshare(1)]. */
const SHOW = 'printf %s "$1" | nft -f - && /bin/sh "$2" && nft -s list ruleset';

async function rulesFinding(profile: Profile, { machine }: MachineContext): Promise<CheckFinding> {
  if ((await machine.run('nft', '-s', 'list', 'ruleset')).is === 'absent')
    return bad('nft is missing: from the next start on there is no firewall', reinstallDebianFix(['nftables'], RELOAD));
  const text = firewallFiles(profile).find(({ path }) => path === INSTALLED.firewall)?.text ?? '';
  const found = tablesIn(await outputOf(machine, 'nft', '-s', 'list', 'ruleset')).get(OURS);
  const wanted = tablesIn(
    await outputOf(machine, 'unshare', '--net', '/bin/sh', '-c', SHOW, 'sh', text, PORT_USERS),
  ).get(OURS);
  const load =
    textOf(machine, INSTALLED.firewall) === text
      ? RELOAD
      : (addedHostsTrouble(machine, profile)?.fix ?? 'sudo asan-kiosk provision');
  if (!found) return bad('the kernel has no rules of this kiosk: everything comes in and goes out', load);
  const unknown = await unknownHosts(machine, profile);
  if (unknown.length > 0)
    return bad(
      `the firewall allows no connection to ${unknown.join(', ')}: its sets have no address of this name yet`,
      LOOK_UP_HOSTS_COMMAND,
    );
  const wrong = tableDiffers(withAddresses(machine, profile, wanted ?? new Map()), found);
  return wrong.length === 0
    ? good(`the firewall drops all traffic that the profile does not need, in and out; ${found.size} chains and sets`)
    : bad(listShort(wrong), load);
}

const RELOAD = 'sudo systemctl reload-or-restart asan-firewall.service';

async function unknownHosts(machine: MachineAccess, profile: Profile): Promise<readonly string[]> {
  const names = hostsInProfile(profile).flatMap(({ host }) => (isIP(host) === 0 ? [host] : []));
  const empty = [...new Set(names)].filter(
    (host) => linesOf(textOf(machine, `${RESOLVED_HOSTS_FOLDER}/${host}`) ?? '').length === 0,
  );
  const ran = await Promise.all(empty.map((host) => machine.run('getent', 'ahosts', host)));
  return empty.filter((_, index) => {
    const its = ran[index];
    return its?.is === 'done' && its.exit === 0 && its.out.trim() !== '';
  });
}

/** A rule of another table than the kiosk's that `form` matches; `null`: none, or `nft` does not answer. */
export async function foreignFirewallRuleCause(machine: MachineAccess, form: RegExp): Promise<FoundTrouble | null> {
  const ran = await machine.run('nft', '-s', 'list', 'ruleset');
  if (ran.is !== 'done' || ran.exit !== 0) return null;
  for (const [name, blocks] of tablesIn(ran.out)) {
    const chains = [...blocks.values()].filter((lines) => !lines.some((line) => /\bhook forward\b/.test(line)));
    const rule = chains.flat().find((line) => form.test(line) && !line.startsWith('ct state invalid'));
    if (name !== OURS && rule !== undefined)
      return {
        found: `table ${name} of this machine has ${JSON.stringify(rule)}, see firewall-others`,
        fix: `sudo nft delete table ${name}, then run doctor again`,
      };
  }
  return null;
}

/** Another table may drop or redirect what the kiosk needs. */
async function othersFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const tables = tablesIn(await outputOf(machine, 'nft', '-s', 'list', 'ruleset'));
  const others = [...tables.keys()].filter((name) => name !== OURS);
  if (others.length === 0) return good('none');
  return warning(
    `${others.map((name) => `table ${name}`).join(', ')}: it may drop or redirect traffic that the kiosk needs`,
    `${others.map((name) => `sudo nft delete table ${name}`).join(' && ')}; if it comes back, disable the service that makes it (such as nftables, ufw, firewalld or docker): sudo systemctl disable --now NAME`,
  );
}

const closed = installedCheck('closed');

export const FIREWALL_CHECKS: readonly CheckSpec[] = [
  closed({
    id: 'firewall',
    title: 'The rules of the firewall that are in force',
    expected: 'exactly the rules that provision makes from the profile',
    look: withProfile(rulesFinding),
  }),
  closed({
    id: 'firewall-others',
    title: 'Other tables of the firewall',
    expected: 'none',
    look: othersFinding,
  }),
];
