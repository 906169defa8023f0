import type { AcceptanceStepsById } from './step.ts';
import { badgeStep } from './step-badge.ts';
import { identityDocumentStep } from './step-document.ts';
import { soundStep, touchStep } from './step-glass.ts';
import { keypadStep } from './step-keypad.ts';
import { contactsStep, lightsStep } from './step-lines.ts';
import { banknoteStep } from './step-note.ts';
import { paymentStep } from './step-payment.ts';
import { receiptStep } from './step-receipt.ts';
import { sheetStep } from './step-sheet.ts';

export const ACCEPTANCE_STEPS: AcceptanceStepsById = {
  receipt: receiptStep,
  sheet: sheetStep,
  document: identityDocumentStep,
  payment: paymentStep,
  note: banknoteStep,
  keypad: keypadStep,
  badge: badgeStep,
  contacts: contactsStep,
  lights: lightsStep,
  touch: touchStep,
  sound: soundStep,
};
