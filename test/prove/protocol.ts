import type { Catalogue } from '../../device/catalogue/schema.ts';
import type { PlantedName } from './planted.ts';
import type { FatalPoint, PointCounts } from './points.ts';
import type { Grain } from './taps.ts';

export interface CabinetKind {
  readonly framing: 'serial' | 'tcp';
  /** Whether its terminal waits with the sale until the application is registered. */
  readonly issuesGoods: boolean;
  readonly takesNotes: boolean;
  readonly printsSheets?: true;
}

/** What the citizen wants and does. */
export interface Plan {
  readonly service: string;
  /** The citizen pays three dues together. */
  readonly dues?: true;
  /** Stops the sale when the terminal asks for a card. */
  readonly cancels?: true;
  /** Code of a credit that the citizen spends first. */
  readonly credit?: string;
  readonly pays?: 'card' | 'cash';
  /** Stops when this sum is paid in notes, in qəpik. */
  readonly stopsAt?: number;
  /** Whether the citizen lets the kiosk keep a note that is too large. */
  readonly keeps?: true;
  /** Retries what failed. */
  readonly retries?: true;
  /** Starts when the document printer is known; before that, the roll replaces it. */
  readonly onSheets?: true;
  /** Returns after the visit with the number of the application. */
  readonly comesBack?: true;
  /** For the second time. */
  readonly thenPays?: 'card' | 'cash';
}

/** One citizen, as a line of JSON. */
export interface VisitOrder {
  readonly plan: Plan;
  /** Counted from the citizen's arrival. */
  readonly fatal: FatalPoint | null;
}

/** Order for one process of the kiosk, as JSON on its standard input. */
export interface KioskOrder {
  readonly folder: string;
  readonly speed: number;
  /** Milliseconds that its clock is ahead of this machine's. */
  readonly laterMs: number;
  readonly catalogue: Catalogue;
  readonly terminal: { readonly port: number } & Pick<CabinetKind, 'framing' | 'issuesGoods'>;
  readonly printerPort: number;
  readonly validatorPort: number | null;
  readonly documentsPort: number | null;
  readonly officePort: number;
  /** For the dialogues with terminal, validator and back office. */
  readonly grain: Grain;
  /** Counted from the opening of the ledger. */
  readonly fatal: FatalPoint | null;
  readonly planted: PlantedName | null;
}

/** What the process prints, one line of JSON each. */
export type KioskWord =
  /** Nothing more can be settled now. The citizen comes with a `VisitOrder`. */
  | {
      readonly is: 'at-rest';
      /** Applications that only staff can end. */
      readonly staff: readonly string[];
      /** Applications whose reversal the terminal refused repeatedly. */
      readonly unsettled: readonly string[];
      readonly points: PointCounts;
    }
  /** The citizen has left, and nothing more can be settled. */
  | { readonly is: 'left'; readonly points: PointCounts }
  | { readonly is: 'bug'; readonly what: string };
