import type { Profile } from '../../device/config/profile.ts';
import type { ChipProfile } from '../../device/config/reader.ts';

/** Paths in a profile with the value `simulated`. */
export function simulatedParts({ devices, backOffice, lines }: Profile): readonly string[] {
  const { documentPrinter, ...wired } = devices;
  const links = Object.entries(wired).filter(([, { link }]) => link === 'simulated');
  return [
    ...links.map(([kind]) => `devices.${kind}.link`),
    ...(documentPrinter?.uri === 'simulated' ? ['devices.documentPrinter.uri'] : []),
    ...chipParts(devices.reader.chip),
    ...(lines?.adapter === 'simulated' ? ['lines.adapter'] : []),
    ...(backOffice.url === 'simulated' ? ['backOffice.url'] : []),
  ];
}

function chipParts(chip: ChipProfile | undefined): readonly string[] {
  if (!chip) return [];
  return [
    ...('link' in chip && chip.link === 'simulated' ? ['devices.reader.chip.link'] : []),
    ...(chip.trust === 'simulated' ? ['devices.reader.chip.trust'] : []),
  ];
}
