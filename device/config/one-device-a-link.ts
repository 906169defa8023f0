import { normalize } from 'node:path/posix';
import type { z } from 'zod';
import type { LinkProfile, SerialProfile } from './link.ts';
import type { ChipProfile } from './reader.ts';
import { CONTRADICTION_PARAMS } from './words.ts';

interface Linked {
  readonly link: LinkProfile;
}

/**
 * Refuses a port or an address that is used twice: two drivers would share one device. Ids without a serial number fit each adapter of this
 * kind.
 */
export function refuseSharedLinks(
  {
    reader,
    ...others
  }: Readonly<Record<string, Linked | undefined>> & {
    readonly reader?: (Linked & { readonly chip?: ChipProfile }) | undefined;
  },
  context: z.RefinementCtx,
): void {
  const chip = reader?.chip;
  const links: [readonly string[], LinkProfile][] = [
    ...(reader ? [[['reader', 'link'], reader.link] satisfies [string[], LinkProfile]] : []),
    ...(chip?.driver === 'pn532' ? [[['reader', 'chip', 'link'], chip.link] satisfies [string[], LinkProfile]] : []),
    ...Object.entries(others).flatMap(([kind, its]) =>
      its ? [[[kind, 'link'], its.link] satisfies [string[], LinkProfile]] : [],
    ),
  ];
  for (const [index, [path, its]] of links.entries()) {
    const other = links.slice(0, index).find(([, before]) => isOnePlace(before, its));
    if (!other) continue;
    const message = `another port or address than ${other[0].join('.')} has, because one device is at one place`;
    context.addIssue({ code: 'custom', path: [...path], message, params: CONTRADICTION_PARAMS });
  }
}

/** Compares names alone: only the plugged-in device tells the rest. */
function isOnePlace(one: LinkProfile, other: LinkProfile): boolean {
  if (one === 'simulated' || other === 'simulated') return false;
  if ('tcp' in one) return 'tcp' in other && placeOf(one.tcp) === placeOf(other.tcp);
  return 'serial' in other && isOnePort(one.serial, other.serial);
}

const placeOf = ({ host, port }: { readonly host: string; readonly port: number }) => `${host.toLowerCase()}:${port}`;

function isOnePort(one: SerialProfile, other: SerialProfile): boolean {
  if ('path' in one) return 'path' in other && normalize(one.path) === normalize(other.path);
  if ('socket' in one) return 'socket' in other && isOneSocket(one.socket, other.socket);
  if (!('usb' in other)) return false;
  const ids = ({ usb }: typeof one) => `${usb.vendorId}:${usb.productId}`.toLowerCase();
  const [number, otherNumber] = [one.usb.serialNumber, other.usb.serialNumber];
  return ids(one) === ids(other) && (number === undefined || otherNumber === undefined || number === otherNumber);
}

/** `1-1.4`: all ports of an adapter. `1-1.4:1.0`: one port. */
const isOneSocket = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}:`) || other.startsWith(`${one}:`);
