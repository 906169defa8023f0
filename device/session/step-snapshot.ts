import type { AnyMachineSnapshot, MachineContext, MachineSnapshot, MetaObject, StateSchema, StateValue } from 'xstate';
import type { StepEvent } from './visit/events.ts';
import type { ASKS_FOR_CARD, Ends } from './visit/step.ts';

/** What the visit sees of a step that runs. */
export type StepSnapshot = MachineSnapshot<
  MachineContext,
  StepEvent,
  AnyMachineSnapshot['children'],
  StateValue,
  typeof ASKS_FOR_CARD,
  Ends,
  MetaObject,
  StateSchema
>;
