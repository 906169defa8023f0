/** The test's file has the title word for word. */
export interface ProvingTest {
  readonly file: string;
  readonly title: string;
}

export type Outcome = 'met' | 'partly' | 'not yet' | 'does not apply';

export interface Clause {
  readonly id: string;
  readonly asks: string;
  readonly outcome: Outcome;
  /** What is missing, or why the clause does not apply. Empty only if the outcome is `met`. */
  readonly because: string;
  readonly tests: readonly ProvingTest[];
  readonly byHand: string;
}

export interface ClauseGroup {
  readonly title: string;
  readonly intro: string;
  readonly clauses: readonly Clause[];
}

interface Proof {
  readonly tests?: readonly ProvingTest[];
  readonly byHand?: string;
}

const clause = (id: string, asks: string, outcome: Outcome, because: string, { tests = [], byHand = '' }: Proof) => ({
  id,
  asks,
  outcome,
  because,
  tests,
  byHand,
});

export const met = (id: string, asks: string, ...tests: readonly ProvingTest[]): Clause =>
  clause(id, asks, 'met', '', { tests });

export const partly = (id: string, asks: string, missing: string, proof: Proof): Clause =>
  clause(id, asks, 'partly', missing, proof);

export const notYet = (id: string, asks: string, missing: string, proof: Proof = {}): Clause =>
  clause(id, asks, 'not yet', missing, proof);

export const outside = (id: string, asks: string, why: string): Clause => clause(id, asks, 'does not apply', why, {});
