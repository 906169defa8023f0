import { not } from 'xstate';
import { inAny, MOVING, sessionSetup } from './session.setup.ts';

/**
 * What holds on every page of a visit. A region of its own: as transitions of the parent, the touch that
 * `attention` counts would hide them.
 */
export const frame = sessionSetup.createStateConfig({
  on: {
    'devices.changed': { actions: 'noteDevices' },
    'citizen.language': { actions: 'setLanguage' },
    'citizen.display': { actions: 'toggleDisplay' },
    'citizen.finish': { guard: not(inAny(MOVING)), target: '#session.over' },
  },
});

/** An appointment that the office holds for this visit: for as long as the visit lives, and no longer. */
export const holding = sessionSetup.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'holdsSlot', target: 'held' } },
    held: {
      always: { guard: not('holdsSlot'), target: 'none' },
      after: { extendHold: { target: 'held', reenter: true, actions: 'extendHold' } },
    },
  },
});

/** Whether somebody is there: a touch or a card says so, a minute of nothing asks, half a minute more ends the visit. */
export const attention = sessionSetup.createStateConfig({
  initial: 'attentive',
  states: {
    attentive: {
      after: {
        idle: [
          { guard: 'mayLeave', target: 'warned' },
          { target: 'attentive', reenter: true },
        ],
      },
      on: {
        'citizen.*': { target: 'attentive', reenter: true },
        'document.*': { guard: 'asksForCard', target: 'attentive', reenter: true },
        'journey.*': { target: 'attentive', reenter: true },
      },
    },
    warned: {
      after: { grace: '#session.over' },
      on: {
        'citizen.*': 'attentive',
        'document.*': { guard: 'asksForCard', target: 'attentive' },
        'journey.*': 'attentive',
      },
    },
  },
});
