import type { Service } from '../../device/catalogue/schema.ts';
import type { ChosenDues, ChosenSlot, VisitFacts } from '../../device/session/visit/facts.ts';
import { FREE_SLOTS } from './free-slots.ts';
import { BILL_DUE } from './sample-dues.ts';

export const SLOT: ChosenSlot = {
  key: 'hold-1',
  place: FREE_SLOTS.places[0]!,
  day: '2026-11-26',
  from: '09:00',
  until: '09:30',
};

export const DUE: ChosenDues = { dues: [BILL_DUE], part: null, foundBy: null };

/** Facts for every row of *check your answers*. */
export const knownOf = (service: Service): Partial<VisitFacts> => ({
  service,
  tier: service.tiers[0]!,
  answers: {},
  ...(service.appointment && { slot: SLOT }),
  ...(service.due && { due: DUE }),
});
