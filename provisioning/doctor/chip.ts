import type { ChipProfile } from '../../device/config/profile.ts';
import type { Clock } from '../../drivers/clock.ts';
import { chipAway, chipPlace, trustDirOf } from '../devices/chip.ts';
import { adviceOf, whenOnline } from '../devices/open-device.ts';
import { bad, type Check, good, warning } from './check.ts';

/** The reader of chips, and whom the kiosk would believe about what they say. */
export async function chipChecks(chip: ChipProfile | undefined, clock: Clock): Promise<readonly Check[]> {
  return chip ? [await readerCheck(chip, clock), await trustCheck(chip)] : [];
}

async function readerCheck(chip: ChipProfile, clock: Clock): Promise<Check> {
  const place = chipPlace(chip);
  if (!place) return good('chip reader', 'simulated; --profile FILE checks the devices of a cabinet');
  const { createCardReader } = await import('../../drivers/kinds/id-reader.ts');
  const cards = createCardReader(place.cards, { clock, random: Math.random, onDiscarded: () => {} });
  const online = await whenOnline(cards, clock);
  await cards.close();
  if (online) return good('chip reader', `${place.where} answers`);
  const { found, fix } = chipAway(place);
  return bad('chip reader', found, fix);
}

async function trustCheck(chip: ChipProfile): Promise<Check> {
  if (chip.trust === 'simulated') return good('trust', 'the country of the simulated documents');
  const { readTrustDirectory } = await import('../../drivers/id-reader/emrtd/trust-directory.ts');
  const folder = trustDirOf(chip);
  const read = await readTrustDirectory(folder);
  if (!read.ok) return bad('trust', `${folder} ${read.error.detail} (RDR-251)`, adviceOf('RDR-251'));
  const { store, unusable } = read.value;
  const found = `${folder}: ${store.countries.length} country certificates, ${store.revocations.length} revocation lists`;
  if (unusable.length === 0) return good('trust', found);
  const files = unusable.map(({ file, why }) => `${file} is ${why}`).join('; ');
  return warning('trust', `${found}; ${files}`, 'take these files away, or put the right ones in their place');
}
