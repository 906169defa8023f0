import type { Assurance, IdentityDocument } from '../../../drivers/id-reader/contract.ts';
import type { FoundApplication } from '../../back-office/contract.ts';
import type { KnownChild, KnownPhone } from '../../back-office/known.ts';
import type { Service, ServiceTier } from '../../catalogue/schema.ts';
import type { Due, DueUnpayable } from '../../words/due.ts';
import type { Quote } from '../../words/quote.ts';
import type { SlotPlace, SlotTime } from '../../words/slot.ts';

export interface IdentifiedPerson {
  readonly document: IdentityDocument;
  readonly assurance: Assurance;
  /** No card in this visit. */
  readonly handedOver?: true;
}

/** Confirmed in this visit. */
export type IdentityConfirmation =
  | { readonly by: 'chip' }
  /** Key of the code sent to the phone of the register. */
  | { readonly by: 'code'; readonly code: string };

/** Register data, so that the form asks less. Never leaves the visit. */
export interface Prefill {
  /** Of the office's log entry; `null`: not asked. */
  readonly key: string | null;
  readonly children: readonly KnownChild[];
  readonly phone: KnownPhone | null;
}

export interface ChosenSlot extends SlotTime {
  /** Of the hold: the application is lodged with it. */
  readonly key: string;
  readonly place: SlotPlace;
  /** No longer held at lodging: the citizen chooses another. */
  readonly lost?: true;
}

/** With the office's data at that moment. */
export interface ChosenDue {
  /** At least one. Several are paid in full. */
  readonly dues: readonly Due[];
  /** Of a single due, in qəpik; `null`: all. */
  readonly part: number | null;
  /** Answers that found them; `null`: the person's own list. */
  readonly foundBy: Facts['answers'] | null;
  /** Refused as shown: the visit reads them again. */
  readonly gone?: DueUnpayable;
}

export type SearchPosition =
  | { readonly at: 'home' }
  | { readonly at: 'group'; readonly group: string }
  | { readonly at: 'search'; readonly query: string };

/** Flat and written by hand: imports no step, so that each step can name what it needs and adds. Nothing outlives the visit. */
export interface Facts {
  readonly service: Service;
  readonly tier: ServiceTier;
  /** All that paying knows. */
  readonly quote: Quote;
  readonly person: IdentifiedPerson;
  /** If a card's zone is not enough. */
  readonly confirmed: IdentityConfirmation;
  /** Only if a register can fill the form. */
  readonly prefill: Prefill;
  /** Of the visit before, until this one hands an application over. */
  readonly known: IdentifiedPerson;
  readonly answers: Readonly<Record<string, string>>;
  /** If the service is by appointment. */
  readonly slot: ChosenSlot;
  /** If the service pays dues. */
  readonly due: ChosenDue;
  /** Numbers without a due. */
  readonly unknownDues: number;
  readonly found: FoundApplication;
  /** The found application's appointment. */
  readonly moved: true;
  /** Existing appointment: the office refused another. */
  readonly booking: { readonly service: string; readonly person: IdentifiedPerson };
  /** Codes that were not this person's. */
  readonly lookUps: number;
  /** Service of the visit before, wanted again. */
  readonly again: string;
  /** *Back* leads there. */
  readonly looking: SearchPosition;
}

export type Fact = keyof Facts;
