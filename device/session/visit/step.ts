import type { AnyMachineSnapshot, SnapshotFrom, StateMachine } from 'xstate';
import type { Catalogue } from '../../catalogue/schema.ts';
import type { Language } from '../../words/language.ts';
import type { ProgressStep } from '../../words/progress.ts';
import type { TroubleCode } from '../../words/trouble.ts';
import type { Devices } from './devices.ts';
import type { StepEvent } from './events.ts';
import type { Fact, Facts } from './facts.ts';

/** What every step of a visit is told when it opens. */
export interface Common {
  readonly catalogue: Catalogue;
  /** As they are now; the step is told of changes if it takes `devices.changed`. */
  readonly devices: Devices;
  /** In which language somebody is served when it opens. */
  readonly language: Language;
  /** ISO date of this visit, in the centre's time zone. */
  readonly today: string;
  /** Whether `today` can be believed: without that no day is promised. */
  readonly dated: boolean;
  /** How often each service was had at this kiosk of late, by its id; the same for the whole visit. */
  readonly used: Readonly<Record<string, number>>;
  /** The one row of *check your answers* that is changed, or `null`: everything is asked. */
  readonly only: string | null;
  /** The side from which the citizen comes. If the citizen goes back to a step of several pages, it opens at its last page. */
  readonly from: 'before' | 'after';
}

/** `needs` are there, `reads` may be, and what it `adds` is there when it is opened again. */
export type StepInput<N extends Fact = never, R extends Fact = never, A extends Fact = never> = Common &
  Pick<Facts, N> &
  Partial<Pick<Facts, R | A>>;

/** How a step ends. `F`: the facts that it adds. */
export type Ends<F = Partial<Facts>> =
  | { readonly end: 'done'; readonly facts: F }
  /** With what was chosen so far: it is there when the step opens again. */
  | { readonly end: 'back'; readonly facts: Partial<F> }
  /** Nothing more can be done here; the page of the code says what the citizen can do instead. */
  | { readonly end: 'cannot'; readonly code: TroubleCode }
  /** Another application takes the place of this one (`found` of the facts): what to do with it. */
  | { readonly end: 'takeUp'; readonly facts: Partial<Facts>; readonly to: 'check' | 'print' | 'show' | 'begin' };

/** One row of *check your answers*. */
export interface CheckRow {
  readonly label: string;
  readonly value: string;
  /** The value with which `edit` changes it; `null` if it comes from the card. */
  readonly edit: string | null;
}

/** What a view knows besides the step's own snapshot. */
export interface Seen {
  readonly language: Language;
  readonly devices: Devices;
  /** The address that says what became of an application, as a code. */
  readonly qrOf: (reference: string) => string;
}

/** The step asks for a card now: a reader that speaks is somebody who is there. */
export const ASKS_FOR_CARD = 'asksForCard';
/** The step waits for the office. The answer brings another page, so the idle minute begins again. */
export const WAITS_FOR_OFFICE = 'waitsForOffice';
export type StepTag = typeof ASKS_FOR_CARD | typeof WAITS_FOR_OFFICE;

/** Whether a step waits for the office, or the step inside it does (`innerWaits`). */
export const waitsForOffice = (step: AnyMachineSnapshot): boolean =>
  step.hasTag(WAITS_FOR_OFFICE) || (step.context as { readonly innerWaits?: boolean }).innerWaits === true;

// biome-ignore lint/suspicious/noExplicitAny: each machine has its own types here; a step promises only events, tag, input and output
type Own = any;

type Machine<I, O> = StateMachine<Own, StepEvent, Own, Own, Own, Own, Own, Own, StepTag, I, O, Own, Own, Own>;

/** Everything of one step on the device's side. */
interface StepParts<N extends Fact, R extends Fact, A extends Fact, M, S, V> {
  readonly needs: readonly N[];
  /** Absent: none. */
  readonly reads?: readonly R[];
  readonly adds: readonly A[];
  /** Facts of steps before it that may be others when it ends. */
  readonly changes?: readonly R[];
  /** Whether what it added still fits what was chosen since: where not, it is taken again. Without: always. */
  readonly holds?: (facts: Partial<Facts>, day: Pick<Common, 'today' | 'dated'>) => boolean;
  /** Whether a citizen who goes back comes to this step again. `false` for a card: once read, it stays read. */
  readonly reopens: boolean;
  /** Where its pages stand in the line of progress; `null`: before everything. */
  readonly progress: ProgressStep | null;
  /** If the citizen goes back past this step, the visit forgets what it added. The citizen then takes the step again. */
  readonly again?: true;
  readonly machine: M;
  /** The events that are forwarded to it. */
  readonly takes: readonly StepEvent['type'][];
  /** One page of it, as the glass gets it. */
  readonly view: (snapshot: S, seen: Seen) => V;
  /** The parts of the context on which guards and views depend. The walked model treats two snapshots with one key as the same. */
  readonly key: (snapshot: S) => unknown;
  /** The facts that the back office gets with the application, by name, besides tier, person and what was found. Absent: no facts. */
  readonly lodges?: (facts: Partial<Facts>) => Readonly<Record<string, string>>;
  /** Events with what they carry, for the walk of the contract: each that it takes has to do something there. */
  readonly examples?: readonly StepEvent[];
  /** The rows of this step on *check your answers*. Absent: none. */
  readonly rows?: (facts: Partial<Facts>, language: Language) => readonly CheckRow[];
  /** Whether the citizen changes this row in this step. Absent: never. */
  readonly edits?: (row: string, facts: Partial<Facts>) => boolean;
}

/** A step that `step` has completed. */
export type Step<N extends Fact, R extends Fact, A extends Fact, M, S, V> = StepParts<N, R, A, M, S, V> &
  Required<Pick<StepParts<N, R, A, M, S, V>, 'reads' | 'lodges' | 'rows' | 'edits'>>;

/** Declares a step, with defaults for what most steps lack. The compiler holds the machine to the facts that the step names. */
export const step = <
  const N extends Fact,
  const A extends Fact,
  M extends Machine<StepInput<N, R, A>, Ends<Pick<Facts, A>>>,
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
