import type { Catalogue } from '../../device/catalogue/schema.ts';
import type { PlantedBugName } from './planted.ts';
import type { FatalPoint, PointCounts } from './points.ts';
import type { CutGrain } from './taps.ts';

export interface ProvedCabinet {
  readonly framing: 'serial' | 'tcp';
  /** Whether the terminal waits with the sale until the application is registered. */
  readonly issuesGoods: boolean;
  readonly takesNotes: boolean;
  readonly printsSheets?: true;
}

export interface CitizenPlan {
  readonly service: string;
  readonly dues?: true;
  readonly cancels?: true;
  /** Code of a credit that the citizen uses first. */
  readonly credit?: string;
  readonly pays?: 'card' | 'cash';
  /** Amount in notes at which the citizen stops, in qəpik. */
  readonly stopsAt?: number;
  readonly keeps?: true;
  readonly retries?: true;
  /** Whether the citizen waits while warning PRN-204 stands: with it, the receipt printer prints a copy. */
  readonly onSheets?: true;
  readonly comesBack?: true;
  readonly thenPays?: 'card' | 'cash';
}

export interface VisitOrder {
  readonly plan: CitizenPlan;
  /** Point of the kill, counted from the citizen's arrival. */
  readonly fatal: FatalPoint | null;
}

/** One line of JSON on standard input. */
export interface KioskOrder {
  readonly folder: string;
  readonly speed: number;
  readonly laterMs: number;
  readonly catalogue: Catalogue;
  readonly terminal: { readonly port: number } & Pick<ProvedCabinet, 'framing' | 'issuesGoods'>;
  readonly printerPort: number;
  readonly validatorPort: number | null;
  readonly documentsPort: number | null;
  readonly officePort: number;
  readonly grain: CutGrain;
  /** Point of the kill, counted from the opening of the ledger. */
  readonly fatal: FatalPoint | null;
  readonly planted: PlantedBugName | null;
}

/** What the kiosk process under test tells the test: one line of JSON each. */
export type KioskProcessReport =
  /** The kiosk can settle nothing more now and waits for a citizen. */
  | {
      readonly is: 'at-rest';
      readonly staff: readonly string[];
      /** Applications with money that the terminal refused to return repeatedly. */
      readonly unsettled: readonly string[];
      readonly points: PointCounts;
    }
  /** The visit is over, and the kiosk can settle nothing more. */
  | { readonly is: 'left'; readonly points: PointCounts }
  | { readonly is: 'bug'; readonly what: string };
