import type { LinkProfile, SerialProfile } from './link.ts';
import type { Profile } from './profile.ts';

/** Each link of a profile with the role of its device. A reader of PC/SC and a printer of whole sheets have none. */
export function deviceLinks({
  reader: { link, chip },
  terminal,
  printer,
  billValidator,
}: Profile['devices']): readonly (readonly [role: string, link: LinkProfile])[] {
  return [
    ['reader', link],
    ...(chip?.driver === 'pn532' ? [['chip', chip.link] as const] : []),
    ['terminal', terminal.link],
    ['printer', printer.link],
    ...(billValidator ? [['bill-validator', billValidator.link] as const] : []),
  ];
}

/** Those on serial lines. */
export const serialLinks = (devices: Profile['devices']): readonly (readonly [role: string, serial: SerialProfile])[] =>
  deviceLinks(devices).flatMap(([role, link]) =>
    link !== 'simulated' && 'serial' in link ? [[role, link.serial] as const] : [],
  );
