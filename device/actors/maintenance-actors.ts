import { fromCallback, fromPromise } from 'xstate';
import { type DeskPages, type MaintenanceTouch, openDesk } from '../maintenance/desk.ts';
import { maintenanceMachine } from '../maintenance/maintenance.machine.ts';
import type { DeskPage } from '../maintenance/view.ts';
import type { StaffAuthority, StaffDesk, StaffEvent } from '../staff/contract.ts';

export interface MaintenanceParts {
  readonly staff: Pick<StaffDesk, 'onEvent' | 'admit'>;
  readonly pages: DeskPages;
  readonly note: (what: 'begun' | 'ended', staff: StaffAuthority) => void;
}

type ToDesk = (MaintenanceTouch & { readonly type: 'touch' }) | StaffEvent;

export function connectMaintenance({ staff, pages, note }: MaintenanceParts) {
  return maintenanceMachine.provide({
    actors: {
      admit: fromPromise(({ input: { badge, pin } }) => staff.admit(badge, pin)),
      desk: fromCallback<ToDesk, StaffAuthority, { readonly type: 'desk.shows'; readonly page: DeskPage }>(
        ({ input: authority, sendBack, receive }) => {
          note('begun', authority);
          const desk = openDesk(pages, { authority, admit: staff.admit }, (page) =>
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
        },
      ),
    },
  });
}
