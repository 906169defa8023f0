import type { IsoDate } from './date.ts';

/** As the building counts windows and floors. */
export interface SlotPlace {
  readonly id: string;
  readonly window: string;
  readonly floor: number | null;
}

/** At the centre, `HH:MM`. */
export interface SlotTime {
  readonly day: IsoDate;
  readonly from: string;
  readonly until: string;
}
