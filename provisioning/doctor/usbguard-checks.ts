import type { Profile } from '../../device/config/profile.ts';
import { type ConnectedUsb, connectedUsb } from '../lockdown/connected-usb.ts';
import { systemDiskRules, usbguardRules } from '../lockdown/usbguard.ts';
import { INSTALLED } from '../machine/installed.ts';
import { knownHidDevices } from '../udev/rules.ts';
import {
  bad,
  type CheckFinding,
  type CheckSpec,
  good,
  installedCheck,
  listShort,
  warning,
  withProfile,
} from './check.ts';
import { iniSettings } from './config-files.ts';
import {
  linesOf,
  type MachineAccess,
  type MachineContext,
  namesIn,
  outputOf,
  readFileStatus,
  textOf,
} from './machine-port.ts';
import { reinstallDebianFix } from './package-cure.ts';
import { canonicalUsbRule, type UsbRule, usbRuleIn } from './usbguard-rule.ts';

const FOLDER = '/etc/usbguard';
/** `usbguard allow-device --permanent` adds rules here. */
const RULE_FILE = `${FOLDER}/rules.conf`;
const RULE_FOLDER = `${FOLDER}/rules.d`;
const CONF = `${FOLDER}/usbguard-daemon.conf`;
const ACCESS = `${FOLDER}/IPCAccessControl.d`;
const OURS = INSTALLED.usbRules;

const PROVISION = 'sudo asan-kiosk provision';
const RESTART = 'sudo systemctl restart usbguard.service';

