import type { Catalogue } from '../../device/catalogue/schema.ts';
import type { PlantedName } from './planted.ts';
import type { FatalPoint, PointCounts } from './points.ts';
import type { Grain } from './taps.ts';

/** What stands in the hall. */
export interface CabinetKind {
  readonly framing: 'serial' | 'tcp';
  /** Its terminal can wait with making a sale final until the application is registered. */
  readonly issuesGoods: boolean;
  /** It has a bill validator. */
  readonly takesNotes: boolean;
  /** It has a printer of whole sheets. */
  readonly printsSheets?: true;
}

/** What somebody at the kiosk wants, and does on the way. */
export interface Plan {
  readonly service: string;
  /** The citizen owes three dues, and pays them together. */
  readonly dues?: true;
  /** Stops the sale when the terminal asks for a card. */
  readonly cancels?: true;
  /** The code of a credit that the citizen spends first. */
  readonly credit?: string;
  readonly pays?: 'card' | 'cash';
  /** Of notes, when so much is in. In qəpik. */
  readonly stopsAt?: number;
  /** Whether the citizen keeps a note that exceeds the missing amount; otherwise the citizen gets it back. */
  readonly keeps?: true;
  /** Tries once more what came to nothing. */
  readonly retries?: true;
  /** Begins when the document printer is heard of: before, the roll takes its place. */
  readonly onSheets?: true;
  /** Comes once more after the visit, with the number of the application. */
  readonly comesBack?: true;
  /** The second time. */
  readonly thenPays?: 'card' | 'cash';
}

/** One citizen, as a line of JSON. */
export interface VisitOrder {
  readonly plan: Plan;
  /** Since the citizen came. */
  readonly fatal: FatalPoint | null;
}

/** One process of the kiosk, as JSON on its standard input. */
export interface KioskOrder {
  readonly folder: string;
  readonly speed: number;
  /** How much later it is than the clock of this machine says, in milliseconds. */
  readonly laterMs: number;
  readonly catalogue: Catalogue;
  readonly terminal: { readonly port: number } & Pick<CabinetKind, 'framing' | 'issuesGoods'>;
  readonly printerPort: number;
  readonly validatorPort: number | null;
  readonly documentsPort: number | null;
  readonly officePort: number;
  /** Of the dialogues with terminal, validator and back office. */
  readonly grain: Grain;
  /** Since the ledger is opened. */
  readonly fatal: FatalPoint | null;
  readonly planted: PlantedName | null;
}

/** What the process says, a line of JSON each. */
export type KioskWord =
  /** Nothing more can be settled now. The citizen comes with a `VisitOrder`. */
  | {
      readonly is: 'at-rest';
      /** Applications that only staff can end. */
      readonly staff: readonly string[];
      /** Whose money the terminal refused to give back again and again. */
      readonly unsettled: readonly string[];
      readonly points: PointCounts;
    }
  /** The citizen has left, and nothing more can be settled. */
  | { readonly is: 'left'; readonly points: PointCounts }
  | { readonly is: 'bug'; readonly what: string };
