import { assign, raise } from 'xstate';
import { resetForServiceChoice } from './routing.ts';
import { sessionSetup } from './session.setup.ts';

export const parkingState = sessionSetup.createStateConfig({
  description: 'The office stores the sealed visit. Then the printer prints the slip.',
  entry: raise({ type: 'journey.moved' }),
  invoke: {
    src: 'park',
    input: ({ context }) => context,
    onDone: [
      {
        description: 'the office has stored it',
        guard: ({ event }) => event.output.ok,
        target: 'parked',
        actions: [
          'releaseSlot',
          assign(({ context, event: { output } }) =>
            output.ok ? { ...resetForServiceChoice(context), facts: {}, parked: output.value } : {},
          ),
        ],
      },
      { target: 'notParked' },
    ],
  },
});

export const notParkedState = sessionSetup.createStateConfig({
  description: 'The office did not confirm that it has stored the visit.',
  entry: raise({ type: 'journey.moved' }),
  on: { 'citizen.retry': 'parking', 'citizen.back': 'routing' },
});

export const parkedState = sessionSetup.createStateConfig({
  description: 'The citizen has the slip on paper, or its code on the screen. The kiosk has forgotten the visit.',
  entry: raise({ type: 'journey.moved' }),
});
