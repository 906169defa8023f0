import type { IsoDate } from './date.ts';

/** Where an appointment is: as the building counts its windows and floors. */
export interface SlotPlace {
  readonly id: string;
  readonly window: string;
  readonly floor: number | null;
}

/** When it is, at the centre: `HH:MM` of its beginning and its end. */
export interface SlotTime {
  readonly day: IsoDate;
  readonly from: string;
  readonly until: string;
}
