import { not } from 'xstate';
import { isInAnyState, MONEY_OR_PAPER_STATES, sessionSetup } from './session.setup.ts';

/** A region of its own: for a touch that `idleWarningRegion` takes, transitions of the parent do not run. */
export const everyPageRegion = sessionSetup.createStateConfig({
  description: 'Language, display and leaving, on every page.',
  on: {
    'devices.changed': { actions: 'noteDevices' },
    'citizen.language': { actions: 'setLanguage' },
    'citizen.display': { actions: 'setDisplay' },
    'citizen.finish': { guard: not(isInAnyState(MONEY_OR_PAPER_STATES)), target: '#session.over' },
  },
});

export const appointmentHoldRegion = sessionSetup.createStateConfig({
  description: 'The office holds an appointment for this visit, for as long as the visit lives.',
  initial: 'none',
  states: {
    none: { always: { guard: 'holdsSlot', target: 'held' } },
    held: {
      description: 'The kiosk extends the hold from time to time.',
      always: { guard: not('holdsSlot'), target: 'none' },
      after: { extendHold: { target: 'held', reenter: true, actions: 'extendHold' } },
    },
  },
});

const SIGNS_OF_LIFE = {
  'citizen.*': { target: 'attentive', actions: ['noteReading', 'uncover'] },
  'document.*': { guard: 'asksForCard', target: 'attentive' },
  'scan.*': 'attentive',
  'journey.*': 'attentive',
  'presence.changed': { guard: 'cameBack', target: 'attentive' },
} as const;

export const idleWarningRegion = sessionSetup.createStateConfig({
  description: 'Whether the citizen is still there.',
  initial: 'attentive',
  states: {
    attentive: {
      description: 'The citizen is there.',
      after: {
        idle: [
          { guard: 'mayLeave', target: 'warned' },
          { target: 'attentive', reenter: true },
        ],
      },
      on: {
        'citizen.*': { target: 'attentive', reenter: true, actions: ['noteReading', 'uncover'] },
        'document.*': { guard: 'asksForCard', target: 'attentive', reenter: true },
        'scan.*': { target: 'attentive', reenter: true },
        'journey.*': { target: 'attentive', reenter: true },
        'presence.changed': { guard: 'leftBeforeLodging', target: 'absent' },
      },
    },
    absent: {
      description: 'The sensor sees no person. A touch shows that the citizen is still there.',
      after: {
        absent: [
          { guard: 'mayLeave', target: 'warned' },
          { target: 'attentive', reenter: true },
        ],
      },
      on: SIGNS_OF_LIFE,
    },
    warned: {
      description: 'The page asks whether the citizen is still there.',
      after: { grace: '#session.over' },
      on: SIGNS_OF_LIFE,
    },
  },
});
