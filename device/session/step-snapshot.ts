import type { AnyMachineSnapshot, MachineContext, MachineSnapshot, MetaObject, StateSchema, StateValue } from 'xstate';
import type { StepEvent } from './visit/events.ts';
import type { StepEnd, StepTag } from './visit/step.ts';

export type StepSnapshot = MachineSnapshot<
  MachineContext,
  StepEvent,
  AnyMachineSnapshot['children'],
  StateValue,
  StepTag,
  StepEnd,
  MetaObject,
  StateSchema
>;
