import { basename } from 'node:path';
import type { Profile } from '../../device/config/profile.ts';
import type { Clock } from '../../drivers/clock.ts';
import { hostsInProfile, isIpAddressHost } from '../lockdown/profile-network.ts';
import { INSTALLED, PORT_UNITS, UNITS, USERS } from '../machine/installed.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  installedCheck,
  listShort,
  skipped,
  warning,
  withProfile,
} from './check.ts';
import { LOOK_UP_HOSTS_COMMAND } from './firewall-checks.ts';
import {
  lateCommandError,
  linesOf,
  linkTarget,
  type MachineAccess,
  type MachineContext,
  namesIn,
  textOf,
} from './machine-port.ts';
import {
  commentOutFstabLine,
  coversLedger,
  FSTAB,
  MEMORY_FILE_SYSTEMS,
  type Mount,
  mountsNow,
  mountsOfFstab,
  sedPattern,
} from './mounts.ts';

function pathOf(what: string): string {
  const [, tag, name] = /^(UUID|LABEL|PARTUUID|PARTLABEL)="?([^"]*)"?$/.exec(what) ?? [];
  return tag && name ? `/dev/disk/by-${tag.toLowerCase()}/${name}` : what;
}

/** systemd waits 90 s for a missing disk, then starts nothing that needs it [systemd.mount(5), nofail]. */
function isMissing(machine: MachineAccess, { what, options }: Mount): boolean {
  if (options.includes('noauto') || options.includes('nofail')) return false;
  const path = pathOf(what);
  return path.startsWith('/dev/') && !machine.stat(path).ok;
}

/** `null`: missing, or not a name of a disk. */
function deviceOf(machine: MachineAccess, what: string): string | null {
  const path = pathOf(what);
  const to = path.startsWith('/dev/disk/') ? linkTarget(machine, path) : null;
  return to === null ? null : `/dev/${basename(to)}`;
}

/** Without a correct line for `/` in fstab, the disk stays read-only. */
function rootFinding(machine: MachineAccess, next: readonly Mount[], now: readonly Mount[]): CheckFinding | null {
  const its = next.find(({ where }) => where === '/');
  if (!its) return null;
  const mounted = now.find(({ where }) => where === '/')?.what;
  const named = deviceOf(machine, its.what);
  const isOther = named !== null && mounted !== undefined && PLAIN_DISK.test(mounted) && named !== mounted;
  if (!isMissing(machine, its) && !isOther) return null;
  return bad(
    `${FSTAB} has ${its.what} at /, and ${mounted ?? 'another disk'} is mounted there: after the next start nothing can be written`,
    `sudo sed -i -E "s:^[ \\t]*${sedPattern(its.what).replace(/[\\"$`]/g, '\\$&')}([ \\t]+/[ \\t]):UUID=$(findmnt -no UUID /)\\1:" ${FSTAB} && sudo systemctl daemon-reload`,
  );
}

/** LVM and LUKS have several names. */
const PLAIN_DISK = /^\/dev\/(sd|vd|nvme|mmcblk)/;

function memoryFinding(next: readonly Mount[], now: readonly Mount[]): CheckFinding | null {
  const isForgotten = (its: Mount) => MEMORY_FILE_SYSTEMS.includes(its.kind) && coversLedger(its);
  const [forgotten, over] = [next.find(isForgotten), now.find(isForgotten)];
  if (over)
    return bad(
      `${over.where} is in memory (${over.kind}): the ledger there is gone with the power`,
      [...(forgotten ? [commentOutFstabLine(forgotten)] : []), uncover(over)].join(' && '),
    );
  if (!forgotten) return null;
  return bad(
    `${FSTAB} puts ${forgotten.where} into memory: the ledger would be gone with the power`,
    commentOutFstabLine(forgotten),
  );
}

const KEPT = '/root/asan-kiosk-of-memory';

/** The ledger below the memory is older; the copy has the payments since. Both are kept. */
const uncover = ({ where }: Mount): string =>
  [
    `sudo systemctl stop ${PORT_UNITS.socket} ${UNITS.kiosk} ${UNITS.glass} && sudo cp -r --preserve=mode,timestamps ${INSTALLED.state} ${KEPT} && sudo umount ${where}`,
    `see what the memory has hidden: sudo ls -l ${INSTALLED.state}`,
    `if a ledger.db is there, it is older: copy nothing over it and restart this machine. Then settle the payments since then by hand, with the office, from ${KEPT}`,
    `only if there is none: sudo cp -rT ${KEPT} ${INSTALLED.state} && sudo chown -R ${USERS.kiosk}: ${INSTALLED.state} && sudo systemd-tmpfiles --create asan-kiosk.conf, then sudo reboot`,
  ].join('; ');

