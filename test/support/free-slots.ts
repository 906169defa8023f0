import type { FreeSlots, HeldSlot, SlotHoldRequest } from '../../device/back-office/slots.ts';

const PLACES = [
  { id: 'window-3', window: '3', floor: 1 },
  { id: 'window-6', window: '6', floor: 2 },
];

/** Two places, each with a full day and two free days, which have one time before noon and one after. */
export const FREE_SLOTS: FreeSlots = {
  places: PLACES.map((place) => ({
    ...place,
    days: [
      { day: '2026-11-25', slots: [] },
      ...['2026-11-26', '2026-11-27'].map((day) => ({
        day,
        slots: [
          { from: '09:00', until: '09:30', free: 1 },
          { from: '15:30', until: '16:00', free: 2 },
        ],
      })),
    ],
  })),
};

export const SLOTS_AT_ONE_PLACE: FreeSlots = { places: FREE_SLOTS.places.slice(0, 1) };
export const NO_FREE_SLOTS: FreeSlots = {
  places: SLOTS_AT_ONE_PLACE.places.map((place) => ({
    ...place,
    days: place.days.map((day) => ({ ...day, slots: [] })),
  })),
};

export function heldSlot({ place, day, from }: Pick<SlotHoldRequest, 'place' | 'day' | 'from'>): HeldSlot {
  const { window = '3', floor = 1 } = PLACES.find(({ id }) => id === place) ?? {};
  return { place, window, floor, day, from, until: from === '09:00' ? '09:30' : '16:00', validSeconds: 600 };
}
