import type { Clock } from '../../drivers/clock.ts';
import type { ProfileKind, RequiredDeviceKind } from '../../drivers/device-kinds.ts';
import type { DocumentPrinter } from '../../drivers/document-printer/contract.ts';
import type { IdReader } from '../../drivers/id-reader/contract.ts';
import type { Keypad } from '../../drivers/keypad/contract.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { PaymentTerminal } from '../../drivers/payment-terminal/contract.ts';
import type { ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';
import type { Scanner } from '../../drivers/scanner/contract.ts';
import type { OfficeOperations } from '../back-office/client.ts';
import type { OfficeWatch } from '../back-office/office-watch.ts';
import type { DegradationMonitor } from '../degradation/monitor.ts';
import type { CheckDocument } from '../document/check.ts';
import type { ApplicationActions } from '../ledger/dealings.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ServiceUse } from '../ledger/service-use.ts';
import type { Settlement } from '../ledger/settlement.ts';
import type { Till } from '../ledger/till.ts';
import type { CentreWatch } from '../opening/centre-watch.ts';
import type { HeldSlip } from '../park/held-slip.ts';
import type { VisitPaperSettings } from '../session/paper-content.ts';
import type { Devices } from '../session/visit/devices.ts';
import type { StorageWatch } from '../storage/storage.ts';
import type { TransparencyLog } from '../transparency/log.ts';
import type { MaintenanceParts } from './maintenance-actors.ts';
import type { PrintDesk } from './print-desk.ts';

export interface TariffDifference {
  readonly service: string;
  readonly tier: string;
  readonly expected: Qepik;
  readonly quoted: Qepik;
}

interface StatusSource<Status> {
  status(): Status;
  onStatus(listener: (status: Status) => void): () => void;
}

export interface CabinetWatch {
  /** `doorOpen` also if the door's line was lost. `near`: whether a person is there; `null`: unknown. */
  current(): { readonly doorOpen: boolean; readonly near: boolean | null };
  onChange(listener: () => void): () => void;
}

/** Absent or `null`: the device is not fitted. */
export type StatusSources = {
  readonly [K in RequiredDeviceKind]: StatusSource<Devices[K]>;
} & {
  readonly [K in Exclude<ProfileKind, RequiredDeviceKind>]?: StatusSource<NonNullable<Devices[K]>> | null;
};

export interface KioskParts extends StatusSources {
  readonly reader: IdReader;
  readonly terminal: PaymentTerminal;
  readonly printer: ReceiptPrinter;
  readonly documentPrinter: DocumentPrinter | null;
  readonly scanner?: Scanner | null;
  /** Keypad with headphone jack. */
  readonly keypad?: Keypad | null;
  readonly checkDocument: CheckDocument;
  readonly desk?: PrintDesk;
  /** The ledger has each note before a listener hears of it. `null`: not fitted. */
  readonly billValidator: Till | null;
  readonly backOffice: OfficeOperations;
  readonly ledger: Ledger;
  readonly dealings: ApplicationActions;
  readonly settlement: Settlement;
  readonly transparency: Pick<TransparencyLog, 'receiptProof'>;
  /** Absent: uses are not counted. */
  readonly serviceUse?: { before(today: string): ServiceUse };
  readonly degradation?: Pick<DegradationMonitor, 'withdrawn' | 'onChange'>;
  /** Absent: the disk has room. */
  readonly storage?: Pick<StorageWatch, 'state' | 'onChange'>;
  /** Absent: the office counts as answering. */
  readonly office?: Pick<OfficeWatch, 'answers' | 'onChange'> & { readonly takesOffline: () => boolean };
  readonly identifiesByPhone?: boolean;
  /** Whether the kiosk parks visits at the office. Absent: no. */
  readonly parksVisits?: boolean;
  /** Source of the slips' keys. Needed with `parksVisits`. */
  readonly randomBytes?: (count: number) => Uint8Array;
  /** The scanned slip of a parked visit. Absent: no scanner. */
  readonly heldSlip?: HeldSlip;
  readonly cabinet?: CabinetWatch;
  /** Absent: the kiosk never closes. */
  readonly centre?: Pick<CentreWatch, 'current' | 'onChange'>;
  /** Absent: no service key and no badge reader are fitted. */
  readonly maintenance?: MaintenanceParts;
  readonly paper: VisitPaperSettings;
  readonly clock?: Clock;
  readonly newKey: () => string;
  /** Date and time at the centre, `YYYY-MM-DDTHH:MM`. */
  readonly localTime: () => string;
  readonly clockBelieved: () => boolean;
  /** Called when the office's price, in qəpik, differs from the catalogue. */
  readonly onTariffDiffers?: (what: TariffDifference) => void;
  readonly onStaffCalled: () => void;
  readonly onCardLeft: () => void;
  /** `printed`: whether the printer printed the slip. */
  readonly onVisitParked?: (what: { readonly printed: boolean }) => void;
  readonly onVisitResumed?: () => void;
  readonly onBug: (error: unknown) => void;
}

/** Local date and time for a paper; `null` if the clock is not believed. */
export const momentForPaper = ({ localTime, clockBelieved }: KioskParts): string | null =>
  clockBelieved() ? localTime() : null;
