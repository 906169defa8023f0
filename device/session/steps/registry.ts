import type { AnyMachineSnapshot } from 'xstate';
import type { Service } from '../../catalogue/schema.ts';
import type { Fact, Facts } from '../visit/facts.ts';
import type { CheckRow, ViewInput } from '../visit/step.ts';
import { appointmentStepDefinition } from './appointment/step.ts';
import { chooseStepDefinition } from './choose/step.ts';
import { confirmStepDefinition } from './confirm/step.ts';
import { dueStepDefinition } from './due/step.ts';
import { findStepDefinition } from './find/step.ts';
import { formStepDefinition } from './form/step.ts';
import { identifyStepDefinition } from './identify/step.ts';
import { prefillStepDefinition, registerDataFor } from './prefill/step.ts';
import { quoteStepDefinition } from './quote/step.ts';
import { requirementsStepDefinition } from './requirements/step.ts';

/** Steps in the order of their rows on *check your answers*. */
export const STEPS = {
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
} as const;

export type StepKind = keyof typeof STEPS;

export const FIRST_STEP = 'choose';

export const STEP_KINDS = Object.keys(STEPS) as readonly StepKind[];

export const isStepKind = (name: string): name is StepKind => Object.hasOwn(STEPS, name);

export type StepView = ReturnType<(typeof STEPS)[StepKind]['view']>;

/** The steps of a service, in the order in which they are taken. */
export const stepsOfService = (service: Service): readonly StepKind[] =>
  planned(service, registerDataFor(service).length > 0);

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

export const factsNeededBy = (kind: StepKind): readonly Fact[] => STEPS[kind].needs;

export const factsFor = (kind: StepKind): readonly Fact[] => {
  const { needs, reads, adds } = STEPS[kind];
  return [...needs, ...reads, ...adds];
};

export const stepViewOf = (kind: StepKind, snapshot: AnyMachineSnapshot, seen: ViewInput): StepView =>
  (STEPS[kind].view as (snapshot: AnyMachineSnapshot, seen: ViewInput) => StepView)(snapshot, seen);

export const stepTakesText = (kind: StepKind, snapshot: AnyMachineSnapshot, text: string): boolean =>
  (STEPS[kind].takesText as (snapshot: AnyMachineSnapshot, text: string) => boolean)(snapshot, text);

export const checkRowsOf = (facts: Partial<Facts>, language: ViewInput['language']): readonly CheckRow[] =>
  STEP_KINDS.flatMap((kind) => STEPS[kind].rows(facts, language));

/** Answers of all steps, as the back office gets them. */
export const lodgedBy = (facts: Partial<Facts>): Readonly<Record<string, string>> =>
  Object.assign({}, ...STEP_KINDS.map((kind) => STEPS[kind].lodges(facts)));

/** The step that changes a row of *check your answers*, or `undefined`. */
export const stepOfRow = (row: string, facts: Partial<Facts>): StepKind | undefined =>
  STEP_KINDS.find((kind) => STEPS[kind].edits(row, facts));
