import type { MoneyState, Purchase } from '../words/money.ts';
import type { PaperKind } from '../words/paper-kind.ts';
import type { TroubleCode } from '../words/trouble.ts';

/** Why a code came to nothing: not whole, a symbol wrong, not this person's, or the back office did not answer. */
export type CodeProblem = 'incomplete' | 'mistyped' | 'unknown' | 'BKO-101' | 'BKO-110';

/** `held`: its kiosk has not said yet whether it is paid. `closed`: taken back, nothing can be continued. */
export type FoundState = 'open' | 'held' | 'registered' | 'closed';

/** What the one button of that page does. `show-qr`: no receipt can be printed now. */
export type FoundNext = 'review' | 'print' | 'show-qr' | 'ask-again' | 'begin';

/** The views of *continue an application*; members of `View`. */
export type ContinuingView =
  /** The number of an application that was begun before, here or at another kiosk. */
  | {
      readonly show: 'enteringCode';
      readonly code: string;
      readonly problem: CodeProblem | null;
      /** Too many codes were not this person's: only staff can help. */
      readonly locked: boolean;
    }
  | { readonly show: 'lookingUp'; readonly reference: string }
  /** What became of it, and what can be done about it here. */
  | {
      readonly show: 'found';
      readonly state: FoundState;
      readonly reference: string;
      /** Where it was lodged last. */
      readonly kiosk: string;
      /** `null` where this kiosk does not offer the service. */
      readonly purchase: Purchase | null;
      readonly money: MoneyState;
      readonly paper: PaperKind;
      readonly next: FoundNext | null;
      readonly blocked: TroubleCode | null;
      /** The card is not needed any more, and may still be in the reader. */
      readonly takeCard: boolean;
    };
