import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { jsonIn } from '../../device/words/json.ts';
import { policyText } from '../lockdown/chromium-policy.ts';
import { INSTALLED, UNITS } from '../machine/installed.ts';
import { RULES_FILE, udevRules } from '../udev/rules.ts';
import { bad, type CheckSpec, type Finding, good, ofProfile, skipped, warning } from './check.ts';
import { inputDevices } from './input-devices.ts';
import { KERNEL_CHECKS } from './kernel-checks.ts';
import { linesOf, lookAt, type Machine, outputOf, textOf } from './machine-port.ts';
import { NO_SYSTEMD, PACKAGE_FIX, unitFinding } from './units.ts';

/** Of USBGuard: rules that it may have besides ours, and what it does with what none of them names. */
const USBGUARD_RULES = '/etc/usbguard/rules.conf';
const USBGUARD_CONF = '/etc/usbguard/usbguard-daemon.conf';

const { firewall: FIREWALL, browserPolicy: POLICY, usbRules: USB_RULES } = INSTALLED;
const POLICIES = dirname(POLICY);

const PROVISION = 'sudo asan-kiosk provision';

/** [usbguard-rules.conf(5), usbguard-daemon.conf(5)] */
function usbRulesFinding(machine: Machine): Finding {
  const rules = textOf(machine, USB_RULES);
  if (rules === null) return bad(`there is no ${USB_RULES}`, PROVISION);
  const rulesIn = (text: string) => linesOf(text).filter((line) => !line.startsWith('#'));
  if (!rulesIn(rules).some((line) => line.startsWith('allow')))
    return bad('no device is let in, the touch panel neither', PROVISION);
  const lines = rulesIn(`${rules}\n${textOf(machine, USBGUARD_RULES) ?? ''}`);
  const open = lines.find((line) => /^allow\s*$|^allow (id )?\*:\*(?!.*(serial|hash|via-port|parent-hash))/.test(line));
  if (open !== undefined) return bad(`${JSON.stringify(open)} lets every device in`, PROVISION);
  const [, target = 'block'] = /^ImplicitPolicyTarget=(\w+)/m.exec(textOf(machine, USBGUARD_CONF) ?? '') ?? [];
  if (target === 'allow')
    return bad(
      'what no rule names is let in',
      `sudo sed -i 's/^ImplicitPolicyTarget=.*/ImplicitPolicyTarget=block/' ${USBGUARD_CONF} && sudo systemctl restart usbguard`,
    );
  return good(`${lines.length} rules; what none of them names is refused`);
}

/** [usbguard(1), list-devices: number, target and rule of each] */
async function refusedFinding(machine: Machine): Promise<Finding> {
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
    'take it out of its socket; if it replaces a device of the cabinet: sudo asan-kiosk provision --devices',
  );
}

/** [nft(8), list chains: hook and policy of each base chain] */
async function firewallFinding(machine: Machine): Promise<Finding> {
  const chains = await outputOf(machine, 'nft', 'list', 'chains');
  const open = (['input', 'output'] as const).filter(
    (hook) => !new RegExp(`hook ${hook} [^;]*; policy drop;`).test(chains),
  );
  if (open.length === 0) return good('what is not named is dropped, both ways');
  if (lookAt(machine, FIREWALL) === null) return bad(`there is no ${FIREWALL}`, PROVISION);
  return bad(
    `nothing is dropped on the way ${open.map((hook) => (hook === 'input' ? 'in' : 'out')).join(' and ')}`,
    `sudo nft -c -f ${FIREWALL} says which line is wrong; then sudo systemctl restart asan-firewall.service`,
  );
}

/** Chromium reads every file of this folder when it starts, and takes one of two values of the same name [Chromium, Linux quick start of policies]. */
function policyFinding(machine: Machine, port: number): Finding {
  const text = textOf(machine, POLICY);
  if (text === null) return bad(`there is no ${POLICY}`, PROVISION);
  const policy = jsonObject(text);
  if (!policy) return bad(`${POLICY} is no JSON: Chromium leaves it out`, PROVISION);
  const wanted = Object.entries(jsonObject(policyText(port)) ?? {});
  const wrong = wanted.flatMap(([name, value]) => (isDeepStrictEqual(policy[name], value) ? [] : [name]));
  if (wrong.length > 0) return bad(`not as this version writes it: ${wrong.join(', ')}`, PROVISION);
  const mode = lookAt(machine, POLICY)?.mode ?? 0;
  if ((mode & 0o022) !== 0)
    return bad(`mode ${mode.toString(8)}: others than root may change it`, `sudo chmod 644 ${POLICY}`);
  if ((mode & 0o004) === 0)
    return bad(`mode ${mode.toString(8)}: the browser can not read it`, `sudo chmod 644 ${POLICY}`);
  const others = otherPolicies(machine, Object.keys(policy));
  if (others[0] !== undefined)
    return bad(`${others.join(', ')} says otherwise`, `sudo rm ${others[0]} && sudo systemctl restart ${UNITS.glass}`);
  return good(`${Object.keys(policy).length} policies`);
}

