import { DEVICE_KIND_IDS, type DeviceKind } from '../../drivers/device-kinds.ts';

/** Fixed words, and a kind of device from a closed list. */
export type StewardRequest =
  | { readonly do: 'restart' | 'power-off' }
  | { readonly do: 'try' | 'keep' | 'drop'; readonly kind: DeviceKind };

/** Longest request in bytes, with its newline. */
export const LONGEST_REQUEST = 64;

/** A line such as `restart` or `keep printer`; `null`: anything else. */
export function parseRequest(line: string): StewardRequest | null {
  const [verb = '', kind, ...rest] = line.split(' ');
  if (rest.length > 0) return null;
  if (kind === undefined) return verb === 'restart' || verb === 'power-off' ? { do: verb } : null;
  const known = DEVICE_KIND_IDS.find((its) => its === kind);
  const isOfDevice = verb === 'try' || verb === 'keep' || verb === 'drop';
  return isOfDevice && known !== undefined ? { do: verb, kind: known } : null;
}
