import type { Assurance, IdentityDocument } from '../../../drivers/id-reader/contract.ts';
import type { FoundApplication } from '../../back-office/contract.ts';
import type { RegisterChild, RegisterPhone } from '../../back-office/known.ts';
import type { PhoneIdentityLevel } from '../../back-office/phone-identity.ts';
import type { PriceTier, Service } from '../../catalogue/schema.ts';
import type { Due, DueUnpayable } from '../../words/due.ts';
import type { Quote } from '../../words/quote.ts';
import type { SlotPlace, SlotTime } from '../../words/slot.ts';

export interface IdentifiedPerson {
  /** Identified by the phone: the person's document in the register. */
  readonly document: IdentityDocument;
  readonly assurance: Assurance | 'phone';
  /** Only with `phone`: key of the identification. */
  readonly phone?: { readonly key: string; readonly level: PhoneIdentityLevel };
  /** Card of the visit before, not of this visit. */
  readonly handedOver?: true;
}

export type IdentityConfirmation =
  | { readonly by: 'chip' | 'phone' }
  /** Key of the code sent to the phone. */
  | { readonly by: 'code'; readonly code: string };

/** Register data for the form. Never leaves the visit. */
export interface RegisterPrefill {
  /** Key of the office's log entry; `null`: not asked. */
  readonly key: string | null;
  readonly children: readonly RegisterChild[];
  readonly phone: RegisterPhone | null;
}

export interface ChosenSlot extends SlotTime {
  readonly key: string;
  readonly place: SlotPlace;
  /** The office no longer held the time at lodging. */
  readonly lost?: true;
}

export interface ChosenDues {
  /** At least one due. */
  readonly dues: readonly Due[];
  /** Qəpik to pay of a single due; `null`: all. */
  readonly part: number | null;
  /** Answers that found the dues; `null`: the person's own list. */
  readonly foundBy: VisitFacts['answers'] | null;
  readonly gone?: DueUnpayable;
}

/** Open question of a parked form, with the text typed so far. */
export interface FormPlace {
  readonly question: string;
  readonly draft: string;
}

export type SearchPosition =
  | { readonly at: 'home' }
  | { readonly at: 'group'; readonly group: string }
  | { readonly at: 'search'; readonly query: string };

/** What is known in a visit. Imports no step, so that each step can name the facts that it needs and adds. */
export interface VisitFacts {
  readonly service: Service;
  readonly tier: PriceTier;
  /** The only fact that payment reads. */
  readonly quote: Quote;
  readonly person: IdentifiedPerson;
  /** Set if a card's zone is not enough. */
  readonly confirmed: IdentityConfirmation;
  readonly prefill: RegisterPrefill;
  /** Person of the visit before, until this visit lodges an application. */
  readonly known: IdentifiedPerson;
  readonly answers: Readonly<Record<string, string>>;
  /** Place of a parked visit, until the form has opened there. */
  readonly place: FormPlace;
  readonly slot: ChosenSlot;
  readonly due: ChosenDues;
  readonly unknownDues: number;
  readonly found: FoundApplication;
  readonly moved: true;
  /** Existing appointment of the person. Because of it, the office refused a second appointment. */
  readonly booking: { readonly service: string; readonly person: IdentifiedPerson };
  readonly lookUps: number;
  /** How many identifications by the phone were begun. */
  readonly phoneTries: number;
  readonly again: string;
  readonly looking: SearchPosition;
}

export type VisitFactName = keyof VisitFacts;