function mountsFinding({ machine }: MachineContext): CheckFinding {
  const next = mountsOfFstab(machine);
  const now = mountsNow(machine);
  const swap = next.filter(({ kind, what }) => kind === 'swap' && !what.startsWith('/dev/zram'));
  if (swap.length > 0)
    return bad(
      `${FSTAB} has swap on ${swap.map(({ what }) => what).join(', ')}: memory is written to a disk from the next start on`,
      swap.map(commentOutFstabLine).join(' && '),
    );
  const memory = memoryFinding(next, now);
  if (memory) return memory;
  const root = rootFinding(machine, next, now);
  if (root) return root;
  const missing = next.filter((its) => its.what !== '' && its.where !== '/' && isMissing(machine, its));
  if (missing[0])
    return bad(
      `${FSTAB} needs ${missing.map(({ what, where }) => `${what} at ${where}`).join(', ')}, which is missing: the next start stops there`,
      `if such a disk belongs here, plug it in. If not: ${missing.map(commentOutFstabLine).join(' && ')}`,
    );
  return good('the folder of the ledger is on a disk, no swap, no disk is missing');
}

/** multi-user.target starts kiosk and screen; graphical.target includes it [systemd.special(7)]. */
function targetFinding({ machine }: MachineContext): CheckFinding {
  const to = linkTarget(machine, '/etc/systemd/system/default.target');
  const target = to?.replace(/^.*\//, '') ?? 'graphical.target';
  if (target === 'graphical.target' || target === 'multi-user.target') return good(target);
  return bad(`${target}: it does not start the kiosk`, 'sudo systemctl set-default multi-user.target');
}

const HOSTS = '/etc/hosts';

/** [hosts(5), nsswitch.conf(5), resolv.conf(5)] */
async function namesFinding({ machine, clock }: CheckContext, profile: Profile): Promise<CheckFinding> {
  const names = hostsInProfile(profile)
    .filter((its) => !isIpAddressHost(its))
    .map(({ host }) => host);
  const lines = linesOf(textOf(machine, HOSTS) ?? '').map((line) => line.replace(/#.*$/, '').trim().split(/\s+/));
  const local = lines.filter(([, ...its]) => its.includes('localhost')).map(([address = '']) => address);
  const wrong = local.find((address) => !/^(127\.|::1$)/.test(address));
  if (wrong !== undefined)
    return bad(
      `${HOSTS} has localhost at ${wrong}`,
      `sudo sed -i -E '/^[ \\t]*${dotted(wrong)}[ \\t].*localhost/d' ${HOSTS}`,
    );
  const pinned = lines.flatMap(([address = '', ...its]) =>
    its.filter((name) => names.includes(name.toLowerCase())).map((name) => ({ address, name })),
  );
  if (pinned[0])
    return bad(
      `${HOSTS} has ${pinned.map(({ name, address }) => `${name} at ${address}`).join(', ')}, which hides the answer of the name server`,
      `${pinned.map(({ name }) => `sudo sed -i -E '/[ \\t]${dotted(name)}([ \\t]|$)/d' ${HOSTS}`).join(' && ')} && ${LOOK_UP_HOSTS_COMMAND}`,
    );
  if (names.length === 0) return good('the profile has only addresses');
  const order = /^hosts:(.*)$/m.exec(textOf(machine, '/etc/nsswitch.conf') ?? '')?.[1] ?? 'files dns';
  if (!/\bfiles\b/.test(order) || !/\b(dns|resolve)\b/.test(order))
    return bad(
      `/etc/nsswitch.conf has hosts:${order}: no name server is asked`,
      `sudo sed -i 's/^hosts:.*/hosts: files dns/' /etc/nsswitch.conf && ${LOOK_UP_HOSTS_COMMAND}`,
    );
  const servers = linesOf(textOf(machine, '/etc/resolv.conf') ?? '').filter((line) => /^nameserver\s+\S/.test(line));
  if (servers.length > 0) {
    const addresses = servers.map((line) => line.split(/\s+/)[1] ?? '');
    return (await slowFinding(machine, clock, { name: names[0] ?? '', addresses })) ?? good(addresses.join(', '));
  }
  const to = linkTarget(machine, '/etc/resolv.conf');
  if (to !== null && textOf(machine, '/etc/resolv.conf') === null)
    return bad(
      `/etc/resolv.conf is a link to ${to}, which is not there: no name server is asked`,
      `if systemd-resolved should write it: sudo systemctl enable --now systemd-resolved. If not: sudo rm /etc/resolv.conf && echo nameserver ADDRESS | sudo tee /etc/resolv.conf, with the address of the name server of this network. Then: ${LOOK_UP_HOSTS_COMMAND}`,
    );
  return bad(
    '/etc/resolv.conf names no name server',
    `make the network service write it again: sudo systemctl restart systemd-networkd (or networking, or NetworkManager); otherwise echo nameserver ADDRESS | sudo tee /etc/resolv.conf; then: ${LOOK_UP_HOSTS_COMMAND}`,
  );
}

/** ms. In the same network a look-up takes some ms; a citizen waits for each. */
const SLOW_MS = 1_000;

/** The faster look-up counts: this machine may be busy. `null`: fast, or no answer. */
async function slowFinding(
  machine: MachineAccess,
  clock: Clock,
  { name, addresses }: { readonly name: string; readonly addresses: readonly string[] },
): Promise<CheckFinding | null> {
  let quicker = Number.POSITIVE_INFINITY;
  // `run` caches, so the second look-up has the dot that ends a whole name [hostname(7)].
  for (const its of [name, `${name}.`]) {
    const from = clock.now();
    const ran = await machine.run('getent', 'ahostsv4', its);
    if (ran.is !== 'done' || ran.exit !== 0) return null;
    quicker = Math.min(quicker, clock.now() - from);
  }
  const isSlow = quicker > SLOW_MS;
  if (!isSlow) return null;
  const servers = addresses.join(', ');
  const several = addresses.length > 1 ? '; if the first one is silent, each look-up waits for it' : '';
  return warning(
    `the name server ${servers} took ${(quicker / 1_000).toFixed(1)} s for ${name}`,
    `tell the network administrator that ${servers} answers slowly${several}; time getent ahostsv4 ${name} measures it`,
  );
}

const dotted = (name: string): string => name.replaceAll('.', '\\.');

/** [sshd(8), -T; sshd_config(5)] */
async function sshFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const ran = await machine.run('sshd', '-T');
  if (ran.is === 'absent') return skipped('there is no sshd here');
  if (ran.is === 'late') throw lateCommandError('sshd', ran.afterMs, 'sudo sshd -T');
  if (ran.exit !== 0) return skipped('not measured: sshd -T does not tell');
  const said = new Map(linesOf(ran.out).map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1).join(' ')]));
  const wrong = SSH.filter(([key, open]) => said.get(key.toLowerCase()) === open);
  if (wrong.length === 0) return good('root needs a key, and no login works with an empty password');
  const keys = wrong.map(([key]) => key);
  const files = [
    '/etc/ssh/sshd_config',
    ...namesIn(machine, '/etc/ssh/sshd_config.d').map((name) => `/etc/ssh/sshd_config.d/${name}`),
  ].filter((file) => new RegExp(`^[ \\t]*(${keys.join('|')})[ \\t=]`, 'im').test(textOf(machine, file) ?? ''));
  return bad(
    `${wrong.map(([key, value, words]) => `${key} ${value}: ${words}`).join('; ')} (${files.join(', ')})`,
    `sudo sed -i -E '/^[ \\t]*(${keys.join('|')})[ \\t=]/Id' ${files.join(' ')} && sudo systemctl reload ssh.service`,
  );
}

