import { serviceOf } from './context.ts';
import { sessionSetup } from './session.setup.ts';

/** The last page: how was it, and whether there is something else. It ends by itself. */
export const surveying = sessionSetup.createStateConfig({
  after: { doneLingers: '#session.over' },
  initial: 'asking',
  on: { 'citizen.another': { target: 'choosing', actions: 'forgetVisit' } },
  states: {
    asking: { on: { 'citizen.survey': { target: 'thanking', actions: 'noteScore' } } },
    thanking: {
      invoke: {
        src: 'report',
        input: ({ context }) => ({ service: serviceOf(context).id, score: context.survey ?? 0 }),
      },
    },
  },
});