function otherPolicies(machine: Machine, names: readonly string[]): readonly string[] {
  const read = machine.list(POLICIES);
  const files = read.ok ? read.value.filter((name) => name.endsWith('.json')).map((name) => `${POLICIES}/${name}`) : [];
  return files.filter((file) => {
    const other = file === POLICY ? null : jsonObject(textOf(machine, file) ?? '');
    return other !== null && Object.keys(other).some((name) => names.includes(name));
  });
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  const value = jsonIn(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

/** Chromium opens windows, menus and its task manager by keys that no policy takes away: none must reach it. */
async function keyboardsFinding(machine: Machine): Promise<Finding> {
  const keyboards = (await inputDevices(machine)).filter(({ keyboard }) => keyboard);
  const typing = keyboards.filter(({ ignored }) => !ignored);
  if (typing.length === 0)
    return good(keyboards.length === 0 ? 'there is none' : `${keyboards.length} are kept from it`);
  return bad(
    `${typing.map(({ name }) => name).join(', ')} types into the screen`,
    'sudo udevadm control --reload && sudo udevadm trigger --subsystem-match=input; where it stays so, sudo asan-kiosk provision writes the rule anew',
  );
}

function rulesFinding(machine: Machine): Finding {
  const text = textOf(machine, RULES_FILE);
  if (text === null) return bad(`there is no ${RULES_FILE}`, PACKAGE_FIX);
  if (text === udevRules()) return good(RULES_FILE);
  return bad(
    `${RULES_FILE} is not that of this version`,
    `${PACKAGE_FIX} && sudo udevadm control --reload && sudo udevadm trigger`,
  );
}

const closed = (check: Omit<CheckSpec, 'group' | 'onlyInstalled'>): CheckSpec => ({
  ...check,
  group: 'closed',
  onlyInstalled: true,
});

const unitOf = (name: string, missing: string): CheckSpec['look'] =>
  async function look({ units }) {
    const its = await units();
    return its ? unitFinding(name, its.of(name), missing) : skipped(NO_SYSTEMD);
  };

export const CLOSED_CHECKS: readonly CheckSpec[] = [
  closed({
    id: 'usbguard',
    title: 'Who lets USB devices in',
    expected: 'usbguard is active',
    look: unitOf('usbguard.service', 'sudo apt-get install usbguard'),
  }),
  closed({
    id: 'usbguard-rules',
    title: 'Which USB devices are let in',
    expected: 'those of this cabinet, and no other',
    look: ({ machine }) => usbRulesFinding(machine),
  }),
  closed({
    id: 'usb-refused',
    title: 'USB devices that are plugged in and refused',
    expected: 'none',
    look: ({ machine }) => refusedFinding(machine),
  }),
  closed({
    id: 'firewall-unit',
    title: 'Who loads the firewall',
    expected: 'asan-firewall.service is active',
    look: unitOf('asan-firewall.service', PACKAGE_FIX),
  }),
  closed({
    id: 'firewall',
    title: 'The firewall',
    expected: 'what is not named is dropped, both ways',
    look: ({ machine }) => firewallFinding(machine),
  }),
  closed({
    id: 'browser-policy',
    title: 'What the browser is allowed',
    expected: 'the page of the kiosk and nothing else',
    look: ofProfile(({ web: { port } }, { machine }) => policyFinding(machine, port)),
  }),
  closed({
    id: 'keyboards',
    title: 'Keyboards that reach the screen',
    expected: 'none',
    look: ({ machine }) => keyboardsFinding(machine),
  }),
  {
    id: 'udev-rules',
    group: 'devices',
    title: 'The rules that give the devices to the kiosk',
    expected: 'those of this version',
    onlyInstalled: true,
    look: ({ machine }) => rulesFinding(machine),
  },
  ...KERNEL_CHECKS,
];
