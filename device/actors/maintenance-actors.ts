import { fromCallback, fromPromise } from 'xstate';
import { type MaintenancePageOpeners, type MaintenanceTouch, openMaintenanceDesk } from '../maintenance/desk.ts';
import { type MaintenanceDeskEvent, maintenanceMachine } from '../maintenance/maintenance.machine.ts';
import type { SignedInStaff, StaffDesk, StaffEvent } from '../staff/contract.ts';

export interface MaintenanceParts {
  readonly staff: Pick<StaffDesk, 'onEvent' | 'admit'>;
  readonly pages: MaintenancePageOpeners;
  /** `false`: the ledger could not record the beginning or end. */
  readonly note: (what: 'begun' | 'ended', staff: SignedInStaff) => boolean;
}

type ToDesk = (MaintenanceTouch & { readonly type: 'touch' }) | StaffEvent;

export function connectMaintenance({ staff, pages, note }: MaintenanceParts) {
  return maintenanceMachine.provide({
    actors: {
      admit: fromPromise(({ input: { badge, pin } }) => staff.admit(badge, pin)),
      desk: fromCallback<ToDesk, SignedInStaff, MaintenanceDeskEvent>(({ input: authority, sendBack, receive }) => {
        if (!note('begun', authority)) {
          sendBack({ type: 'desk.unrecorded' });
          return undefined;
        }
        const desk = openMaintenanceDesk(pages, { authority, admit: staff.admit }, (page) =>
          sendBack({ type: 'desk.shows', page }),
        );
        receive((told) => {
          try {
            if (told.type === 'touch') desk.take(told);
            else desk.hear(told);
          } catch (error) {
            // XState disposes no actor that throws.
            desk.close();
            throw error;
          }
        });
        return () => {
          desk.close();
          note('ended', authority);
        };
      }),
    },
  });
}
