import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Profile } from '../../device/config/profile.ts';
import { restartCommand } from '../../device/troubles/start-anew.ts';
import { parseJson } from '../../device/words/json.ts';
import { policyText } from '../lockdown/chromium-policy.ts';
import { INSTALLED, UNITS } from '../machine/installed.ts';
import {
  MACHINE_ID,
  NOT_PROVISIONED_TEXT,
  PROVISION_FIX,
  provisioningRecordState,
} from '../machine/provisioned-machine.ts';
import { RULES_FILE, udevRules } from '../udev/rules.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, withProfile } from './check.ts';
import { filesBelow } from './config-files.ts';
import { restoreIdAndSecretsFix } from './credential-checks.ts';
import { inputDevices } from './input-devices.ts';
import { KERNEL_CHECKS } from './kernel-checks.ts';
import { formerMachineId, MACHINE_ID_CHANGED } from './machine-id.ts';
import { type MachineAccess, type MachineContext, readFileStatus, textOf } from './machine-port.ts';
import { daemonCheck, USBGUARD } from './needed-programs.ts';
import { REINSTALL_KIOSK_FIX } from './package-cure.ts';
import { packageUnitCheck } from './units.ts';

const POLICY = INSTALLED.browserPolicy;

const PROVISION = 'sudo asan-kiosk provision';

/** If two files set one policy, either may win [Chromium, Linux quick start of policies]. */
function policyFinding(machine: MachineAccess, port: number): CheckFinding {
  const text = textOf(machine, POLICY);
  if (text === null) return bad(`there is no ${POLICY}`, PROVISION);
  const policy = jsonObject(text);
  if (!policy) return bad(`${POLICY} is not JSON: Chromium ignores it`, PROVISION);
  const wanted = Object.entries(jsonObject(policyText(port)) ?? {});
  const wrong = wanted.flatMap(([name, value]) => (isDeepStrictEqual(policy[name], value) ? [] : [name]));
  if (wrong.length > 0) return bad(`different from this version’s file: ${wrong.join(', ')}`, PROVISION);
  const mode = readFileStatus(machine, POLICY)?.mode ?? 0;
  if ((mode & 0o022) !== 0)
    return bad(`mode ${mode.toString(8)}: users other than root may change it`, `sudo chmod 644 ${POLICY}`);
  if ((mode & 0o004) === 0)
    return bad(`mode ${mode.toString(8)}: the browser cannot read it`, `sudo chmod 644 ${POLICY}`);
  const others = otherPolicies(machine);
  if (others.length > 0)
    return bad(
      `${others.join(', ')} also sets policies, and may win over ${POLICY}`,
      `sudo rm ${others.join(' ')} && ${restartCommand(UNITS.glass)}`,
    );
  return good(`${Object.keys(policy).length} policies`);
}

const otherPolicies = (machine: MachineAccess): readonly string[] =>
  filesBelow(machine, dirname(dirname(POLICY))).filter((file) => file !== POLICY);

function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

/** No policy disables the keys of Chromium's windows, menus and task manager. */
async function keyboardsFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const keyboards = (await inputDevices(machine)).filter(({ keyboard }) => keyboard);
  const typing = keyboards.filter(({ ignored }) => !ignored);
  if (typing.length === 0)
    return good(keyboards.length === 0 ? 'there is none' : `${keyboards.length} keyboards, all hidden from the screen`);
  return bad(
    `${typing.map(({ name }) => name).join(', ')} types into the screen`,
    'unplug a keyboard that is not part of the kiosk. Otherwise: sudo udevadm control --reload && sudo udevadm trigger --subsystem-match=input; if this does not help, sudo asan-kiosk provision writes the rule again',
  );
}

function rulesFinding({ machine }: MachineContext): CheckFinding {
  const text = textOf(machine, RULES_FILE);
  if (text === null) return bad(`there is no ${RULES_FILE}`, REINSTALL_KIOSK_FIX);
  if (text === udevRules()) return good(RULES_FILE);
  return bad(
    `${RULES_FILE} differs from this version’s file`,
    `${REINSTALL_KIOSK_FIX}; then: sudo udevadm control --reload && sudo udevadm trigger`,
  );
}

const closed = installedCheck('closed');

function provisionedFinding(machine: MachineAccess, profile: Profile | null): CheckFinding {
  const state = provisioningRecordState(textOf(machine, INSTALLED.machine), textOf(machine, MACHINE_ID));
  if (state === 'this-machine') return good('by `asan-kiosk provision`');
  const former = formerMachineId(machine);
  if (former === null) return bad(`${NOT_PROVISIONED_TEXT[state]} (SVC-106)`, PROVISION_FIX);
  return bad(`${MACHINE_ID_CHANGED} (SVC-106)`, restoreIdAndSecretsFix(former, machine, profile));
}

export const LOCKDOWN_CHECKS: readonly CheckSpec[] = [
  closed({
    id: 'provisioned',
    title: 'Whether `provision` has closed this machine',
    expected: 'the record that `provision` wrote on this machine',
    look: ({ machine, profile }) => provisionedFinding(machine, profile),
  }),
  closed({
    id: 'usbguard',
    title: 'The service that lets USB devices in',
    expected: 'usbguard is active, and its program runs',
    look: daemonCheck('usbguard.service', USBGUARD),
  }),
  closed({
    id: 'firewall-unit',
    title: 'The unit that loads the firewall',
    expected: 'asan-firewall.service is active',
    look: packageUnitCheck('asan-firewall.service'),
  }),
  closed({
    id: 'browser-policy',
    title: 'What the browser is allowed',
    expected: 'the page of the kiosk and nothing else',
    look: withProfile(({ web: { port } }, { machine }) => policyFinding(machine, port)),
  }),
  closed({
    id: 'keyboards',
    title: 'Keyboards that reach the screen',
    expected: 'none',
    look: keyboardsFinding,
  }),
  {
    id: 'udev-rules',
    group: 'devices',
    title: 'The rules that give the devices to the kiosk',
    expected: 'the file of this version',
    onlyInstalled: true,
    look: rulesFinding,
  },
  ...KERNEL_CHECKS,
];
