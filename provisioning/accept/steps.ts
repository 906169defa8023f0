import type { Steps } from './step.ts';
import { badgeStep } from './step-badge.ts';
import { documentStep } from './step-document.ts';
import { soundStep, touchStep } from './step-glass.ts';
import { keypadStep } from './step-keypad.ts';
import { contactsStep, lightsStep } from './step-lines.ts';
import { noteStep } from './step-note.ts';
import { paymentStep } from './step-payment.ts';
import { receiptStep } from './step-receipt.ts';
import { sheetStep } from './step-sheet.ts';

export const STEPS: Steps = {
  receipt: receiptStep,
  sheet: sheetStep,
  document: documentStep,
  payment: paymentStep,
  note: noteStep,
  keypad: keypadStep,
  badge: badgeStep,
  contacts: contactsStep,
  lights: lightsStep,
  touch: touchStep,
  sound: soundStep,
};
