import type { Qepik } from '../../drivers/money.ts';
import type { CreditProblem, CreditView, MoneyState, NoteBack, Purchase } from '../words/money.ts';
import type { NoteGroups } from '../words/notes.ts';
import type { TroubleCode, Unanswered } from '../words/trouble.ts';

export type MoneyView =
  | {
      readonly show: 'paying';
      readonly stage:
        | 'preparing'
        | 'present-card'
        | 'enter-pin'
        | 'processing'
        /** The bank approved; no money is taken before the application is registered. */
        | 'registering'
        | 'remove-card'
        | 'cancelling'
        /** The same with the card still in the terminal. */
        | 'cancelling-card'
        | 'asking';
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string;
      readonly canCancel: boolean;
    }
  /** Shown only if there is a choice: two ways of payment, or one way and a credit. */
  | {
      readonly show: 'choosingPayment';
      readonly purchase: Purchase;
      /** Accepted notes, smallest first. `null`: no bill validator. */
      readonly notes: readonly Qepik[] | null;
      /** Why a way is closed, or `null`. */
      readonly closed: { readonly card: TroubleCode | null; readonly cash: TroubleCode | null };
      /** Why no credit code is accepted, or `null`. `used`: `purchase` already has a credit. */
      readonly credit: 'several-dues' | 'used' | 'wrong-codes' | Unanswered | null;
      readonly canGoBack: boolean;
    }
  | {
      readonly show: 'typingCredit';
      readonly code: string;
      readonly problem: CreditProblem | null;
      /** Too many wrong codes. */
      readonly locked: boolean;
      /** Wrong codes that this visit still allows. */
      readonly tries: number;
      /** The office's answer about this code is lost: only this code may be asked again. */
      readonly fixed: boolean;
      readonly asking: boolean;
      readonly purchase: Purchase;
    }
  | {
      readonly show: 'payingCash';
      /**
       * `blocked`: see `trouble`. `take-note`: a note hangs out. `settling`: no more notes. `asking`: the validator is asked about a note.
       */
      readonly stage: 'insert' | 'reading' | 'take-note' | 'blocked' | 'settling' | 'asking';
      readonly purchase: Purchase;
      readonly reference: string;
      readonly inserted: Qepik;
      readonly missing: Qepik;
      /** All groups are empty until the validator's notes are known. */
      readonly notes: NoteGroups;
      /** Why the last note came back, or `null`. */
      readonly back: NoteBack | null;
      readonly trouble: TroubleCode | null;
      readonly staffCalled: boolean;
      /** Without inserted money: back. With money: stop and get a credit. */
      readonly canStop: boolean;
      readonly canLeave: boolean;
    }
  /** A note in escrow exceeds the missing amount: the citizen takes it back, or gets a credit for the excess. */
  | {
      readonly show: 'noteTooLarge';
      readonly note: Qepik;
      readonly missing: Qepik;
      /** Value beyond the missing amount. */
      readonly excess: Qepik;
      /** Notes that fit, smallest first. */
      readonly fitting: readonly Qepik[];
      readonly reference: string;
      /** Sum in the cassette. */
      readonly inserted: Qepik;
      /** Seconds until the note goes back automatically. */
      readonly seconds: number;
    }
  /** The inserted money became a credit. */
  | {
      readonly show: 'credited';
      readonly credit: CreditView;
      /** Code of the credit, to be photographed. */
      readonly qr: string;
      readonly because: TroubleCode | null;
      /** The identity card may still be in the reader. */
      readonly takeCard: boolean;
      /** Why a note is still in the acceptor, or `null`. */
      readonly stuck: 'BIL-105' | 'BIL-106' | 'BIL-107' | 'BIL-111' | null;
      readonly reference: string;
      readonly purchase: Purchase;
    };
