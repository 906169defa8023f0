import type { Assurance, IdentityDocument } from '../../../drivers/id-reader/contract.ts';
import type { FoundApplication } from '../../back-office/contract.ts';
import type { Service, ServiceTier } from '../../catalogue/schema.ts';
import type { Quote } from '../../words/quote.ts';

/** Whose card was read, and how sure we are of it. */
export interface Person {
  readonly document: IdentityDocument;
  readonly assurance: Assurance;
}

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
  readonly answers: Readonly<Record<string, string>>;
  /** An application of before that is gone on with. */
  readonly found: FoundApplication;
  /** How many codes were not this person's. */
  readonly lookUps: number;
}

export type Fact = keyof Facts;
