import { and, forwardTo, not } from 'xstate';
import type { NextVisitInput, SessionInput } from './context.ts';
import {
  ADJUSTMENTS,
  adjustable,
  CALL_STAFF,
  FORGET_PERSON,
  FORGET_SCAN_REFUSAL,
  kioskSetup,
  OPEN_DOOR,
  SHOW_SCAN_REFUSAL,
} from './kiosk.setup.ts';
import { isKioskClosed } from './visit/devices.ts';

const attract = kioskSetup.createStateConfig({
  description: 'The first page waits for a citizen.',
  entry: ['releaseApplications', ...FORGET_PERSON],
  always: [
    { guard: 'staffWait', target: '#kiosk.maintenance' },
    { guard: 'isClosed', target: '#kiosk.closed' },
    { guard: 'nothingOffered', target: '#kiosk.outOfService' },
  ],
  ...adjustable,
  after: { cardLeftLimit: { guard: 'cardIsLeft', actions: 'tellCardLeft' } },
  on: {
    'citizen.start': [
      { guard: and([not('cardIsLeft'), 'opensDoor']), target: 'visiting', actions: ['beginVisit', OPEN_DOOR] },
      { guard: not('cardIsLeft'), target: 'visiting', actions: 'beginVisit' },
    ],
    'citizen.language': { target: '.adjusted', actions: 'setLanguage' },
    ...ADJUSTMENTS,
  },
});

export type DayAndServiceUse = Pick<SessionInput, 'today' | 'dated' | 'used'>;

/** Values are `null` unless the event ends a visit after which its citizen goes on. */
function handedOn(event: {
  readonly type: string;
  readonly output?: NextVisitInput | null;
}): Pick<SessionInput, 'known' | 'again' | 'list'> {
  const {
    known = null,
    again = null,
    list = null,
  } = (event.type === 'xstate.done.actor.session' && event.output) || {};
  return { known, again, list };
}

const visiting = (day: () => DayAndServiceUse) =>
  kioskSetup.createStateConfig({
    description: 'One visit. The kiosk forwards every event of the citizen and the devices to it.',
    entry: 'openDesk',
    exit: 'closeDesk',
    invoke: {
      id: 'session',
      src: 'session',
      input: ({ context, event }) => ({
        visit: context.visit,
        language: context.language,
        display: context.display,
        devices: context.devices,
        catalogue: context.catalogue,
        ...handedOn(event),
        ...day(),
      }),
      onDone: [
        {
          description: 'the citizen goes on',
          guard: ({ context, event }) =>
            event.output !== null && !context.ending && context.staff === null && !isKioskClosed(context.devices),
          target: 'visiting',
          reenter: true,
          actions: ['releaseApplications', { type: 'beginAnother', params: ({ event }) => event.output }],
        },
        { target: 'attract', actions: 'noteCardLeft' },
      ],
      onError: {
        target: '#kiosk.broken',
        actions: { type: 'reportBug', params: ({ event }) => ({ error: event.error }) },
      },
    },
    on: {
      'devices.changed': [
        { guard: 'doorOpens', actions: ['callStaff', 'noteDevices', forwardTo('session')] },
        { actions: ['noteDevices', forwardTo('session')] },
      ],
      'presence.changed': { actions: ['notePresence', forwardTo('session')] },
      'scan.refused': { actions: [...SHOW_SCAN_REFUSAL, forwardTo('session')] },
      'scan.taken': { actions: [...FORGET_SCAN_REFUSAL, forwardTo('session')] },
      'scan.slip': { actions: forwardTo('session') },
      'document.*': { actions: forwardTo('session') },
      'chip.progress': { actions: forwardTo('session') },
      'citizen.call-staff': [
        { guard: 'isCalled', actions: forwardTo('session') },
        { actions: [...CALL_STAFF, forwardTo('session')] },
      ],
      'citizen.*': { actions: forwardTo('session') },
    },
  });

/** The kiosk waits, or a visit runs. `day` is called at the start of each visit. */
export const kioskOpenStates = (day: () => DayAndServiceUse) =>
  kioskSetup.createStateConfig({
    description: 'A citizen can begin a visit.',
    initial: 'attract',
    states: { attract, visiting: visiting(day) },
  });
