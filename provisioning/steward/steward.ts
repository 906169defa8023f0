import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'js-yaml';
import { profilePathOf } from '../../device/config/device-links.ts';
import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { nullIfMissing } from '../../device/files/if-there.ts';
import { KNOWN_DEVICES_FILE, readKnownDevices } from '../../device/maintenance/devices/known-devices.ts';
import type { DeviceKind } from '../../drivers/device-kinds.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { readProfile } from '../command/load-profile.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { knownDevicesFile } from '../lockdown/known-devices-file.ts';
import { INSTALLED } from '../machine/installed.ts';
import type { InstalledFile } from '../machine/installed-file.ts';
import type { DeviceChoice } from '../provision/plan/devices.ts';
import { profileTextWithDevices } from '../provision/plan/profile-text.ts';
import { createProvisionTarget, type ProvisionTarget, type RunProgram } from '../provision/plan/target.ts';
import { writeEntry } from '../provision/plan/write.ts';
import { settingsRoot } from '../settings/settings-root.ts';
import { acceptWrittenSettings } from '../settings/take.ts';
import { cabinetUdevRules } from '../udev/rules.ts';
import { allowDeviceForTest, blockTestedDevice, type LetInCode, planDeviceAdmission } from './let-in.ts';
import { LONGEST_REQUEST, parseRequest, type StewardRequest } from './requests.ts';

export type StewardCode = LetInCode | 'SVC-111';

/** One JSON line to the kiosk. `socket`: USB socket of the device. */
export type StewardAnswer =
  | { readonly ok: true; readonly socket?: string }
  | { readonly ok: false; readonly code: StewardCode; readonly found: string };

/** Answers one request of the kiosk's user, read from standard input. systemd starts it for each connection of `asan-steward.socket`. */
export async function steward(_options: object, io: Io): Promise<CliOutcome> {
  const text = Buffer.from(await io.input(LONGEST_REQUEST)).toString('utf8');
  const [line = '', ...rest] = text.trimEnd().split('\n');
  const request = rest.length === 0 ? parseRequest(line) : null;
  if (request === null)
    return failed('not a request: expected restart, power-off, or one of try, keep and drop with a kind of device');
  const target = createProvisionTarget();
  const answer = await carryOut(request, target, (written) => acceptWrittenSettings(settingsRoot(), written, io)).catch(
    (error: unknown): StewardAnswer => unwritten(describeSystemError(error)),
  );
  io.note(`${line}: ${answer.ok ? 'done' : `${answer.code} ${answer.found}`}`);
  io.out(`${JSON.stringify(answer)}\n`);
  return done;
}

const unwritten = (found: string): StewardAnswer => ({ ok: false, code: 'SVC-111', found });

/** `accept`: stores the written files, and no others, as the accepted ones that `doctor` compares with. */
export async function carryOut(
  request: StewardRequest,
  target: ProvisionTarget,
  accept: (written: readonly string[]) => Promise<void>,
): Promise<StewardAnswer> {
  const { run, at } = target;
  if (!run) return unwritten('an image runs nothing');
  switch (request.do) {
    case 'restart':
      return asked(await run('systemctl', ['--no-block', 'reboot']));
    case 'power-off':
      return asked(await run('systemctl', ['--no-block', 'poweroff']));
    case 'drop':
      return told(blockTestedDevice(request.kind, readKnownDevices(at(KNOWN_DEVICES_FILE)), rulesText(target), { at }));
    case 'try': {
      const profile = readProfile(at(INSTALLED.profile));
      if (!profile.ok) return unwritten(describeConfigTrouble(profile.error));
      return told(
        await allowDeviceForTest(request.kind, readKnownDevices(at(KNOWN_DEVICES_FILE)), profile.value, { run, at }),
      );
    }
    case 'keep':
      return keep(request.kind, target, run, accept);
    default:
      return request satisfies never;
  }
}

const asked = ({ code, out }: Awaited<ReturnType<RunProgram>>): StewardAnswer =>
  code === 0 ? { ok: true } : unwritten(out);

