import type { ChipProfile } from '../../device/config/reader.ts';
import { chipReaderAccess, describeAwayChipReader, trustDirOf } from '../devices/chip.ts';
import { adviceOf, comesOnline } from '../devices/open-device.ts';
import { bad, type CheckFinding, good, warning } from './check.ts';
import { type DeviceCheckTiming, SIMULATED_FINDING } from './device-checks.ts';

/** ms, within the limit of a check. */
const ANSWERS_MS = 3_500;

export async function chipFinding(chip: ChipProfile, { clock, timeFactor }: DeviceCheckTiming): Promise<CheckFinding> {
  const place = chipReaderAccess(chip);
  if (!place) return SIMULATED_FINDING;
  const { createCardReader } = await import('../../drivers/kinds/id-reader.ts');
  const cards = createCardReader(place.cards, { clock, random: Math.random, onDiscarded: () => {} });
  const online = await comesOnline(cards, clock, ANSWERS_MS * timeFactor);
  await cards.close();
  if (online) return good(`${place.where} answers`);
  const { found, fix } = describeAwayChipReader(place);
  return bad(found, fix);
}

export async function trustFinding(chip: ChipProfile): Promise<CheckFinding> {
  if (chip.trust === 'simulated') return good('the country of the simulated documents');
  const { readTrustDirectory } = await import('../../drivers/id-reader/emrtd/trust-directory.ts');
  const folder = trustDirOf(chip);
  const read = await readTrustDirectory(folder);
  if (!read.ok) return bad(`${folder} ${read.error.detail} (RDR-251)`, adviceOf('RDR-251'));
  const { store, unusable } = read.value;
  const found = `${folder}: ${store.countries.length} country certificates, ${store.revocations.length} revocation lists`;
  if (unusable.length === 0) return good(found);
  const files = unusable.map(({ file, why }) => `${file} is ${why}`).join('; ');
  return warning(`${found}; ${files}`, 'get these files again from the authority that issues them, and replace them');
}
