import type { Qepik } from '../../drivers/money.ts';
import type { CreditProblem, CreditView, MoneyState, NoteReturnReason, Purchase } from '../words/money.ts';
import type { NoteGroups } from '../words/notes.ts';
import type { TroubleCode, UnansweredCode } from '../words/trouble.ts';

export type MoneyView =
  | {
      readonly show: 'paying';
      readonly stage:
        | 'preparing'
        | 'present-card'
        | 'enter-pin'
        | 'processing'
        /** The bank approved the sale. No money is taken before the registration. */
        | 'registering'
        | 'remove-card'
        | 'cancelling'
        /** The card is still in the terminal. */
        | 'cancelling-card'
        | 'asking';
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string;
      readonly canCancel: boolean;
    }
  | {
      readonly show: 'choosingPayment';
      readonly purchase: Purchase;
      /** Accepted notes, smallest first; `null`: no bill validator. */
      readonly notes: readonly Qepik[] | null;
      readonly closed: { readonly card: TroubleCode | null; readonly cash: TroubleCode | null };
      /** `used`: `purchase` already has a credit. */
      readonly credit: 'several-dues' | 'used' | 'wrong-codes' | UnansweredCode | null;
      readonly canGoBack: boolean;
    }
  | {
      readonly show: 'typingCredit';
      readonly code: string;
      readonly problem: CreditProblem | null;
      readonly locked: boolean;
      /** Wrong codes still allowed in this visit. */
      readonly tries: number;
      /** The office's answer is lost: only this code may be asked again. */
      readonly fixed: boolean;
      readonly asking: boolean;
      readonly canScan: boolean;
      readonly purchase: Purchase;
    }
  | {
      readonly show: 'payingCash';
      /**
       * `take-note`: a note waits in the slot. `blocked`: `trouble` says why. `settling`: takes no more notes. `asking`: the kiosk does
       * not know where a note is.
       */
      readonly stage: 'insert' | 'reading' | 'take-note' | 'blocked' | 'settling' | 'asking';
      readonly purchase: Purchase;
      readonly reference: string;
      readonly inserted: Qepik;
      readonly missing: Qepik;
      /** Notes of the validator; empty until they are known. */
      readonly notes: NoteGroups;
      readonly back: NoteReturnReason | null;
      readonly trouble: TroubleCode | null;
      readonly canStop: boolean;
      readonly canLeave: boolean;
    }
  /** A note in escrow exceeds the missing amount. */
  | {
      readonly show: 'noteTooLarge';
      readonly note: Qepik;
      readonly missing: Qepik;
      readonly excess: Qepik;
      readonly fitting: readonly Qepik[];
      readonly reference: string;
      readonly inserted: Qepik;
      /** Seconds until the note goes back. */
      readonly seconds: number;
    }
  | {
      readonly show: 'credited';
      readonly credit: CreditView;
      readonly qr: string;
      readonly because: TroubleCode | null;
      readonly takeCard: boolean;
      readonly stuck: 'BIL-105' | 'BIL-106' | 'BIL-107' | 'BIL-111' | null;
      readonly reference: string;
      readonly purchase: Purchase;
    };