interface Rule {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

function rulesIn(machine: MachineAccess, file: string): readonly Rule[] {
  const lines = (textOf(machine, file) ?? '')
    .split('\n')
    .map((text, index) => ({ file, line: index + 1, text: text.trim() }));
  return lines.filter(({ text }) => text !== '' && !text.startsWith('#'));
}

/** The first fitting rule decides [usbguard-daemon.conf(5), RuleFolder=]. */
const ruleFiles = (machine: MachineAccess): readonly string[] => [
  RULE_FILE,
  ...namesIn(machine, RULE_FOLDER).map((name) => `${RULE_FOLDER}/${name}`),
];

/** Keyboard, disk, network, radio: allowed only if the profile or a driver names them. */
const NEVER = /^(03:0[01]:01|08:|02:0[6c-e]|e0:|\*|03:\*)/;

const knownHid = (): readonly string[] =>
  knownHidDevices().map(({ vendorId, productId }) =>
    [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':'),
  );

const canonical = (text: string): string => canonicalUsbRule(usbRuleIn(text));

/** Attributes besides the interfaces. */
const PINS = ['id', 'serial', 'via-port'];

function pinnedInterfaces({ target, attributes }: UsbRule): readonly string[] | null {
  const interfaces = attributes.get('with-interface');
  const others = [...attributes].filter(([name]) => name !== 'with-interface');
  const arePins = others.every(
    ([name, { operator, values }]) => PINS.includes(name) && operator === 'equals' && values.length === 1,
  );
  const id = attributes.get('id')?.values[0] ?? '';
  const isPinned = target === 'allow' && arePins && /^[0-9a-f]{4}:[0-9a-f]{4}$/.test(id);
  return isPinned && interfaces && /^(equals|match-all)$/.test(interfaces.operator) ? interfaces.values : null;
}

function isOfProvision({ text }: Rule, now: readonly string[]): boolean {
  if (now.includes(canonical(text))) return true;
  const rule = usbRuleIn(text);
  const shown = pinnedInterfaces(rule);
  if (shown === null) return false;
  const id = rule.attributes.get('id')?.values[0] ?? '';
  return !shown.some((its) => NEVER.test(its)) || (knownHid().includes(id) && shown.every((its) => /^03:\d/.test(its)));
}

/** A rule after `block` is never reached. */
function missing(rules: readonly string[], ours: readonly Rule[]): readonly string[] {
  const texts = ours.map(({ text }) => canonical(text));
  const reached = texts.includes('block') ? texts.slice(0, texts.indexOf('block')) : texts;
  return rules.filter((rule) => rule.startsWith('allow') && !reached.includes(canonical(rule)));
}

/** A root hub (Linux Foundation, 1d6b) needs no rule (PresentControllerPolicy=). */
const rulesOfLetIn = (profile: Profile, connected: readonly ConnectedUsb[]): readonly string[] =>
  linesOf(
    usbguardRules(
      profile,
      connected.filter(({ isLetIn }) => isLetIn),
    ),
  ).filter((rule) => rule.includes('with-interface equals') && !rule.startsWith('allow id 1d6b:'));

function rulesFinding(profile: Profile, { machine }: MachineContext): CheckFinding {
  const its = readFileStatus(machine, OURS);
  if (!its) return bad(`there is no ${OURS}`, PROVISION);
  if ((its.mode & 0o077) !== 0)
    return bad(
      `${OURS} has mode ${its.mode.toString(8)}: USBGuard reads no file that other users may read`,
      `sudo chmod 600 ${OURS} && ${RESTART}`,
    );
  const ours = rulesIn(machine, OURS);
  const connected = connectedUsb(machine.place);
  const lost = missing(systemDiskRules(connected.filter(({ isSystemDisk }) => isSystemDisk)), ours);
  const now = linesOf(usbguardRules(profile, connected)).map(canonical);
  const refusedNext = missing(rulesOfLetIn(profile, connected), ours);
  const strange = ours.filter((rule) => !isOfProvision(rule, now));
  const others = ruleFiles(machine)
    .filter((file) => file !== OURS)
    .flatMap((file) => rulesIn(machine, file));
  // A rule that pins no device opens most, so it comes first.
  const isPinned = ({ text }: Rule): number => Number(pinnedInterfaces(usbRuleIn(text)) !== null);
  const all = [...others, ...strange].sort((one, other) => isPinned(one) - isPinned(other));

  if (lost.length > 0)
    return bad(`${OURS} does not allow the system disk: ${listShort(lost)}`, `${PROVISION}, before any restart`);
  if (all.length === 0 && refusedNext.length > 0)
    return bad(`${listShort(refusedNext)}: no rule allows this device at the next start, but it works now`, PROVISION);
  if (all.length === 0 && ours.some(({ text }) => text.startsWith('allow')))
    return good(`${ours.length} rules; all other devices are refused`);
  if (all.length === 0) return bad('no device is allowed, not even the touch panel', PROVISION);
  return bad(
    listShort(all.map(({ file, line, text }) => `${file}:${line} is not of provision: ${JSON.stringify(text)}`)),
    [...(strange.length > 0 ? [PROVISION] : []), ...awayWith(others), ...(others.length > 0 ? [RESTART] : [])].join(
      ' && ',
    ),
  );
}

/** The fix empties `RULE_FILE`: without this file the daemon does not start. */
function awayWith(rules: readonly Rule[]): readonly string[] {
  const files = [...new Set(rules.map(({ file }) => file))];
  return files.map((file) => (file === RULE_FILE ? `sudo truncate --size=0 ${file}` : `sudo rm ${file}`));
}

const DAEMON: readonly (readonly [key: string, value: string, otherwise: string])[] = [
  ['RuleFile', RULE_FILE, 'other rules are read'],
  ['RuleFolder', `${RULE_FOLDER}/`, 'the rules of the kiosk are not read'],
  ['ImplicitPolicyTarget', 'block', 'devices without a rule are not refused'],
  ['PresentDevicePolicy', 'apply-policy', 'devices at the start bypass the rules'],
  ['InsertedDevicePolicy', 'apply-policy', 'devices that are plugged in later bypass the rules'],
  ['AuthorizedDefault', 'none', 'devices work before the rules are read'],
  ['RestoreControllerDeviceState', 'false', 'all devices are allowed when the daemon ends'],
  ['DeviceManagerBackend', 'uevent', 'the daemon gets no events of real devices'],
  ['IPCAllowedUsers', 'root', 'users other than root may allow devices'],
  ['IPCAllowedGroups', 'root plugdev', 'users other than root may allow devices'],
  ['IPCAccessControlFiles', `${ACCESS}/`, 'users other than root may allow devices'],
];

/** If the line is missing [usbguard-daemon.conf(5)]. */
const NOT_WRITTEN: Readonly<Record<string, string>> = {
  ImplicitPolicyTarget: 'block',
  PresentDevicePolicy: 'apply-policy',
  InsertedDevicePolicy: 'apply-policy',
  AuthorizedDefault: 'none',
  RestoreControllerDeviceState: 'false',
  DeviceManagerBackend: 'uevent',
  IPCAllowedGroups: 'root plugdev',
  IPCAccessControlFiles: `${ACCESS}/`,
  RuleFile: RULE_FILE,
};

const isSameValue = (one: string, other: string): boolean => one.replace(/\/$/, '') === other.replace(/\/$/, '');

function daemonFinding(machine: MachineAccess): CheckFinding {
  const text = textOf(machine, CONF);
  if (text === null) return bad(`there is no ${CONF}`, reinstallDebianFix(['usbguard'], RESTART));
  const written = new Map(iniSettings(text, CONF).map(({ key, value }) => [key, value]));
  const wrong = DAEMON.filter(([key, value]) => !isSameValue(written.get(key) ?? NOT_WRITTEN[key] ?? '', value));
  if (wrong.length > 0)
    return bad(
      listShort(wrong.map(([key, , otherwise]) => `${CONF} has ${key}=${written.get(key) ?? ''}: ${otherwise}`)),
      `${wrong.map(([key, value]) => setTo(key, value)).join(' && ')} && ${RESTART}`,
    );
  const others = namesIn(machine, ACCESS).filter((name) => name !== ':plugdev');
  if (others.length > 0)
    return bad(
      `${ACCESS} lets ${others.join(', ')} change the rules`,
      `sudo rm ${others.map((name) => `'${ACCESS}/${name}'`).join(' ')} && ${RESTART}`,
    );
  return good('as in Debian: devices without a rule are refused, and other users cannot change the rules');
}

const setTo = (key: string, value: string): string =>
  `sudo sed -i -e '/^[ ]*${key}[ ]*=/d' -e '$a ${key}=${value}' ${CONF}`;

/** A rule in force may be in no file [usbguard(1), list-rules, append-rule --temporary]. */
async function policyFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const found = linesOf(await outputOf(machine, 'usbguard', 'list-rules')).map((line) =>
    line.replace(/^\s*\d+:\s*/, '').trim(),
  );
  const files = ruleFiles(machine).filter((file) => rulesIn(machine, file).length > 0);
  const parsed = await Promise.all(
    files.map((file) => outputOf(machine, 'usbguard-rule-parser', '-f', machine.place(file))),
  );
  const wanted = parsed.flatMap((out) => [...out.matchAll(/^OUTPUT: (.+)$/gm)].map(([, rule = '']) => rule.trim()));
  const more = found
    .filter((rule) => !wanted.includes(rule))
    .map((rule) => `USBGuard applies the rule ${JSON.stringify(rule)}, which is in no file of rules`);
  const less = wanted.filter((rule) => !found.includes(rule)).map((rule) => `USBGuard lacks ${JSON.stringify(rule)}`);
  // `usbguard set-parameter` changes no file.
  const changed = await Promise.all(
    ['InsertedDevicePolicy', 'ImplicitPolicyTarget'].map(async (name) => {
      const value = (await outputOf(machine, 'usbguard', 'get-parameter', name)).trim();
      const [, wanted = '', otherwise = ''] = DAEMON.find(([key]) => key === name) ?? [];
      return value === wanted ? [] : [`USBGuard has ${name}=${value}: ${otherwise}`];
    }),
  );
  const wrong = [...more, ...less, ...changed.flat()];
  return wrong.length > 0 ? bad(listShort(wrong), RESTART) : good(`the ${found.length} rules of the files`);
}

