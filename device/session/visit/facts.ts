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
  /** Set if the card was read in the visit before, not in this visit. */
  readonly handedOver?: true;
}

/** How the person was confirmed in this visit. */
export type IdentityConfirmation =
  | { readonly by: 'chip' }
  /** `code`: key of the code sent to the phone in the register. */
  | { readonly by: 'code'; readonly code: string };

/** Register data that answers questions of the form. Never leaves the visit. */
export interface Prefill {
  /** Key of the office's log entry; `null`: the office was not asked. */
  readonly key: string | null;
  readonly children: readonly KnownChild[];
  readonly phone: KnownPhone | null;
}

export interface ChosenSlot extends SlotTime {
  /** Key of the hold, for lodging the application. */
  readonly key: string;
  readonly place: SlotPlace;
  /** Set if the office no longer held the time at lodging: the citizen chooses another. */
  readonly lost?: true;
}

/** Chosen dues, with the office's data at that moment. */
export interface ChosenDue {
  /** At least one due. Several dues are paid in full. */
  readonly dues: readonly Due[];
  /** Qəpik to pay of a single due; `null`: all. */
  readonly part: number | null;
  /** Answers that found the dues; `null`: the person's own list. */
  readonly foundBy: Facts['answers'] | null;
  /** Why the office refused the dues as shown: the visit reads them again. */
  readonly gone?: DueUnpayable;
}

export type SearchPosition =
  | { readonly at: 'home' }
  | { readonly at: 'group'; readonly group: string }
  | { readonly at: 'search'; readonly query: string };

/**
 * What is known in a visit; nothing outlives it. Flat, and imports no step, so that each step can name the facts that it needs and adds.
 */
export interface Facts {
  readonly service: Service;
  readonly tier: ServiceTier;
  /** The only fact that payment reads. */
  readonly quote: Quote;
  readonly person: IdentifiedPerson;
  /** Set if a card's zone is not enough. */
  readonly confirmed: IdentityConfirmation;
  /** Set if a register can fill the form. */
  readonly prefill: Prefill;
  /** Person of the visit before, until this visit lodges an application. */
  readonly known: IdentifiedPerson;
  readonly answers: Readonly<Record<string, string>>;
  /** Chosen time, if the service is by appointment. */
  readonly slot: ChosenSlot;
  /** Chosen dues, if the service pays dues. */
  readonly due: ChosenDue;
  /** How many typed numbers had no due. */
  readonly unknownDues: number;
  readonly found: FoundApplication;
  /** Set if the found application's appointment was moved. */
  readonly moved: true;
  /** Existing appointment, for which the office refused another. */
  readonly booking: { readonly service: string; readonly person: IdentifiedPerson };
  /** How many typed codes were not this person's. */
  readonly lookUps: number;
  /** Id of the service of the visit before, wanted again. */
  readonly again: string;
  /** Page of the search that *back* leads to. */
  readonly looking: SearchPosition;
}

export type Fact = keyof Facts;
