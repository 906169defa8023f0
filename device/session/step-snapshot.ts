import type { AnyMachineSnapshot, MachineContext, MachineSnapshot, MetaObject, StateSchema, StateValue } from 'xstate';
import type { StepEvent } from './visit/events.ts';
import type { Ends, StepTag } from './visit/step.ts';

/** The part of a running step that the visit sees. */
export type StepSnapshot = MachineSnapshot<
  MachineContext,
  StepEvent,
  AnyMachineSnapshot['children'],
  StateValue,
  StepTag,
  Ends,
  MetaObject,
  StateSchema
>;
