import type { Assurance, IdentityDocument } from '../../../drivers/id-reader/contract.ts';
import type { FoundApplication } from '../../back-office/contract.ts';
import type { KnownChild, KnownPhone } from '../../back-office/known.ts';
import type { Service, ServiceTier } from '../../catalogue/schema.ts';
import type { Due, DueGone } from '../../words/due.ts';
import type { Quote } from '../../words/quote.ts';
import type { SlotPlace, SlotTime } from '../../words/slot.ts';

/** The person of the card, and how sure the kiosk is. */
export interface Person {
  readonly document: IdentityDocument;
  readonly assurance: Assurance;
  /** Known from the visit before: no card in this one. */
  readonly handedOver?: true;
}

/** How this visit confirmed that the citizen is the person of the card. */
export type Confirmed =
  | { readonly by: 'chip' }
  /** Key of the code sent to the phone of the register. */
  | { readonly by: 'code'; readonly code: string };

/** Register data of the person, so that the form asks less. It never leaves the visit. */
export interface Prefill {
  /** Key of the office's log entry; `null`: the kiosk did not ask. */
  readonly key: string | null;
  readonly children: readonly KnownChild[];
  readonly phone: KnownPhone | null;
}

/** An appointment that the office holds for this visit. */
export interface ChosenSlot extends SlotTime {
  /** Key of the hold: the application is lodged with it. */
  readonly key: string;
  readonly place: SlotPlace;
  /** At lodging it was no longer held: the citizen has to choose another. */
  readonly lost?: true;
}

/** The chosen dues, with the office's data at that moment. */
export interface ChosenDue {
  /** At least one. Several are paid together, each in full. */
  readonly dues: readonly Due[];
  /** Part of a single due, in qəpik; `null`: all. */
  readonly part: number | null;
  /** Answers that found the dues; `null`: the person's own list. */
  readonly foundBy: Facts['answers'] | null;
  /** The office refused the dues as shown: the visit reads them again. */
  readonly gone?: DueGone;
}

/** Where the citizen looks for a service. */
export type Looking =
  | { readonly at: 'home' }
  | { readonly at: 'group'; readonly group: string }
  | { readonly at: 'search'; readonly query: string };

/**
 * Facts that the steps of a visit find out. Flat and written by hand: it imports no step, so that each step can name what it needs and
 * adds. Nothing of it outlives the visit.
 */
export interface Facts {
  readonly service: Service;
  readonly tier: ServiceTier;
  /** All that paying knows. */
  readonly quote: Quote;
  readonly person: Person;
  /** If the service wants more than the zone of a card. */
  readonly confirmed: Confirmed;
  /** Only if a register can fill the form of the service. */
  readonly prefill: Prefill;
  /** The person of the visit before, until this visit hands an application over. */
  readonly known: Person;
  readonly answers: Readonly<Record<string, string>>;
  /** If the service is by appointment. */
  readonly slot: ChosenSlot;
  /** If the service pays dues. */
  readonly due: ChosenDue;
  /** Numbers without a due. */
  readonly unknownDues: number;
  /** Earlier application that this visit continues. */
  readonly found: FoundApplication;
  /** This visit moved its appointment. */
  readonly moved: true;
  /** Existing appointment for this service: the office refused another. */
  readonly booking: { readonly service: string; readonly person: Person };
  /** Codes that were not this person's. */
  readonly lookUps: number;
  /** Id of the service of the visit before, wanted again. */
  readonly again: string;
  /** Where the citizen found the service: *Back* leads there. */
  readonly looking: Looking;
}

export type Fact = keyof Facts;
