import type { IsoDate } from './date.ts';

/** Place of an appointment, as the building counts windows and floors. */
export interface SlotPlace {
  readonly id: string;
  readonly window: string;
  readonly floor: number | null;
}

/** Time of an appointment at the centre, `HH:MM`. */
export interface SlotTime {
  readonly day: IsoDate;
  readonly from: string;
  readonly until: string;
}
