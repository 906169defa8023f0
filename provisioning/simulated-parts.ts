import type { Profile } from '../device/config/profile.ts';

/** The paths in a profile that say `simulated`. */
export function simulatedParts({ devices, backOffice }: Profile): readonly string[] {
  const links = Object.entries(devices).filter(([, { link }]) => link === 'simulated');
  return [
    ...links.map(([kind]) => `devices.${kind}.link`),
    ...(backOffice.url === 'simulated' ? ['backOffice.url'] : []),
  ];
}
