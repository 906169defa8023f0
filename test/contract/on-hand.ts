import { type LinkAddress, parseLinkAddress } from '../../provisioning/command/options.ts';
import { parseHidAddress } from '../../provisioning/devices/hid-command.ts';
import type { HidAddress } from '../../provisioning/devices/hid-device.ts';

export const DEVICES_VARIABLE = 'ASAN_KIOSK_DEVICE';

type Wired = 'printer' | 'terminal' | 'reader' | 'chip-reader' | 'bill-validator';
type Hid = 'scanner' | 'keypad';

/** A real device, by its kind in `asan-kiosk simulate`. */
export type RealDevice = { readonly settings: Readonly<Record<string, string>> } & (
  | { readonly kind: Wired; readonly link: LinkAddress }
  | { readonly kind: Hid; readonly ids: HidAddress }
  | { readonly kind: 'chip' }
  | { readonly kind: 'lines'; readonly profile: string }
);

const SETTINGS: Readonly<Record<RealDevice['kind'], readonly string[]>> = {
  printer: ['model'],
  terminal: ['password', 'framing'],
  reader: ['dialect'],
  'chip-reader': [],
  'bill-validator': [],
  scanner: ['model'],
  keypad: ['model'],
  chip: [],
  lines: [],
};

const FORM = 'write KIND=PLACE,SETTING=VALUE; …, such as printer=serial:/dev/ttyUSB0@115200,model=epson-tm-t20';

function wrong(why: string): never {
  throw new Error(`${DEVICES_VARIABLE}: ${why}; ${FORM}`);
}

/**
 * Parses a list such as `printer=serial:/dev/ttyUSB0@115200,model=epson-tm-t20; terminal=tcp:192.0.2.7:20007`. An empty text gives no
 * devices. A wrong text throws.
 */
export function parseRealDevices(text = ''): readonly RealDevice[] {
  return text
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean)
    .map(deviceOf);
}

function deviceOf(text: string): RealDevice {
  const [first = '', ...rest] = text.split(',').map((part) => part.trim());
  const [kind = '', place = ''] = split(first);
  if (!isKind(kind)) return wrong(`no kind called ${kind}; there are ${Object.keys(SETTINGS).join(', ')}`);
  const settings = Object.fromEntries(rest.map(split));
  const strange = Object.keys(settings).find((name) => !SETTINGS[kind].includes(name));
  if (strange !== undefined) return wrong(`${kind} has no setting ${strange}`);
  switch (kind) {
    case 'chip':
      return { kind, settings };
    case 'lines':
      return { kind, settings, profile: place };
    case 'scanner':
    case 'keypad':
      return { kind, settings, ids: withVariableName(() => parseHidAddress(place)) };
    default:
      return { kind, settings, link: withVariableName(() => parseLinkAddress(place)) };
  }
}

const isKind = (kind: string): kind is RealDevice['kind'] => Object.hasOwn(SETTINGS, kind);

function split(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function withVariableName<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}
