import type { Qepik } from '../../drivers/money.ts';
import type { CreditProblem, CreditView, MoneyState, NoteBack, Purchase } from '../words/money.ts';
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
        /** Approved by the bank; no money is taken before the registration. */
        | 'registering'
        | 'remove-card'
        | 'cancelling'
        /** With the card still in the terminal. */
        | 'cancelling-card'
        | 'asking';
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string;
      readonly canCancel: boolean;
    }
  /** Two ways of payment, or one and a credit. */
  | {
      readonly show: 'choosingPayment';
      readonly purchase: Purchase;
      /** Smallest first. `null`: no bill validator. */
      readonly notes: readonly Qepik[] | null;
      /** Why it is closed, or `null`. */
      readonly closed: { readonly card: TroubleCode | null; readonly cash: TroubleCode | null };
      /** Why no code is accepted, or `null`. `used`: `purchase` already has a credit. */
      readonly credit: 'several-dues' | 'used' | 'wrong-codes' | UnansweredCode | null;
      readonly canGoBack: boolean;
    }
  | {
      readonly show: 'typingCredit';
      readonly code: string;
      readonly problem: CreditProblem | null;
      /** Too many wrong codes. */
      readonly locked: boolean;
      /** Wrong codes still allowed in this visit. */
      readonly tries: number;
      /** The office's answer is lost: only this code may be asked again. */
      readonly fixed: boolean;
      readonly asking: boolean;
      readonly purchase: Purchase;
    }
  | {
      readonly show: 'payingCash';
      /** `blocked`: see `trouble`. `take-note`: a note hangs out. `settling`: no more notes. `asking`: about a note. */
      readonly stage: 'insert' | 'reading' | 'take-note' | 'blocked' | 'settling' | 'asking';
      readonly purchase: Purchase;
      readonly reference: string;
      readonly inserted: Qepik;
      readonly missing: Qepik;
      /** Empty until the validator's notes are known. */
      readonly notes: NoteGroups;
      /** Why the last note came back, or `null`. */
      readonly back: NoteBack | null;
      readonly trouble: TroubleCode | null;
      readonly staffCalled: boolean;
      /** Without money: back. With money: a credit. */
      readonly canStop: boolean;
      readonly canLeave: boolean;
    }
  /** A note in escrow exceeds the missing amount: take it back, or get a credit. */
  | {
      readonly show: 'noteTooLarge';
      readonly note: Qepik;
      readonly missing: Qepik;
      /** Beyond the missing amount. */
      readonly excess: Qepik;
      /** Smallest first. */
      readonly fitting: readonly Qepik[];
      readonly reference: string;
      /** In the cassette. */
      readonly inserted: Qepik;
      /** Until the note goes back. */
      readonly seconds: number;
    }
  | {
      readonly show: 'credited';
      readonly credit: CreditView;
      /** To be photographed. */
      readonly qr: string;
      readonly because: TroubleCode | null;
      /** The identity card may be in the reader. */
      readonly takeCard: boolean;
      /** Why a note is in the acceptor, or `null`. */
      readonly stuck: 'BIL-105' | 'BIL-106' | 'BIL-107' | 'BIL-111' | null;
      readonly reference: string;
      readonly purchase: Purchase;
    };
