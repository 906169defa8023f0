import { resolve } from 'node:path';
import type { ChipProfile } from '../../device/config/reader.ts';
import { packageFile } from '../../device/files/package-root.ts';
import type { CardReaderChoice } from '../../drivers/kinds/id-reader.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import { describeLinkAddress, type LinkAddress } from '../command/options.ts';
import { adviceOf, createLinkWithTrouble, linkAdvice } from './open-device.ts';

export interface ChipReaderAccess {
  readonly cards: CardReaderChoice;
  readonly where: string;
  /** `null`: the reader is behind PC/SC. */
  readonly address: LinkAddress | null;
  readonly trouble: () => LinkTrouble | undefined;
}

/** `null` if the chip reader is simulated inside the kiosk. */
export function chipReaderAccess(chip: ChipProfile): ChipReaderAccess | null {
  if (chip.driver === 'pcsc') {
    const where = `PC/SC reader${chip.reader === undefined ? '' : ` ${chip.reader}`}`;
    return { cards: chip, where, address: null, trouble: () => undefined };
  }
  if (chip.link === 'simulated') return null;
  const link = createLinkWithTrouble(chip.link);
  return {
    cards: { driver: 'pn532', link: link.factory },
    where: describeLinkAddress(chip.link),
    address: chip.link,
    trouble: link.trouble,
  };
}

/** Path of folder `trust`; not for `simulated`. */
export const trustDirOf = ({ trust }: ChipProfile): string => resolve(packageFile('.'), trust);

export function describeAwayChipReader({ where, address, trouble }: ChipReaderAccess): {
  readonly code: 'RDR-203' | LinkTrouble['code'];
  readonly found: string;
  readonly fix: string;
} {
  const why = trouble();
  if (!why || !address)
    return { code: 'RDR-203', found: `${where} does not answer (RDR-203)`, fix: adviceOf('RDR-203') };
  return {
    code: why.code,
    found: `${where} can not be opened (${why.code}, ${why.detail})`,
    fix: linkAdvice(address, why),
  };
}
