import type { Qepik } from '../../drivers/money.ts';
import type { CreditProblem, CreditView, MoneyState, NoteBack, Purchase } from '../words/money.ts';
import type { NoteGroups } from '../words/notes.ts';
import type { TroubleCode, Unanswered } from '../words/trouble.ts';

/** The views of paying; members of `View`. */
export type MoneyView =
  | {
      readonly show: 'paying';
      readonly stage:
        | 'preparing'
        | 'present-card'
        | 'enter-pin'
        | 'processing'
        /** The bank has said yes, and nothing is taken before the application is registered. */
        | 'registering'
        | 'remove-card'
        | 'cancelling'
        /** And the card is still in the terminal. */
        | 'cancelling-card'
        | 'asking';
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string;
      readonly canCancel: boolean;
    }
  /** The page comes only if the citizen has a choice: two ways of paying are open, or one way and a credit. */
  | {
      readonly show: 'choosingPayment';
      readonly purchase: Purchase;
      /** Notes that are taken, smallest first. `null`: no bill validator is fitted. */
      readonly notes: readonly Qepik[] | null;
      /** Why a way is closed by now, or `null`. */
      readonly closed: { readonly card: TroubleCode | null; readonly cash: TroubleCode | null };
      /** Why the page takes no credit code now, or `null`. `used`: a credit is already in `purchase`. */
      readonly credit: 'several-dues' | 'used' | 'wrong-codes' | Unanswered | null;
      readonly canGoBack: boolean;
    }
  /** The citizen types a credit code. */
  | {
      readonly show: 'typingCredit';
      readonly code: string;
      readonly problem: CreditProblem | null;
      /** The citizen typed too many wrong codes. */
      readonly locked: boolean;
      /** How many wrong codes this visit still allows. */
      readonly tries: number;
      /** The office's answer about this code is lost: the page asks only for this code again. */
      readonly fixed: boolean;
      readonly asking: boolean;
      readonly purchase: Purchase;
    }
  | {
      readonly show: 'payingCash';
      /**
       * `blocked`: `trouble` says why no note goes in. `take-note`: one hangs out of the mouth. `settling`: no more notes are taken. `asking`: nobody has heard of a note, the validator
       * is asked.
       */
      readonly stage: 'insert' | 'reading' | 'take-note' | 'blocked' | 'settling' | 'asking';
      readonly purchase: Purchase;
      readonly reference: string;
      readonly inserted: Qepik;
      readonly missing: Qepik;
      /** All groups are empty until the kiosk knows the notes of the validator. */
      readonly notes: NoteGroups;
      /** Why the last note came back, or `null`. */
      readonly back: NoteBack | null;
      readonly trouble: TroubleCode | null;
      readonly staffCalled: boolean;
      /** Nothing is inserted: back. Something is: stop, and have it as a credit. */
      readonly canStop: boolean;
      readonly canLeave: boolean;
    }
  /** A note in escrow exceeds the missing amount: the citizen gets it back, or pays with it and keeps the excess as a credit. */
  | {
      readonly show: 'noteTooLarge';
      readonly note: Qepik;
      readonly missing: Qepik;
      /** What the note is worth beyond the missing amount. */
      readonly excess: Qepik;
      /** Notes that fit the missing amount, smallest first. */
      readonly fitting: readonly Qepik[];
      readonly reference: string;
      /** Sum of the notes in the cassette. */
      readonly inserted: Qepik;
      /** Seconds until the note goes back by itself. */
      readonly seconds: number;
    }
  /** What was put in became a credit. */
  | {
      readonly show: 'credited';
      readonly credit: CreditView;
      /** The code of the credit, to be photographed. */
      readonly qr: string;
      readonly because: TroubleCode | null;
      /** The identity card may still lie in the reader. */
      readonly takeCard: boolean;
      /** Why a note still lies in the acceptor, or `null`. */
      readonly stuck: 'BIL-105' | 'BIL-106' | 'BIL-107' | 'BIL-111' | null;
      readonly reference: string;
      readonly purchase: Purchase;
    };
