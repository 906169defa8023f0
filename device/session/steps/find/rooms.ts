import type { AnyMachineSnapshot } from 'xstate';
import { type StepBaseInput, waitsForOffice } from '../../visit/step.ts';
import type { AppointmentInput } from '../appointment/appointment.machine.ts';
import type { ConfirmInput } from '../confirm/confirm.machine.ts';
import { type FindContext, serviceOfFound } from './finding.ts';

function commonOf({ catalogue, devices, language, today, dated, used }: FindContext): StepBaseInput {
  return { catalogue, devices, language, today, dated, used, only: null, from: 'before' };
}

function serviceOf(context: FindContext) {
  const service = serviceOfFound(context);
  if (!service) throw new Error('a found application needs a service that this kiosk offers');
  return service;
}

/** Input of the appointment step. If the chosen time was lost, the step opens with this time and says so. */
export const appointmentInput = (context: FindContext): AppointmentInput => ({
  ...commonOf(context),
  service: serviceOf(context),
  ...(context.slot && { slot: context.slot }),
});

export function confirmInput(context: FindContext): ConfirmInput {
  const { person } = context;
  if (!person) throw new Error('a confirmation needs a card');
  return { ...commonOf(context), service: serviceOf(context), person };
}

interface Heard {
  readonly context: FindContext;
  readonly event: { readonly snapshot: AnyMachineSnapshot };
}

/** While the step inside waits for the office, this step waits too. */
export const innerWaitingTransition = {
  guard: ({ context, event }: Heard) => context.innerWaits !== waitsForOffice(event.snapshot),
  actions: { type: 'noteInner' as const, params: ({ event }: Pick<Heard, 'event'>) => waitsForOffice(event.snapshot) },
};
