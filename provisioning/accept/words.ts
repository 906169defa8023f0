import type { AcceptanceCode } from '../../device/troubles/troubles-acceptance.ts';
import type { AcceptanceStepResult } from './result.ts';
import type { AcceptanceStepId } from './step-ids.ts';

export interface AcceptWords {
  /** Accepted answers, as in `no`. Questions show the first of each list. */
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly sayYesOrNo: string;
  readonly begun: (kiosk: string, steps: number, handsS: number) => string;
  readonly goesOn: (done: number, steps: number) => string;
  readonly steps: { readonly [S in AcceptanceStepId]: { readonly title: string; readonly does: string } };
  readonly outcome: { readonly [O in AcceptanceStepResult['outcome']]: string };
  readonly seen: { readonly [S in AcceptanceStepResult['seen']]: string };
  readonly fixes: { readonly [C in AcceptanceCode]: string };
  readonly fix: string;
  readonly againOrOn: string;
  readonly on: readonly string[];
  readonly stopped: string;
  readonly strip: {
    readonly title: string;
    readonly kiosk: string;
    readonly software: string;
    readonly date: string;
    readonly number: string;
    readonly fingerprint: string;
    readonly accepted: string;
    readonly notAccepted: string;
  };
  readonly receipt: {
    readonly letters: (letters: string) => string;
    readonly holdIt: string;
    readonly typeLetters: string;
  };
  readonly sheet: { readonly typeLetters: string };
  readonly document: { readonly putIn: string; readonly reading: string; readonly takeOut: string };
  readonly payment: {
    readonly earlier: string;
    readonly sure: string;
    readonly stage: { readonly paying: string; readonly asking: string; readonly 'giving-back': string };
    readonly prompt: {
      readonly 'present-card': string;
      readonly 'enter-pin': string;
      readonly processing: string;
      readonly 'remove-card': string;
      readonly wait: string;
    };
  };
  readonly note: { readonly putIn: string; readonly held: (value: string) => string; readonly take: string };
  readonly keypad: {
    readonly press: string;
    readonly keys: (names: string) => string;
    readonly came: (key: string) => string;
    readonly allCame: string;
    readonly which: string;
    readonly noSuchNumber: (most: number) => string;
  };
  readonly badge: { readonly lay: string; readonly take: string };
  readonly contacts: {
    readonly move: (names: string) => string;
    readonly nowBack: (name: string) => string;
    readonly changed: (name: string) => string;
  };
  readonly lights: { readonly didYouSee: (name: string) => string };
  readonly glass: {
    readonly waiting: string;
    readonly comes: string;
    readonly rest: readonly string[];
    readonly target: (nth: number, of: number) => readonly string[];
    readonly tone: readonly string[];
    readonly heard: string;
    readonly rule: (file: string) => string;
  };
}
