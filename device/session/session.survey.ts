import { sessionSetup } from './session.setup.ts';

/** The last page: how was it, and whether there is something else. The face that was touched last counts, and is told when the page goes. */
export const surveying = sessionSetup.createStateConfig({
  exit: 'reportScore',
  on: {
    'citizen.survey': { actions: 'noteScore' },
    'citizen.another': { target: 'choosing', actions: 'forgetVisit' },
  },
});
