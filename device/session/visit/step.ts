import type { AnyMachineSnapshot, SnapshotFrom, StateMachine } from 'xstate';
import type { TextSettings } from '../../catalogue/easy.ts';
import type { Catalogue } from '../../catalogue/schema.ts';
import type { DisplaySettings } from '../../words/display.ts';
import type { Language } from '../../words/language.ts';
import type { ProgressStep } from '../../words/progress.ts';
import type { TroubleCode } from '../../words/trouble.ts';
import type { Devices } from './devices.ts';
import type { StepEvent } from './events.ts';
import type { VisitFactName, VisitFacts } from './facts.ts';

export interface StepBaseInput {
  readonly catalogue: Catalogue;
  /** Devices when the step opens; `devices.changed` brings changes. */
  readonly devices: Devices;
  readonly language: Language;
  /** ISO date, in the centre's time zone. */
  readonly today: string;
  /** Whether the clock is set. */
  readonly dated: boolean;
  /** Uses of each service id before today; the same for the whole visit. */
  readonly used: Readonly<Record<string, number>>;
  /** Row of *check your answers* that the citizen changes; `null`: no row, but the whole step. */
  readonly only: string | null;
  /** `after`: the step opens at its last page. */
  readonly from: 'before' | 'after';
}

/** `N`: facts that the step needs; `R`: facts that may be there; `A`: facts that it added before. */
export type StepInput<
  N extends VisitFactName = never,
  R extends VisitFactName = never,
  A extends VisitFactName = never,
> = StepBaseInput & Pick<VisitFacts, N> & Partial<Pick<VisitFacts, R | A>>;

/** `F`: facts that the step adds. */
export type StepEnd<F = Partial<VisitFacts>> =
  | { readonly end: 'done'; readonly facts: F }
  /** Facts: the choices so far, for the next opening. */
  | { readonly end: 'back'; readonly facts: Partial<F> }
  | { readonly end: 'cannot'; readonly code: TroubleCode }
  /** A found application or service replaces this one; `to`: how it goes on. */
  | { readonly end: 'takeUp'; readonly facts: Partial<VisitFacts>; readonly to: 'check' | 'print' | 'show' | 'begin' }
  /** The parked visit goes on, with its language and display settings. */
  | {
      readonly end: 'takeUp';
      readonly facts: Partial<VisitFacts>;
      readonly to: 'resume';
      /** `isAnswered`: whether the form was answered. */
      readonly frame: {
        readonly language: Language;
        readonly display: DisplaySettings;
        readonly isAnswered: boolean;
      };
    };

export interface AnswerReviewRow {
  readonly label: string;
  readonly value: string;
  /** What `citizen.edit` names; `null`: the citizen cannot change this row. */
  readonly edit: string | null;
}

export interface StepViewInput extends TextSettings {
  readonly devices: Devices;
  readonly qrOf: (reference: string) => string;
}

/** Tag of a state in which a reader event is a sign of the citizen. */
export const ASKS_FOR_CARD = 'asksForCard';
/** Tag of a state that waits for the office. The answer brings another page, which restarts the idle time. */
export const WAITS_FOR_OFFICE = 'waitsForOffice';
/** Tag of a state in which the citizen works elsewhere, until the office ends it. */
export const ENDS_BY_ITSELF = 'endsByItself';
export type StepTag = typeof ASKS_FOR_CARD | typeof WAITS_FOR_OFFICE | typeof ENDS_BY_ITSELF;

/** Whether a step waits for the office, or the step inside it does (`innerWaits`). */
export const waitsForOffice = (step: AnyMachineSnapshot): boolean =>
  step.hasTag(WAITS_FOR_OFFICE) || (step.context as { readonly innerWaits?: boolean }).innerWaits === true;

// biome-ignore lint/suspicious/noExplicitAny: each machine has its own types here; a step promises only events, tag, input and output
type Own = any;

type Machine<I, O> = StateMachine<Own, StepEvent, Own, Own, Own, Own, Own, Own, StepTag, I, O, Own, Own, Own>;

interface StepParts<N extends VisitFactName, R extends VisitFactName, A extends VisitFactName, M, S, V> {
  readonly needs: readonly N[];
  readonly reads?: readonly R[];
  readonly adds: readonly A[];
  readonly changes?: readonly R[];
  /** Whether the step's facts still fit later choices; else the step comes again. Absent: always. */
  readonly holds?: (facts: Partial<VisitFacts>, day: Pick<StepBaseInput, 'today' | 'dated'>) => boolean;
  /** Whether *back* opens the step again. `false` for a card: once read, it stays read. */
  readonly reopens: boolean;
  /** Place in the progress line; `null`: before its first place. */
  readonly progress: ProgressStep | null;
  /** Going back past the step forgets its facts. */
  readonly again?: true;
  readonly machine: M;
  readonly takes: readonly StepEvent['type'][];
  readonly view: (snapshot: S, seen: StepViewInput) => V;
  /** What guards and views depend on: to tests, snapshots with equal keys are the same. */
  readonly key: (snapshot: S) => unknown;
  readonly lodges?: (facts: Partial<VisitFacts>) => Readonly<Record<string, string>>;
  /** Entries so far in this step, for parking the visit; `null`: only the ended steps have entries. */
  readonly openEntries?: (snapshot: S) => Partial<VisitFacts> | null;
  /** Events for tests, which check that each has an effect. */
  readonly examples?: readonly StepEvent[];
  readonly rows?: (facts: Partial<VisitFacts>, language: Language) => readonly AnswerReviewRow[];
  /** Whether typing this text into the empty field of the page answers it. Absent: no scanned text fits. */
  readonly takesText?: (snapshot: S, text: string) => boolean;
  readonly edits?: (row: string, facts: Partial<VisitFacts>) => boolean;
}

export type VisitStepDefinition<
  N extends VisitFactName,
  R extends VisitFactName,
  A extends VisitFactName,
  M,
  S,
  V,
> = StepParts<N, R, A, M, S, V> &
  Required<Pick<StepParts<N, R, A, M, S, V>, 'reads' | 'lodges' | 'rows' | 'edits' | 'takesText' | 'openEntries'>>;

/**
 * Declares a step, with defaults for what most steps lack. The compiler checks that the machine uses only the facts that the step names.
 */
export const defineVisitStep = <
  const N extends VisitFactName,
  const A extends VisitFactName,
  M extends Machine<StepInput<N, R, A>, StepEnd<Pick<VisitFacts, A>>>,
  V extends { readonly show: string },
  const R extends VisitFactName = never,
>(
  parts: StepParts<N, R, A, M, SnapshotFrom<M>, V>,
): VisitStepDefinition<N, R, A, M, SnapshotFrom<M>, V> => ({
  reads: [],
  lodges: () => ({}),
  rows: () => [],
  edits: () => false,
  takesText: () => false,
  openEntries: () => null,
  ...parts,
});