const told = (
  result: Result<{ readonly socket: string }, { readonly code: LetInCode; readonly found: string }>,
): StewardAnswer => (result.ok ? { ok: true, ...result.value } : { ok: false, ...result.error });

const rulesText = ({ at }: ProvisionTarget): string =>
  nullIfMissing(() => readFileSync(at(INSTALLED.usbRules), 'utf8')) ?? '';

/** The record comes last: after a power cut or failure before it, *keep* does everything again. */
async function keep(
  kind: DeviceKind,
  target: ProvisionTarget,
  run: RunProgram,
  accept: Parameters<typeof carryOut>[2],
): Promise<StewardAnswer> {
  const { at } = target;
  const known = readKnownDevices(at(KNOWN_DEVICES_FILE));
  const kept = planDeviceAdmission(kind, known, rulesText(target), { at });
  if (!kept.ok) return { ok: false, ...kept.error };
  const { entry, rules, link } = kept.value;
  const isKept =
    isDeepStrictEqual(
      entry,
      known.find((its) => its.kind === kind),
    ) && rules === rulesText(target);
  const profile = profileWith(kind, link, at(INSTALLED.profile));
  if (!profile.ok) return unwritten(profile.error);
  if (isKept && profile.value.length === 0) return { ok: true, socket: entry.socket };
  const root = { owner: 'root', group: 'root' } as const;
  const files = [{ path: INSTALLED.usbRules, ...root, mode: 0o600, text: rules }, ...profile.value];
  const record = knownDevicesFile(known.map((its) => (its.kind === kind ? entry : its)));
  const written = writeAll(target, files);
  if (!written.ok) return written;
  for (const [program, args] of RELOADS) {
    const { code, out } = await run(program, args);
    if (code !== 0) return unwritten(`${program} ${args.join(' ')}: ${out}`);
  }
  const recorded = writeAll(target, [record]);
  if (!recorded.ok) return recorded;
  await accept([...files, record].map(({ path }) => path));
  return { ok: true, socket: entry.socket };
}

function writeAll(target: ProvisionTarget, files: readonly InstalledFile[]): StewardAnswer {
  for (const file of files) {
    const written = writeEntry(target, file);
    if (!written.ok) return unwritten(written.error.found);
  }
  return { ok: true };
}

const RELOADS = [
  ['udevadm', ['control', '--reload']],
  ['udevadm', ['trigger', '--subsystem-match=tty', '--subsystem-match=hidraw', '--subsystem-match=input']],
  ['udevadm', ['settle', '--timeout=10']],
  ['systemctl', ['reload-or-restart', 'usbguard.service']],
] as const;

/** Profile and udev rules for the new device; none if the link of the profile already finds it. */
function profileWith(
  kind: DeviceKind,
  link: (former: unknown) => unknown,
  file: string,
): Result<readonly InstalledFile[], string> {
  const before = readFileSync(file, 'utf8');
  const data = load(before) as DeviceChoice & { readonly kiosk: { readonly id: string } };
  const devices = structuredClone(data.devices) as Record<string, Record<string, unknown>>;
  const path = profilePathOf(kind).split('.').slice(1);
  const settings = path.reduce<Record<string, unknown> | undefined>(
    (its, key) => its?.[key] as Record<string, unknown> | undefined,
    devices,
  );
  if (!settings) return err(`${profilePathOf(kind)} is not in ${file}`);
  const next = link(settings['link']);
  if (JSON.stringify(next) === JSON.stringify(settings['link'])) return ok([]);
  settings['link'] = next;
  const text = profileTextWithDevices(data, data.kiosk.id, { ...data, devices });
  const read = readProfile(file, { ...realFiles, read: (its) => (its === file ? text : realFiles.read(its)) });
  if (!read.ok) return err(describeConfigTrouble(read.error));
  return ok([
    { path: INSTALLED.deviceRules, owner: 'root', group: 'root', mode: 0o644, text: cabinetUdevRules(read.value) },
    { path: INSTALLED.profile, owner: 'root', group: 'asan-kiosk', mode: 0o640, text },
  ]);
}
