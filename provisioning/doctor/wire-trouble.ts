import { profilePathOf } from '../../device/config/device-links.ts';
import { DEVICE_KINDS, type DeviceKindWithLink, wordsOf } from '../../drivers/device-kinds.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import type { LinkAddress } from '../command/options.ts';
import { describeLinkAddress } from '../command/options.ts';
import { type LinkWithLastTrouble, linkAdvice, silentAdvice, whyLinkAway } from '../devices/open-device.ts';
import { type AddressTrouble, bad, type CheckFinding, silentAddress } from './check.ts';
import { classifyBytes, type HeardBytesClass } from './heard.ts';

export interface UnreachableDevice {
  readonly kind: DeviceKindWithLink;
  readonly address: LinkAddress;
  readonly link: Pick<LinkWithLastTrouble, 'trouble'>;
  readonly bytes: Uint8Array;
  /** Settings with which the device answers: another speed or another language. */
  readonly otherwise: AlternativeSettings | null;
}

export type AlternativeSettings = { readonly baudRate: number } | { readonly language: string; readonly model: string };

/**
 * Finding for one cause: no port or no way to the device, another device at this port, another speed, another protocol, or silence. Each
 * cause has its own text and fix.
 */
export function deviceAwayFinding(away: UnreachableDevice): CheckFinding {
  const { kind, address, link, bytes, otherwise } = away;
  const where = describeLinkAddress(address);
  const section = profilePathOf(kind);
  const code = DEVICE_KINDS[kind].silent;
  const trouble = link.trouble();
  if (trouble)
    return {
      ...bad(whyLinkAway(address, trouble, code), linkAdvice(address, trouble)),
      wire: addressTroubleOf(trouble),
    };
  if (otherwise && 'baudRate' in otherwise)
    return bad(
      `${where} answers at ${otherwise.baudRate} baud (${code})`,
      `write baudRate: ${otherwise.baudRate} into ${section}.link of the profile`,
    );
  if (otherwise)
    return bad(
      `${where} answers in the language ${otherwise.language} (${code})`,
      `write driver: ${otherwise.language} into ${section} of the profile, with the model on its label, such as ${otherwise.model}`,
    );
  return heardFinding(away, classifyBytes(bytes), where);
}

/** Answer of an address that did not connect (LNK-101); `undefined`: another trouble of the link. */
export const addressTroubleOf = ({ code, detail }: LinkTrouble): AddressTrouble | undefined =>
  code === 'LNK-101' ? silentAddress(detail.includes('ECONNREFUSED') ? 'ECONNREFUSED' : code) : undefined;

function heardFinding(
  { kind, address, bytes }: UnreachableDevice,
  heard: HeardBytesClass,
  where: string,
): CheckFinding {
  const section = profilePathOf(kind);
  const code = DEVICE_KINDS[kind].silent;
  const its = wordsOf(kind);
  switch (heard.is) {
    case 'nothing':
      return bad(whyLinkAway(address, undefined, code), silentAdvice(kind, 0, address));
    case 'protocol':
      if (heard.speaker === kind) return otherProtocol(kind, heard.name, { where, address });
      return bad(
        `${where} speaks ${heard.name}: a ${wordsOf(heard.speaker)} is at this port (${code})`,
        'tcp' in address
          ? `the addresses of two devices may be exchanged: compare the menu or self-test print of each device with the profile. The address of the ${its} belongs into ${section}.link`
          : `plug the ${its} in here, or write its own port into ${section}.link of the profile; ls -l /dev/serial/by-path lists the ports`,
      );
    case 'text':
      return bad(
        `${where} says ${JSON.stringify(heard.begins)}: that is no ${its} (${code})`,
        `another device answers here: write the port of the ${its} into ${section}.link of the profile`,
      );
    case 'noise':
      return bad(
        `${where} sends ${bytes.length} bytes of no known protocol (${code})`,
        'serial' in address
          ? `perhaps at another speed: compare baudRate: ${address.serial.baudRate} in ${section}.link of the profile with the self-test or menu of the ${its}; then look at its cable`
          : `another device answers here: compare the address in ${section}.link of the profile with the menu of the ${its}`,
      );
    default:
      return heard satisfies never;
  }
}

function otherProtocol(
  kind: DeviceKindWithLink,
  name: string,
  { where, address }: { readonly where: string; readonly address: LinkAddress },
): CheckFinding {
  const section = profilePathOf(kind);
  const found = `${where} speaks ${name}, not as in the profile (${DEVICE_KINDS[kind].silent})`;
  if (kind !== 'terminal') return bad(found, `correct driver, model or dialect in ${section} of the profile`);
  const framing = name.includes('TCP') ? 'tcp' : 'serial';
  if ('serial' in address)
    return bad(
      found,
      `set the terminal to a serial line in its menu, or give it its address: ${section}.link: { tcp: … }`,
    );
  return bad(found, `write framing: ${framing} into ${section} of the profile`);
}
