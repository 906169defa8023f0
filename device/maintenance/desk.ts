import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import type { Result } from '../../drivers/result.ts';
import type { SignedInStaff, StaffDesk, StaffEvent } from '../staff/contract.ts';
import type { MaintenanceTab } from '../words/maintenance.ts';
import type { PageAfterSignIn } from './view.ts';

/** A touch of the technician. `value`: of a choice that the page shows. */
export type MaintenanceTouch =
  | { readonly do: 'answer'; readonly value: string }
  | { readonly do: 'key'; readonly key: string }
  | { readonly do: 'erase' | 'next' | 'back' };

/** The technician at the desk, and the check of a second badge. */
export interface StaffAtDesk {
  readonly authority: SignedInStaff;
  readonly admit: StaffDesk['admit'];
}

export interface MaintenancePageHost extends StaffAtDesk {
  changed(): void;
  /** Ends a job: the desk shows *Today*. A tab has no end. */
  done(): void;
}

/** Prints a paper for staff. `code`: of the trouble. */
export type PrintForStaff = (receipt: Receipt, signal: AbortSignal) => Promise<Result<void, { readonly code: string }>>;

export interface OpenedMaintenancePage {
  view(): PageAfterSignIn;
  take(touch: MaintenanceTouch): void;
  /** Badges and keys that come while the page is open. Absent: the page needs none. */
  hear?(event: StaffEvent): void;
  close(): void;
}

/** Opens a page. `value`: what the choice `job:NAME:VALUE` names, such as a device; else `null`. */
export type MaintenancePageOpener = (host: MaintenancePageHost, value: string | null) => OpenedMaintenancePage;

/** Pages that a kiosk has. A job opens by the choice `job:NAME` or `job:NAME:VALUE`, a tab by `tab:NAME`. */
export interface MaintenancePageOpeners {
  readonly tabs: Readonly<Record<MaintenanceTab, MaintenancePageOpener>>;
  readonly jobs: Readonly<Record<string, MaintenancePageOpener>>;
}

/** The desk of one maintenance: one page is open at a time. */
export function openMaintenanceDesk(
  pages: MaintenancePageOpeners,
  staff: StaffAtDesk,
  show: (page: PageAfterSignIn) => void,
) {
  let page: OpenedMaintenancePage | null = null;
  let opened = 0;

  function open(opener: MaintenancePageOpener, value: string | null): void {
    page?.close();
    page = null;
    opened += 1;
    const nth = opened;
    // Ignores a page that was closed or still opens.
    const ifOpen = (act: () => void) => () => {
      if (nth === opened && page) act();
    };
    page = opener({ ...staff, changed: ifOpen(showPage), done: ifOpen(() => open(pages.tabs.today, null)) }, value);
    showPage();
  }

  function showPage(): void {
    if (page) show(page.view());
  }

  function goesTo(value: string): boolean {
    const [kind, name = '', ...rest] = value.split(':');
    const opener = kind === 'tab' ? pages.tabs[name as MaintenanceTab] : kind === 'job' ? pages.jobs[name] : undefined;
    if (opener === undefined || !isOffered(page, value)) return false;
    open(opener, rest.length > 0 ? rest.join(':') : null);
    return true;
  }

  open(pages.tabs.today, null);
  return {
    take(touch: MaintenanceTouch): void {
      if (touch.do === 'answer' && goesTo(touch.value)) return;
      page?.take(touch);
    },
    hear: (event: StaffEvent): void => page?.hear?.(event),
    close(): void {
      opened += 1;
      page?.close();
      page = null;
    },
  };
}

/** A job opens only from a page that names it. The tabs stand on every page that is a tab. */
function isOffered(page: OpenedMaintenancePage | null, value: string): boolean {
  const view = page?.view();
  if (!view) return false;
  if (value.startsWith('tab:')) return 'tab' in view;
  return 'jobs' in view && view.jobs.some((job) => job.value === value);
}
