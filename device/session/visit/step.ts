import type { AnyMachineSnapshot, SnapshotFrom, StateMachine } from 'xstate';
import type { Catalogue } from '../../catalogue/schema.ts';
import type { Language } from '../../words/language.ts';
import type { ProgressStep } from '../../words/progress.ts';
import type { TroubleCode } from '../../words/trouble.ts';
import type { Devices } from './devices.ts';
import type { StepEvent } from './events.ts';
import type { Fact, Facts } from './facts.ts';

export interface StepBaseInput {
  readonly catalogue: Catalogue;
  /** At its opening; `devices.changed` brings changes. */
  readonly devices: Devices;
  readonly language: Language;
  /** ISO date, in the centre's time zone. */
  readonly today: string;
  /** Whether `today` can be believed: else no day is promised. */
  readonly dated: boolean;
  /** By service id, before today; the same for the whole visit. */
  readonly used: Readonly<Record<string, number>>;
  /** Only row of *check your answers* to change; `null`: everything. */
  readonly only: string | null;
  /** `after`: a step of several pages opens at its last page. */
  readonly from: 'before' | 'after';
}

/** `needs` are there, `reads` may be, `adds` are there when it opens again. */
export type StepInput<N extends Fact = never, R extends Fact = never, A extends Fact = never> = StepBaseInput &
  Pick<Facts, N> &
  Partial<Pick<Facts, R | A>>;

/** `F`: the facts that the step adds. */
export type StepEnd<F = Partial<Facts>> =
  | { readonly end: 'done'; readonly facts: F }
  /** With the choices so far, for the next opening. */
  | { readonly end: 'back'; readonly facts: Partial<F> }
  /** The page of the code says what the citizen can do. */
  | { readonly end: 'cannot'; readonly code: TroubleCode }
  /** `found` replaces this application: what to do with it. */
  | { readonly end: 'takeUp'; readonly facts: Partial<Facts>; readonly to: 'check' | 'print' | 'show' | 'begin' };

export interface CheckRow {
  readonly label: string;
  readonly value: string;
  /** For `edit`; `null`: from the card. */
  readonly edit: string | null;
}

export interface ViewInput {
  readonly language: Language;
  readonly devices: Devices;
  /** Address of an application's state. */
  readonly qrOf: (reference: string) => string;
}

/** Tag: asks for a card. A reader event is a sign of the citizen. */
export const ASKS_FOR_CARD = 'asksForCard';
/** Tag: waits for the office. Its answer brings another page, which restarts the idle time. */
export const WAITS_FOR_OFFICE = 'waitsForOffice';
export type StepTag = typeof ASKS_FOR_CARD | typeof WAITS_FOR_OFFICE;

/** Whether a step waits for the office, or the step inside it does (`innerWaits`). */
export const waitsForOffice = (step: AnyMachineSnapshot): boolean =>
  step.hasTag(WAITS_FOR_OFFICE) || (step.context as { readonly innerWaits?: boolean }).innerWaits === true;

// biome-ignore lint/suspicious/noExplicitAny: each machine has its own types here; a step promises only events, tag, input and output
type Own = any;

type Machine<I, O> = StateMachine<Own, StepEvent, Own, Own, Own, Own, Own, Own, StepTag, I, O, Own, Own, Own>;

interface StepParts<N extends Fact, R extends Fact, A extends Fact, M, S, V> {
  readonly needs: readonly N[];
  readonly reads?: readonly R[];
  readonly adds: readonly A[];
  /** Facts of earlier steps that may differ at its end. */
  readonly changes?: readonly R[];
  /** Whether its facts still fit later choices; else it is taken again. Absent: always. */
  readonly holds?: (facts: Partial<Facts>, day: Pick<StepBaseInput, 'today' | 'dated'>) => boolean;
  /** `false` for a card: once read, it stays read. */
  readonly reopens: boolean;
  /** In the line of progress; `null`: before everything. */
  readonly progress: ProgressStep | null;
  /** Going back past it forgets its facts: it is taken again. */
  readonly again?: true;
  readonly machine: M;
  readonly takes: readonly StepEvent['type'][];
  readonly view: (snapshot: S, seen: ViewInput) => V;
  /** What guards and views depend on. The walked model treats snapshots with one key as the same. */
  readonly key: (snapshot: S) => unknown;
  /** For the back office, besides tier, person and the found application. */
  readonly lodges?: (facts: Partial<Facts>) => Readonly<Record<string, string>>;
  /** For the walk of the contract: each taken event must have an effect there. */
  readonly examples?: readonly StepEvent[];
  readonly rows?: (facts: Partial<Facts>, language: Language) => readonly CheckRow[];
  /** Whether this step changes this row. Absent: never. */
  readonly edits?: (row: string, facts: Partial<Facts>) => boolean;
}

export type Step<N extends Fact, R extends Fact, A extends Fact, M, S, V> = StepParts<N, R, A, M, S, V> &
  Required<Pick<StepParts<N, R, A, M, S, V>, 'reads' | 'lodges' | 'rows' | 'edits'>>;

/** Declares a step, with defaults for what most steps lack. The compiler holds the machine to the facts that the step names. */
export const step = <
  const N extends Fact,
  const A extends Fact,
  M extends Machine<StepInput<N, R, A>, StepEnd<Pick<Facts, A>>>,
  V extends { readonly show: string },
  const R extends Fact = never,
>(
  parts: StepParts<N, R, A, M, SnapshotFrom<M>, V>,
): Step<N, R, A, M, SnapshotFrom<M>, V> => ({
  reads: [],
  lodges: () => ({}),
  rows: () => [],
  edits: () => false,
  ...parts,
});
