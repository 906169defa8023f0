import type { BadgeReaderProfile } from '../../device/config/badge-reader.ts';
import { credentialFileName } from '../../device/config/credentials.ts';
import type { Profile } from '../../device/config/profile.ts';
import { STAFF_CREDENTIALS } from '../../device/staff/keys.ts';
import { describeLinkAddress } from '../command/options.ts';
import { adviceOf, comesOnline, createLinkWithTrouble, linkAdvice } from '../devices/open-device.ts';
import { bad, type CheckFinding, good, skipped, warning } from './check.ts';
import { CREDENTIAL_FOLDERS } from './credential-checks.ts';
import { type DeviceCheckTiming, SIMULATED_FINDING } from './device-checks.ts';
import { type MachineAccess, readFileStatus } from './machine-port.ts';

/** ms, within the limit of a check. */
const ANSWERS_MS = 3_500;

/** Asks the PN532 for its firmware. */
export async function badgeReaderFinding({ link }: BadgeReaderProfile, wait: DeviceCheckTiming): Promise<CheckFinding> {
  if (link === 'simulated') return SIMULATED_FINDING;
  const { createCardReader } = await import('../../drivers/kinds/id-reader.ts');
  const { clock, timeFactor } = wait;
  const watched = createLinkWithTrouble(link);
  const where = describeLinkAddress(link);
  const cards = createCardReader(
    { driver: 'pn532', link: watched.factory },
    { clock, random: Math.random, onDiscarded: () => {} },
  );
  const online = await comesOnline(cards, clock, ANSWERS_MS * timeFactor);
  await cards.close();
  if (online) return good(`${where} answers`);
  const why = watched.trouble();
  return why
    ? bad(`${where} can not be opened (${why.code}, ${why.detail})`, linkAdvice(link, why))
    : bad(`${where} does not answer (BDG-102)`, adviceOf('BDG-102'));
}

export function badgeKeysFinding({ devices }: Profile, machine: MachineAccess): CheckFinding {
  if (!devices.badgeReader) return skipped('the profile has no badge reader');
  if (devices.badgeReader.link === 'simulated') return SIMULATED_FINDING;
  if (machine.uid !== 0) return skipped('only root may look at credentials: run this with sudo');
  const gone = Object.values(STAFF_CREDENTIALS)
    .map(credentialFileName)
    .filter((file) => !isStored(machine, file));
  if (gone.length === 0) return good('the master key of the badges and the key of the PINs are there');
  return warning(
    `no ${gone.join(' and no ')} in ${CREDENTIAL_FOLDERS.join(' or ')}: no badge is read (BDG-106)`,
    'sudo asan-kiosk badge key asks for the master key, makes the key of the PINs if it is missing, and names the restart. After a new key of the PINs, add each badge again',
  );
}

const isStored = (machine: MachineAccess, file: string): boolean =>
  CREDENTIAL_FOLDERS.some((folder) => readFileStatus(machine, `${folder}/${file}`) !== null);