const SSH: readonly (readonly [key: string, open: string, words: string])[] = [
  ['PermitRootLogin', 'yes', 'root can log in with a password'],
  ['PermitEmptyPasswords', 'yes', 'accounts without a password can log in'],
  ['PermitUserEnvironment', 'yes', 'a user who logs in can set variables that load other programs'],
  ['HostbasedAuthentication', 'yes', 'another machine can vouch for a user, and this user then needs no password'],
];

/** In Debian such a module comes only after one that refuses [pam.conf(5), pam_permit(8), pam_exec(8)]. */
function pamFinding({ machine }: MachineContext): CheckFinding {
  const open = namesIn(machine, '/etc/pam.d').flatMap((name) =>
    linesOf(textOf(machine, `/etc/pam.d/${name}`) ?? '').flatMap((line, index, all) =>
      opensPam(line, all.slice(0, index)) ? [{ name, line: line.trim() }] : [],
    ),
  );
  if (open.length === 0) return good('no line lets a login in without a password, or runs a program');
  return bad(
    listShort(open.map(({ name, line }) => `/etc/pam.d/${name} has ${JSON.stringify(line.replace(/\s+/g, ' '))}`)),
    open.map(({ name, line }) => `sudo sed -i '\\:^[ \\t]*${sedSafe(line)}[ \\t]*$:d' /etc/pam.d/${name}`).join(' && '),
  );
}

