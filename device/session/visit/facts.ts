import type { Assurance, IdentityDocument } from '../../../drivers/id-reader/contract.ts';
import type { FoundApplication } from '../../back-office/contract.ts';
import type { KnownChild, KnownPhone } from '../../back-office/known.ts';
import type { Service, ServiceTier } from '../../catalogue/schema.ts';
import type { Due, DueGone } from '../../words/due.ts';
import type { Quote } from '../../words/quote.ts';
import type { SlotPlace, SlotTime } from '../../words/slot.ts';

/** Whose card was read, and how sure we are of it. */
export interface Person {
  readonly document: IdentityDocument;
  readonly assurance: Assurance;
  /** Known from the visit before: no card was shown in this one. */
  readonly handedOver?: true;
}

/** How the kiosk confirmed, in this visit, that the citizen is the person of the card. */
export type Confirmed =
  | { readonly by: 'chip' }
  /** By the key of the code that came to the phone of the register. */
  | { readonly by: 'code'; readonly code: string };

/** What the registers of the office know of the person, so that the form asks less. It never leaves the visit. */
export interface Prefill {
  /** The key under which the office records what it read; `null`: the kiosk did not ask. */
  readonly key: string | null;
  readonly children: readonly KnownChild[];
  readonly phone: KnownPhone | null;
}

/** An appointment that the office holds for this visit. */
export interface ChosenSlot extends SlotTime {
  /** Of the hold: the application is lodged with it. */
  readonly key: string;
  readonly place: SlotPlace;
  /** The office said at lodging that it is not held any more: another has to be chosen. */
  readonly lost?: true;
}

/** The dues that the citizen chose to pay, with the office's data at that moment. */
export interface ChosenDue {
  /** At least one due. Several dues are paid together, each in full. */
  readonly dues: readonly Due[];
  /** The part to pay of a single due, in qəpik; `null`: the full amount. */
  readonly part: number | null;
  /** The answers that found these dues; `null`: they came from the person's own list. */
  readonly foundBy: Facts['answers'] | null;
  /** Set if the office refused the dues as they were shown: the visit reads them again. */
  readonly gone?: DueGone;
}

/** Where somebody looks for a service: on the first page, in a group, or by what is typed. */
export type Looking =
  | { readonly at: 'home' }
  | { readonly at: 'group'; readonly group: string }
  | { readonly at: 'search'; readonly query: string };

/**
 * What the steps of a visit find out. Flat and written by hand: it imports no step, so that each step can say which of these it needs
 * and which it adds. Nothing of it outlives the visit.
 */
export interface Facts {
  readonly service: Service;
  readonly tier: ServiceTier;
  /** All that paying knows of the rest. */
  readonly quote: Quote;
  readonly person: Person;
  /** Where the service wants more than the zone of a card. */
  readonly confirmed: Confirmed;
  /** The answer of the registers. Present only if the form of the service can be filled from a register. */
  readonly prefill: Prefill;
  /** Who was known in the visit before, until an application is handed over in this one. */
  readonly known: Person;
  readonly answers: Readonly<Record<string, string>>;
  /** Where the service is done by appointment. */
  readonly slot: ChosenSlot;
  /** Where something that is owed is paid. */
  readonly due: ChosenDue;
  /** How many numbers nothing had. */
  readonly unknownDues: number;
  /** An earlier application that this visit continues. */
  readonly found: FoundApplication;
  /** This visit moved the appointment of the application that was found. */
  readonly moved: true;
  /** This person has an appointment for this service already: the office refused another. */
  readonly booking: { readonly service: string; readonly person: Person };
  /** How many codes were not this person's. */
  readonly lookUps: number;
  /** The id of the service of the visit before, which is wanted once more. */
  readonly again: string;
  /** The place where the citizen found the service. *Back* leads to that place. */
  readonly looking: Looking;
}

export type Fact = keyof Facts;
