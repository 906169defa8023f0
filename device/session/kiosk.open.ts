import { forwardTo } from 'xstate';
import type { SessionInput } from './context.ts';
import { kioskSetup } from './kiosk.setup.ts';

/** The first screen, which waits for somebody. */
const attract = kioskSetup.createStateConfig({
  entry: ['releaseApplications', 'forget'],
  always: { guard: 'nothingOffered', target: '#kiosk.outOfService' },
  initial: 'plain',
  on: {
    'citizen.start': { target: 'visiting', actions: 'beginVisit' },
    'citizen.language': { actions: 'setLanguage' },
    'citizen.display': { target: '.adjusted', actions: 'toggleDisplay' },
  },
  states: {
    plain: {},
    // Somebody set the contrast and left: the next person finds it as it was.
    adjusted: { after: { displayReset: { target: 'plain', actions: 'forget' } } },
  },
});

/** The day of the centre as a visit is to know it. */
export type Day = Pick<SessionInput, 'today' | 'dated'>;

/** One visit; everything that concerns it is handed on to it. */
const visiting = (day: () => Day) =>
  kioskSetup.createStateConfig({
    entry: 'openDesk',
    exit: 'closeDesk',
    invoke: {
      id: 'session',
      src: 'session',
      input: ({ context }) => ({
        visit: context.visit,
        language: context.language,
        display: context.display,
        devices: context.devices,
        catalogue: context.catalogue,
        ...day(),
      }),
      onDone: 'attract',
      onError: {
        target: '#kiosk.broken',
        actions: { type: 'reportBug', params: ({ event }) => ({ error: event.error }) },
      },
    },
    on: {
      'devices.changed': { actions: ['noteDevices', forwardTo('session')] },
      'document.*': { actions: forwardTo('session') },
      'chip.progress': { actions: forwardTo('session') },
      'citizen.*': { actions: forwardTo('session') },
    },
  });

/** The kiosk is open: it waits, or somebody is there. `day` is asked at the start of each visit. */
export const open = (day: () => Day) =>
  kioskSetup.createStateConfig({
    initial: 'attract',
    states: { attract, visiting: visiting(day) },
  });