const sedSafe = (text: string): string => text.replace(/[[\].*^$\\:]/g, (sign) => `\\${sign}`);

function opensPam(line: string, before: readonly string[]): boolean {
  if (!/^\s*-?(auth|account|password)\s/.test(line)) return false;
  if (/pam_(exec|python|script)\.so/.test(line)) return true;
  if (/^\s*-?account/.test(line) || !/pam_permit\.so/.test(line)) return false;
  return !before.some((each) => /^\s*(auth|password)\s+requisite\s+pam_deny\.so/.test(each));
}

/** [unattended-upgrade(8)] */
function upgradesFinding({ machine }: MachineContext): CheckFinding {
  const folder = '/etc/apt/apt.conf.d';
  const files = namesIn(machine, folder)
    .map((name) => `${folder}/${name}`)
    .filter((file) => /^\s*Unattended-Upgrade::Automatic-Reboot\s+"(true|1|yes)"/im.test(textOf(machine, file) ?? ''));
  if (files.length === 0) return good('none');
  return warning(
    `${files.join(', ')} restarts the machine after an upgrade, even during a visit`,
    `sudo sed -i -E '/^[ \\t]*Unattended-Upgrade::Automatic-Reboot[ \\t]/d' ${files.join(' ')}`,
  );
}

/** Some of these programs first delete all rules. */
const OTHER_FIREWALLS = ['nftables', 'ufw', 'firewalld', 'netfilter-persistent', 'shorewall'];

function firewallsFinding({ machine }: MachineContext): CheckFinding {
  const folder = '/etc/systemd/system';
  const wanted = namesIn(machine, folder)
    .filter((name) => /\.(wants|requires)$/.test(name))
    .flatMap((name) => namesIn(machine, `${folder}/${name}`));
  const on = OTHER_FIREWALLS.filter((name) => wanted.includes(`${name}.service`)).map((name) => `${name}.service`);
  if (on.length === 0) return good('none');
  return bad(
    `${on.join(', ')}: it may delete the rules of the kiosk`,
    `sudo systemctl disable --now ${on.join(' ')} && sudo systemctl reload-or-restart asan-firewall.service`,
  );
}

const ofFiles = installedCheck('files');
const ofMachine = installedCheck('machine');

export const NEXT_START_CHECKS: readonly CheckSpec[] = [
  ofMachine({
    id: 'mounts',
    title: 'Disks that are mounted now and at the next start',
    expected: 'the folder of the ledger on a disk, no swap, and no missing disk',
    look: mountsFinding,
  }),
  ofMachine({
    id: 'default-target',
    title: 'What systemd starts',
    expected: 'multi-user.target or graphical.target',
    look: targetFinding,
  }),
  ofMachine({
    id: 'names',
    title: 'How names of hosts are looked up',
    expected: 'by a name server that answers within a second; /etc/hosts has no host of the profile',
    look: withProfile((profile, context) => namesFinding(context, profile)),
  }),
  ofMachine({
    id: 'upgrades',
    title: 'Upgrades that restart the machine',
    expected: 'none',
    look: upgradesFinding,
  }),
  ofFiles({
    id: 'other-firewalls',
    title: 'Other programs that load a firewall',
    expected: 'none',
    look: firewallsFinding,
  }),
  ofFiles({
    id: 'ssh',
    title: 'Logins by ssh',
    expected: 'none without a password, and root only with a key',
    look: sshFinding,
  }),
  ofFiles({
    id: 'pam',
    title: 'What a login asks for',
    expected: 'a password, as Debian sets it',
    look: pamFinding,
  }),
];
