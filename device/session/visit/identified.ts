import { type Devices, mayCardBeLeft } from './devices.ts';
import type { IdentifiedPerson } from './facts.ts';

/** Proof of identity that is enough to show data of a register (docs/decisions/0023); `null`: a code must be typed. */
export function identityProofOf({ assurance, phone, handedOver }: IdentifiedPerson): 'chip' | 'phone' | null {
  // The card or phone of the visit before does not count.
  if (handedOver) return null;
  if (assurance === 'chip') return 'chip';
  return phone?.level === 'code' ? 'phone' : null;
}

const showedCard = ({ assurance, handedOver }: IdentifiedPerson): boolean => assurance !== 'phone' && !handedOver;

/** Whether to ask the citizen to take out the card. `firstOrLast`: a page that asks even if the reader cannot tell. */
export const mayCardBeLeftBy = (person: IdentifiedPerson, devices: Devices, firstOrLast = true): boolean =>
  mayCardBeLeft(devices, firstOrLast && showedCard(person));
