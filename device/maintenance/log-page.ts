import type { LoggedEvent } from '../log/logged-event.ts';
import type { MaintenancePageHost, OpenedMaintenancePage } from './desk.ts';

/** Lines on a page: as many as fit on a panel 768 pixels high. */
const LINES = 7;

/** Log of the last hour, a part at a time, newest first. */
export interface LogPage {
  readonly page: 'log';
  readonly lines: readonly LoggedEvent[];
  /** Number of this part, from 1. */
  readonly part: number;
  readonly parts: number;
}

/** Shows the lines that were there when the page was opened: a growing list would move under the hand. */
export function openLogPage(
  { log }: { readonly log: () => readonly LoggedEvent[] },
  host: MaintenancePageHost,
): OpenedMaintenancePage {
  const lines = log();
  const parts = Math.max(1, Math.ceil(lines.length / LINES));
  let part = 1;
  return {
    view: (): LogPage => ({ page: 'log', lines: lines.slice((part - 1) * LINES, part * LINES), part, parts }),
    take(touch): void {
      if (touch.do === 'back') {
        host.done();
        return;
      }
      if (touch.do === 'answer' && touch.value === 'older') part = Math.min(parts, part + 1);
      if (touch.do === 'answer' && touch.value === 'newer') part = Math.max(1, part - 1);
      host.changed();
    },
    close: () => undefined,
  };
}
