import { listShort } from './check.ts';
import { configText, iniSettings, sysctlSettings } from './config-files.ts';
import { linesOf, type MachineAccess } from './machine-port.ts';

const LONGEST = 80;

/** [modprobe.d(5)] */
function ofModprobe(line: string): readonly string[] {
  const [word, name = '', ...rest] = line.split(/\s+/);
  if (word === 'blacklist') return [`blocks the driver ${name}`];
  return word === 'install' ? [`runs ${rest.join(' ')} in place of the driver ${name}`] : [];
}

/** Rights for a device's ports [udev(7)]. */
function ofUdev(line: string): readonly string[] {
  const device = /tty|hidraw/.exec(line)?.[0];
  const sets = [...line.matchAll(/\b(OWNER|GROUP|MODE)\s*:?=\s*"([^"]*)"/g)].map(([, key, value]) => `${key}=${value}`);
  return device === undefined || sets.length === 0 ? [] : [`sets ${sets.join(', ')} of ${device}`];
}

const ofCron = (line: string): readonly string[] =>
  /\b(reboot|poweroff|shutdown|halt|rm|kill|pkill|killall)\b/.test(line) ? [`runs ${line.slice(0, LONGEST)}`] : [];

/** [polkit(8)] */
const ofPolkit = (line: string): readonly string[] =>
  /polkit\.Result\.YES|["']yes["']/.test(line) ? ['allows root actions without a password'] : [];

/** Such as a neighbour's address, route or name server [systemd.syntax(7)]. */
const ofSystemd = (line: string): readonly string[] =>
  iniSettings(line, '').map(({ key, value }) => `sets ${key}=${value.slice(0, LONGEST)}`);

/** Only the program: arguments may be secret. */
const ofUnit = (line: string): readonly string[] =>
  iniSettings(line, '').flatMap(({ key, value }) =>
    /^Exec(Start|StartPre|StartPost|Stop)$/.test(key) ? [`runs ${value.split(/\s/)[0]}`] : [],
  );

const KINDS: readonly (readonly [path: RegExp, deeds: (line: string) => readonly string[]])[] = [
  [/\/modprobe\.d\//, ofModprobe],
  [/\/sysctl\.d\//, (line) => sysctlSettings(line, '').map(({ key, value }) => `sets ${key} to ${value}`)],
  [/\/udev\/rules\.d\//, ofUdev],
  [/\/systemd\/((journald|logind|system)\.conf\.d|network)\//, ofSystemd],
  [/\/cron/, ofCron],
  [/\/ld\.so\.conf\.d\//, (line) => [`programs load their libraries from ${line}`]],
  [/\/ld\.so\.preload$/, (line) => [`each program loads ${line}`]],
  [/\/chromium\.d\//, (line) => (line.match(/--[\w-]+/g) ?? []).map((flag) => `gives the browser ${flag}`)],
  [
    /\/libinput\//,
    (line) => (/^(Attr|Model)\w+=/.test(line) ? [`changes keys or touch panel: ${line.slice(0, LONGEST)}`] : []),
  ],
  [/\/polkit-1\/rules\.d\//, ofPolkit],
  [/\/systemd\/(system|user)\/[^/]+\.(service|timer|path|socket)$/, ofUnit],
  [/\/systemd\/(system|user)\/[^/]+\.d\//, (line) => iniSettings(line, '').map(({ key }) => `sets ${key}`)],
];

/** Effect of the file, to follow its name in a finding; empty: unknown kind. Another check covers tmpfiles.d. */
export function describeFileEffect(machine: MachineAccess, file: string): string {
  if (/\/chromium\/extensions\//.test(file)) return ' (the browser installs an extension)';
  const deeds = KINDS.find(([path]) => path.test(file))?.[1];
  if (deeds === undefined) return '';
  const all = linesOf(configText(machine, file))
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('#'))
    .flatMap(deeds);
  return all.length === 0 ? '' : ` (${listShort(all)})`;
}
