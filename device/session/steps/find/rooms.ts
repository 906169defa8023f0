import { type AnyMachineSnapshot, forwardTo } from 'xstate';
import type { StepEvent } from '../../visit/events.ts';
import { type Common, waitsForOffice } from '../../visit/step.ts';
import type { AppointmentInput } from '../appointment/appointment.machine.ts';
import type { ConfirmInput } from '../confirm/confirm.machine.ts';
import { type FindContext, serviceOfFound } from './finding.ts';

/* The rooms of other steps as they open inside this one: the same pages, about an application that was found. */

function commonOf({ catalogue, devices, language, today, dated, used }: FindContext): Common {
  return { catalogue, devices, language, today, dated, used, only: null, from: 'before' };
}

function serviceOf(context: FindContext) {
  const service = serviceOfFound(context);
  if (!service) throw new Error('only what this kiosk offers is moved or read here');
  return service;
}

/** One that was chosen and lost meanwhile is said to be gone. */
export const appointmentInput = (context: FindContext): AppointmentInput => ({
  ...commonOf(context),
  service: serviceOf(context),
  ...(context.slot && { slot: context.slot }),
});

export function confirmInput(context: FindContext): ConfirmInput {
  const { person } = context;
  if (!person) throw new Error('nobody is confirmed without a card');
  return { ...commonOf(context), service: serviceOf(context), person };
}

/** Passes these events on to the step inside. */
export const heardBy = (child: 'appointment' | 'confirm', types: readonly StepEvent['type'][]) =>
  Object.fromEntries(types.map((type) => [type, { actions: forwardTo(child) }]));

interface Heard {
  readonly context: FindContext;
  readonly event: { readonly snapshot: AnyMachineSnapshot };
}

/** When the step inside begins or ends to wait for the office, so does this step. */
export const noteInner = {
  guard: ({ context, event }: Heard) => context.innerWaits !== waitsForOffice(event.snapshot),
  actions: { type: 'noteInner' as const, params: ({ event }: Pick<Heard, 'event'>) => waitsForOffice(event.snapshot) },
};