/** [usbguard(1), list-devices: number, target and rule of each] */
async function refusedFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const refused = linesOf(await outputOf(machine, 'usbguard', 'list-devices', '--blocked'));
  if (refused.length === 0) return good('none');
  const names = refused.map((line) => {
    const id = /\bid (\S+)/.exec(line)?.[1] ?? '?';
    const name = /\bname "([^"]*)"/.exec(line)?.[1] ?? 'a device';
    const types = /03:0[01]:01/.test(line) ? ', which types' : '';
    return `${name} (${id}${types})`;
  });
  return warning(
    names.join('; '),
    'unplug it; if it replaces a device of the cabinet: sudo asan-kiosk provision --devices',
  );
}

const closed = installedCheck('closed');
const ofFiles = installedCheck('files');

export const USBGUARD_CHECKS: readonly CheckSpec[] = [
  ofFiles({
    id: 'usbguard-rules',
    title: 'The files of rules that USBGuard reads',
    expected: 'only the rules of provision',
    look: withProfile(rulesFinding),
  }),
  ofFiles({
    id: 'usbguard-daemon',
    title: 'How USBGuard is set',
    expected: 'devices without a rule are refused, and other users cannot change the rules',
    look: ({ machine }) => daemonFinding(machine),
  }),
  closed({
    id: 'usbguard-policy',
    title: 'The present rules of USBGuard',
    expected: 'those of the files',
    look: policyFinding,
  }),
  closed({
    id: 'usb-refused',
    title: 'USB devices that are plugged in and refused',
    expected: 'none',
    look: refusedFinding,
  }),
];
