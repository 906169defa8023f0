import type { Catalogue } from '../../device/catalogue/schema.ts';
import type { PlantedName } from './planted.ts';
import type { FatalPoint, PointCounts } from './points.ts';
import type { CutGrain } from './taps.ts';

export interface CabinetKind {
  readonly framing: 'serial' | 'tcp';
  /** Its terminal waits with the sale until the application is registered. */
  readonly issuesGoods: boolean;
  readonly takesNotes: boolean;
  readonly printsSheets?: true;
}

export interface Plan {
  readonly service: string;
  /** Three dues together. */
  readonly dues?: true;
  /** When the terminal asks for a card. */
  readonly cancels?: true;
  /** A credit's code. */
  readonly credit?: string;
  readonly pays?: 'card' | 'cash';
  /** In notes, in qəpik. */
  readonly stopsAt?: number;
  /** Keeps a note that is too large. */
  readonly keeps?: true;
  readonly retries?: true;
  /** Before that, the roll replaces the document printer. */
  readonly onSheets?: true;
  readonly comesBack?: true;
  /** At the second time. */
  readonly thenPays?: 'card' | 'cash';
}

export interface VisitOrder {
  readonly plan: Plan;
  /** From the citizen's arrival. */
  readonly fatal: FatalPoint | null;
}

/** One line on standard input. */
export interface KioskOrder {
  readonly folder: string;
  readonly speed: number;
  readonly laterMs: number;
  readonly catalogue: Catalogue;
  readonly terminal: { readonly port: number } & Pick<CabinetKind, 'framing' | 'issuesGoods'>;
  readonly printerPort: number;
  readonly validatorPort: number | null;
  readonly documentsPort: number | null;
  readonly officePort: number;
  readonly grain: CutGrain;
  /** From the opening of the ledger. */
  readonly fatal: FatalPoint | null;
  readonly planted: PlantedName | null;
}

/** One line of JSON each. */
export type KioskReport =
  /** Nothing more can be settled now. */
  | {
      readonly is: 'at-rest';
      /** Only staff can end them. */
      readonly staff: readonly string[];
      /** The terminal refused repeatedly. */
      readonly unsettled: readonly string[];
      readonly points: PointCounts;
    }
  /** Nothing more can be settled. */
  | { readonly is: 'left'; readonly points: PointCounts }
  | { readonly is: 'bug'; readonly what: string };
