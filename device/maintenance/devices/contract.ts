import type { DeviceKind } from '../../../drivers/device-kinds.ts';
import type { DocumentJob } from '../../../drivers/document-printer/contract.ts';
import type { KeypadKey } from '../../../drivers/keypad/contract.ts';
import type { Qepik } from '../../../drivers/money.ts';
import type { TerminalPrompt } from '../../../drivers/payment-terminal/contract.ts';
import type { Receipt } from '../../../drivers/receipt-printer/contract.ts';
import type { Result } from '../../../drivers/result.ts';
import type { LightName } from '../../config/lines.ts';
import type { TrialStage } from './trial-sale.ts';

/** Parts of a cabinet that a technician can test at the glass, in the order of the page. `chipReader` is tested with the reader. */
export const DEVICE_TEST_IDS = [
  'reader',
  'terminal',
  'printer',
  'billValidator',
  'documentPrinter',
  'scanner',
  'keypad',
  'badgeReader',
  'lights',
  'sound',
] as const;

export type DeviceTestId = (typeof DEVICE_TEST_IDS)[number];

/** What the terminal wants from the technician, or what happens to the 0.01 ₼ of its test. */
export type TerminalTestStage = TerminalPrompt | TrialStage;

export type DeviceTestStage =
  | { readonly at: 'working' }
  | { readonly at: 'insert-document' | 'remove-document' }
  | { readonly at: 'terminal'; readonly asks: TerminalTestStage }
  | { readonly at: 'insert-note' }
  /** The technician takes the note back. Value in qəpik. */
  | { readonly at: 'take-note'; readonly value: Qepik }
  | { readonly at: 'hold-code' | 'hold-badge' }
  /** `missing`: keys of the model that were not pressed yet; empty: none, or its keys are not known. */
  | { readonly at: 'press-keys'; readonly came: readonly KeypadKey[]; readonly missing: readonly KeypadKey[] };

/** A question that only the technician can answer with yes or no. */
export type DeviceTestQuestion =
  | { readonly about: 'paper' | 'sheet' | 'tone' | 'keys' }
  | { readonly about: 'light'; readonly light: LightName };

/** Codes of a failed test; the texts of the acceptance test and of the drivers explain them. */
export type DeviceTestTroubleCode = `${string}-${number}`;

/** What a passed test saw. No personal data. */
export type DeviceTestFinding =
  | {
      readonly saw:
        | 'zone-read'
        | 'chip-read'
        | 'line-printed'
        | 'sheet-printed'
        | 'code-read'
        | 'badge-read'
        | 'tone-heard';
    }
  | { readonly saw: 'paid-and-back'; readonly receipt: string }
  | { readonly saw: 'note-given-back'; readonly value: Qepik | null }
  | { readonly saw: 'keys-came'; readonly keys: readonly KeypadKey[] }
  | { readonly saw: 'lights-seen'; readonly lights: readonly LightName[] };

export type DeviceTestOutcome =
  /** `kinds`: devices that the test proved. */
  | { readonly is: 'passed'; readonly found: DeviceTestFinding; readonly kinds: readonly DeviceKind[] }
  /** `moneyOpen`: the 0.01 ₼ may not be back; the kiosk settles it later by itself. */
  | { readonly is: 'failed'; readonly code: DeviceTestTroubleCode; readonly moneyOpen?: true }
  | { readonly is: 'stopped' };

/** Prints for staff, between visits only. A refusal or a trouble has a code. */
export interface StaffPrintDesk {
  printForStaff(
    receipt: Receipt,
    signal: AbortSignal,
  ): Promise<Result<unknown, { readonly code: DeviceTestTroubleCode }>>;
  printSheetForStaff(
    job: DocumentJob,
    signal: AbortSignal,
  ): Promise<Result<unknown, { readonly code: DeviceTestTroubleCode }>>;
}

export interface DeviceTestDialogue {
  /** Aborted when the technician stops the test. */
  readonly signal: AbortSignal;
  show(stage: DeviceTestStage): void;
  /** Whether the technician says yes; `null`: the test was stopped. */
  agrees(question: DeviceTestQuestion): Promise<boolean | null>;
}

/** Must not reject. Resolves soon after an abort. If a sale has begun, the test ends it first. */
export type DeviceTest = (guide: DeviceTestDialogue) => Promise<DeviceTestOutcome>;

export const TEST_STOPPED: DeviceTestOutcome = { is: 'stopped' };
export const failedTestOutcome = (code: DeviceTestTroubleCode): DeviceTestOutcome => ({ is: 'failed', code });
