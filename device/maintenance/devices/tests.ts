import type { BadgeReader } from '../../../drivers/badge/contract.ts';
import type { Clock } from '../../../drivers/clock.ts';
import type { DocumentPrinter } from '../../../drivers/document-printer/contract.ts';
import type { IdReader } from '../../../drivers/id-reader/contract.ts';
import type { Keypad, KeypadKey } from '../../../drivers/keypad/contract.ts';
import type { PaymentTerminal } from '../../../drivers/payment-terminal/contract.ts';
import type { ReceiptPrinter } from '../../../drivers/receipt-printer/contract.ts';
import type { Scanner } from '../../../drivers/scanner/contract.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Settlement } from '../../ledger/settlement.ts';
import type { Till } from '../../ledger/till.ts';
import type { StaffPrintDesk } from './contract.ts';
import { documentTest } from './document-test.ts';
import { noteTest } from './note-test.ts';
import { type BorrowedLights, badgeTest, keypadTest, lightsTest, scanTest, soundTest } from './other-tests.ts';
import { printTest, sheetTest } from './paper-tests.ts';
import { saleTest } from './sale-test.ts';
import type { DeviceTests } from './test-actor.ts';
import type { CardSaleActions } from './trial-sale.ts';

/** The kiosk's own devices and books. `null` or absent: not fitted. */
export interface DeviceTestParts {
  /** Reads chips even while the kiosk has withdrawn chip reading. */
  readonly reader: IdReader;
  readonly hasChip: boolean;
  readonly terminal: Pick<PaymentTerminal, 'status' | 'lastTransaction'>;
  readonly printer: Pick<ReceiptPrinter, 'capabilities'>;
  readonly desk: StaffPrintDesk;
  readonly billValidator: Pick<Till, 'status' | 'onStatus' | 'onEvent' | 'giveBack'> | null;
  readonly documentPrinter: DocumentPrinter | null;
  readonly scanner: Scanner | null;
  readonly badgeReader?: Pick<BadgeReader, 'status' | 'onEvent'> | null;
  readonly keypad?: { readonly device: Pick<Keypad, 'status' | 'onEvent'>; readonly keys: readonly KeypadKey[] } | null;
  readonly lights?: (() => BorrowedLights) | null;
  readonly ledger: Ledger;
  readonly settlement: Pick<Settlement, 'claim' | 'isClaimed' | 'recover'>;
  readonly dealings: CardSaleActions;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly kioskId: string;
  /** Date and time for the paper; `null`: the clock is not set. */
  readonly moment: () => string | null;
}

export function deviceTests(parts: DeviceTestParts): DeviceTests {
  const { billValidator, documentPrinter, scanner, keypad, badgeReader, lights, clock } = parts;
  return {
    reader: documentTest(parts),
    terminal: saleTest(parts),
    printer: printTest(parts),
    ...(billValidator && { billValidator: noteTest({ ...parts, till: billValidator }) }),
    ...(documentPrinter && { documentPrinter: sheetTest(parts) }),
    ...(scanner && { scanner: scanTest({ scanner, clock }) }),
    ...(keypad && { keypad: keypadTest({ keypad: keypad.device, keys: keypad.keys, clock }) }),
    ...(badgeReader && { badgeReader: badgeTest({ badgeReader, clock }) }),
    ...(lights && { lights: lightsTest(lights) }),
    sound: soundTest,
  };
}
