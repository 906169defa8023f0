import { forwardTo, not } from 'xstate';
import { type DayAndServiceUse, kioskOpenStates } from './kiosk.open.ts';
import {
  ADJUSTMENTS,
  adjustable,
  FORGET_PERSON,
  FORGET_SCAN_REFUSAL,
  initialKioskContext,
  kioskSetup,
  SHOW_SCAN_REFUSAL,
} from './kiosk.setup.ts';
import type { createSessionMachine } from './session.machine.ts';

/**
 * The kiosk as a whole: settles open payments, opens, and holds one visit at a time. `day` is called at the start of each visit; its
 * `today` is an ISO date in the centre's time zone.
 */
export function createKioskMachine(session: ReturnType<typeof createSessionMachine>, day: () => DayAndServiceUse) {
  return kioskSetup
    .createMachine({
      id: 'kiosk',
      context: ({ input }) => initialKioskContext(input),
      invoke: { src: 'watchDevices', input: ({ context }) => context.catalogue },
      on: {
        'devices.changed': { actions: 'noteDevices' },
        'presence.changed': { actions: 'notePresence' },
        'scan.refused': { actions: SHOW_SCAN_REFUSAL },
        'scan.taken': { actions: FORGET_SCAN_REFUSAL },
        // Only a visit handles a slip: the scan desk starts one first.
        'scan.slip': {},
        'scan.shown': { actions: 'noteScan' },
        'call.shown': { actions: 'forgetCall' },
        'staff.*': { actions: 'noteStaff' },
        'process.ending': { actions: 'noteEnding' },
        // No action: the process checks only that the machine takes this event.
        'process.asked': {},
      },
      initial: 'booting',
      states: {
        booting: {
          description: 'The kiosk waits for the first status of each device.',
          always: { guard: 'devicesKnown', target: 'recovering' },
          after: { devicesKnownLimit: 'recovering' },
        },
        recovering: {
          description: 'The kiosk settles what an earlier run left open.',
          invoke: {
            src: 'recover',
            onDone: 'open',
            onError: {
              target: 'broken',
              actions: { type: 'reportBug', params: ({ event }) => ({ error: event.error }) },
            },
          },
          after: { recoveryLimit: 'open' },
        },
        open: kioskOpenStates(day),
        outOfService: {
          description: 'No service can be offered now.',
          entry: FORGET_PERSON,
          ...adjustable,
          on: ADJUSTMENTS,
          always: [
            { guard: 'staffWait', target: 'maintenance' },
            { guard: 'isClosed', target: 'closed' },
            { guard: 'anythingOffered', target: 'open' },
          ],
          after: { cardLeftLimit: { guard: 'cardIsLeft', actions: 'tellCardLeft' } },
        },
        closed: {
          description: 'Staff closed the kiosk, its door is open, or the profile closes it outside opening hours.',
          entry: FORGET_PERSON,
          ...adjustable,
          on: ADJUSTMENTS,
          always: [
            { guard: 'staffWait', target: 'maintenance' },
            { guard: not('isClosed'), target: 'open' },
          ],
          after: { cardLeftLimit: { guard: 'cardIsLeft', actions: 'tellCardLeft' } },
        },
        maintenance: {
          description: 'Staff work at the glass. No visit begins.',
          entry: FORGET_PERSON,
          exit: ['staffLeft', 'forget'],
          invoke: {
            id: 'maintenance',
            src: 'maintenance',
            input: ({ context }) => context.staff ?? { by: 'service-key' },
            onDone: 'open',
            onError: {
              target: 'broken',
              actions: { type: 'reportBug', params: ({ event }) => ({ error: event.error }) },
            },
          },
          on: {
            'citizen.language': { actions: 'setLanguage' },
            'citizen.*': { actions: forwardTo('maintenance') },
            'staff.*': { actions: forwardTo('maintenance') },
          },
        },
        broken: {
          description: 'A bug threw. The kiosk settles the ledger before the next citizen begins.',
          entry: 'releaseApplications',
          after: { recoverAfterBug: 'recovering' },
        },
      },
    })
    .provide({ actors: { session } });
}
