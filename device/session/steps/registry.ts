import type { AnyMachineSnapshot } from 'xstate';
import type { Service } from '../../catalogue/schema.ts';
import type { VisitFactName, VisitFacts } from '../visit/facts.ts';
import type { AnswerReviewRow, StepViewInput } from '../visit/step.ts';
import { appointmentStepDefinition } from './appointment/step.ts';
import { chooseStepDefinition } from './choose/step.ts';
import { confirmStepDefinition } from './confirm/step.ts';
import { dueStepDefinition } from './due/step.ts';
import { findStepDefinition } from './find/step.ts';
import { formStepDefinition } from './form/step.ts';
import { identifyStepDefinition } from './identify/step.ts';
import { prefillStepDefinition, registerDataKindsFor } from './prefill/step.ts';
import { quoteStepDefinition } from './quote/step.ts';
import { requirementsStepDefinition } from './requirements/step.ts';
import { resumeStepDefinition } from './resume/step.ts';

/** Steps in the order of their rows on *check your answers*. */
export const VISIT_STEPS = {
  choose: chooseStepDefinition,
  identify: identifyStepDefinition,
  confirm: confirmStepDefinition,
  prefill: prefillStepDefinition,
  requirements: requirementsStepDefinition,
  form: formStepDefinition,
  appointment: appointmentStepDefinition,
  due: dueStepDefinition,
  quote: quoteStepDefinition,
  find: findStepDefinition,
  resume: resumeStepDefinition,
} as const;

export type StepKind = keyof typeof VISIT_STEPS;

export const FIRST_STEP = 'choose';

export const STEP_KINDS = Object.keys(VISIT_STEPS) as readonly StepKind[];

export const isStepKind = (name: string): name is StepKind => Object.hasOwn(VISIT_STEPS, name);

export type StepView = ReturnType<(typeof VISIT_STEPS)[StepKind]['view']>;

/** The steps of a service, in the order in which they are taken. */
export const stepsOfService = (service: Service): readonly StepKind[] =>
  planned(service, registerDataKindsFor(service).length > 0);

const planned = (
  { identification, questions, appointment: booked, due: owed }: Service,
  asksRegisters: boolean,
): readonly StepKind[] => [
  'requirements',
  ...(identification === 'none' ? [] : (['identify'] as const)),
  ...(identification === 'code' ? (['confirm'] as const) : []),
  ...(asksRegisters ? (['prefill'] as const) : []),
  ...(questions.length > 0 ? (['form'] as const) : []),
  ...(booked ? (['appointment'] as const) : []),
  ...(owed ? (['due'] as const) : []),
  'quote',
];

export const factsNeededBy = (kind: StepKind): readonly VisitFactName[] => VISIT_STEPS[kind].needs;

export const factsUsedByStep = (kind: StepKind): readonly VisitFactName[] => {
  const { needs, reads, adds } = VISIT_STEPS[kind];
  return [...needs, ...reads, ...adds];
};

export const stepViewOf = (kind: StepKind, snapshot: AnyMachineSnapshot, seen: StepViewInput): StepView =>
  (VISIT_STEPS[kind].view as (snapshot: AnyMachineSnapshot, seen: StepViewInput) => StepView)(snapshot, seen);

export const stepTakesText = (kind: StepKind, snapshot: AnyMachineSnapshot, text: string): boolean =>
  (VISIT_STEPS[kind].takesText as (snapshot: AnyMachineSnapshot, text: string) => boolean)(snapshot, text);

export const openEntriesOf = (kind: StepKind, snapshot: AnyMachineSnapshot): Partial<VisitFacts> | null =>
  (VISIT_STEPS[kind].openEntries as (snapshot: AnyMachineSnapshot) => Partial<VisitFacts> | null)(snapshot);

export const answerReviewRowsOf = (
  facts: Partial<VisitFacts>,
  language: StepViewInput['language'],
): readonly AnswerReviewRow[] => STEP_KINDS.flatMap((kind) => VISIT_STEPS[kind].rows(facts, language));

/** Answers of all steps, as the back office gets them. */
export const answersToLodge = (facts: Partial<VisitFacts>): Readonly<Record<string, string>> =>
  Object.assign({}, ...STEP_KINDS.map((kind) => VISIT_STEPS[kind].lodges(facts)));

/** The step that changes a row of *check your answers*, or `undefined`. */
export const stepOfReviewRow = (row: string, facts: Partial<VisitFacts>): StepKind | undefined =>
  STEP_KINDS.find((kind) => VISIT_STEPS[kind].edits(row, facts));
