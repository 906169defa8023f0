import type { Profile } from '../../device/config/profile.ts';
import type { AnyTroubleCode } from '../../device/troubles/troubles.ts';
import { DEVICE_KIND_IDS, DEVICE_KINDS, type DeviceKind, OPTIONAL_CABLED_KINDS } from '../../drivers/device-kinds.ts';
import type { LinkAddress } from '../command/options.ts';
import type { RunningKioskStatus } from '../command/running-kiosk.ts';
import {
  adviceOf,
  hasSilentDeviceAdvice,
  linkAdvice,
  silentAdvice,
  terminalRefusalAdvice,
  UNNUMBERED_SALES_ADVICE,
} from '../devices/open-device.ts';
import { bad, type CheckFinding, good, silentAddress, skipped, warning } from './check.ts';

type Terminal = Profile['devices']['terminal'];

/** Finding of the running kiosk about a device; `kind` as in `/healthz`. */
export function runningDeviceFinding(
  { devices, troubles }: RunningKioskStatus,
  kind: DeviceKind,
  terminal: Terminal,
  address?: LinkAddress,
): CheckFinding {
  const state = devices[kind];
  if (state === undefined)
    return skipped(
      'the running kiosk does not know of it: it was started with another profile, or is of an older version',
    );
  const code = troubles[kind];
  if (code === 'TRM-109') return warning(`${state} in the running kiosk (${code})`, UNNUMBERED_SALES_ADVICE);
  if (code !== undefined) {
    const advice = runningAdvice(kind, code, { terminal, address });
    const fix = code === 'PRN-103' ? `${advice}; ${OTHER_MODEL}` : advice;
    const mayBeBroken = code === 'TRM-102' && state === 'hardwareError';
    return {
      ...bad(
        `${state} in the running kiosk (${code})${mayBeBroken ? BROKEN_OR_SILENT : ''}`,
        mayBeBroken ? `${LOOK_IF_BROKEN}${fix}` : fix,
      ),
      wire: SILENT.has(code) ? silentAddress(code) : undefined,
    };
  }
  if (state === 'online') return good('online in the running kiosk');
  return bad(`${state} in the running kiosk`, ASK_ITSELF);
}

const SILENT: ReadonlySet<string> = new Set([
  'LNK-101',
  'LNK-103',
  ...DEVICE_KIND_IDS.flatMap((kind) => [DEVICE_KINDS[kind].absent, DEVICE_KINDS[kind].silent]),
]);

/** A terminal with status `df` has the code of a silent terminal. */
const BROKEN_OR_SILENT = ': it is silent, or reports that it is out of order';
const LOOK_IF_BROKEN =
  'look at the display of the terminal. If it says "out of order": switch it off and on, then tell its provider (address, password and framing are right). Otherwise: ';

const OTHER_MODEL =
  'if the printer is of another model than devices.printer.model of the profile: stop the kiosk and run doctor again, which then asks the printer itself';

const ASK_ITSELF = 'stop the kiosk and run doctor again: it then asks the device itself';

function runningAdvice(
  kind: DeviceKind,
  code: AnyTroubleCode,
  { terminal, address }: { readonly terminal: Terminal; readonly address: LinkAddress | undefined },
): string {
  if (code === 'TRM-103') return terminalRefusalAdvice(undefined, terminal);
  const onNetwork = address && 'tcp' in address ? networkAdvice(kind, code, address) : null;
  if (onNetwork !== null) return onNetwork;
  if (code === 'LNK-103')
    return 'the connection fails every time: check power and cable of the device, and its address or port';
  const isSilent = hasSilentDeviceAdvice(code) || (isPlain(kind) && code === DEVICE_KINDS[kind].absent);
  return isSilent ? silentAdvice(kind, 0, address) : adviceOf(code);
}

const isPlain = (kind: DeviceKind): boolean => OPTIONAL_CABLED_KINDS.some((plain) => plain === kind);

/** `null`: the code is not about the way to the device. */
function networkAdvice(kind: DeviceKind, code: AnyTroubleCode, address: LinkAddress): string | null {
  if (code === 'LNK-103') return linkAdvice(address, { code, kind: 'went-down', detail: '' });
  if (code === 'LNK-101' || code === 'TRM-101' || code === 'PRN-101')
    return linkAdvice(address, { code: 'LNK-101', kind: 'not-connected', detail: '' });
  return isPlain(kind) && code === DEVICE_KINDS[kind].silent ? silentAdvice(kind, 0, address) : null;
}
