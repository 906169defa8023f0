import type { TechnicianState } from '../../../device/screen/technician.ts';

export type Next = TechnicianState['owed']['open'][number]['next'];
export type State = TechnicianState['devices'][string];

/** Words for staff. They may be shorter and more technical than a citizen's. */
export interface StaffWords {
  readonly title: string;
  readonly kiosk: string;
  readonly simulated: string;
  readonly code: string;
  readonly enter: string;
  /** The code is wrong, spent or too old. */
  readonly refused: string;
  /** Somebody else has entered with a newer code. */
  readonly takenOver: string;
  readonly refusedHow: string;
  readonly connecting: string;
  readonly lost: string;
  readonly clock: string;
  readonly clockStates: { readonly [C in TechnicianState['clock']]: string };
  readonly distrust: { readonly 'BKO-111': string; readonly 'BKO-112': string };
  readonly devices: string;
  /** By kind; one that is not here is shown as it is. */
  readonly deviceNames: Readonly<Record<string, string>>;
  readonly states: { readonly [S in State]: string };
  readonly open: string;
  readonly nothingOpen: string;
  readonly tryNow: string;
  readonly age: string;
  readonly ageUnknown: string;
  readonly units: { readonly d: string; readonly h: string; readonly min: string; readonly s: string };
  readonly amount: string;
  readonly free: string;
  readonly nextStep: string;
  readonly next: { readonly [N in Next]: string };
  readonly attempts: (times: number, code: string) => string;
  readonly application: string;
  readonly notes: string;
  readonly noNotes: string;
  readonly noteUnknown: string;
  readonly noteHeld: string;
  readonly credits: string;
  readonly noCredits: string;
  readonly log: string;
  readonly time: string;
  readonly event: string;
  readonly fields: string;
  readonly clockNotSet: string;
}
