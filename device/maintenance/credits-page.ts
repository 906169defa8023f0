import type { CreditsStep } from '../words/maintenance.ts';
import type { MaintenancePageHost, MaintenanceTouch, OpenedMaintenancePage } from './desk.ts';
import type { CreditsDesk, OpenCredit, PayoutRefusal } from './money/credits.ts';
import { resultOrNotRecorded } from './recorded.ts';
import { type ListPage, listPageOf, nextPageNumber } from './row-pages.ts';

type Step = Exclude<CreditsStep, 'list'>;

export type CreditsPage =
  | {
      readonly page: 'credits';
      readonly tab: 'credits';
      readonly step: 'list';
      readonly list: ListPage<OpenCredit>;
    }
  | {
      readonly page: 'credits';
      readonly step: Step;
      readonly credit: OpenCredit;
      readonly trouble: PayoutRefusal['kind'] | 'not-recorded' | null;
    };

/** Open credits, and their payout by hand: the ledger records the badge before the page says *paid out*. */
export function openCreditsPage(desk: CreditsDesk, host: MaintenancePageHost): OpenedMaintenancePage {
  let at = 0;
  let open: Extract<CreditsPage, { readonly step: Step }> | null = null;
  const list = () => listPageOf(desk.open(), at);

  function show(next: typeof open): void {
    open = next;
    host.changed();
  }

  function choose(value: string): void {
    const credit = list().rows.find(({ code }) => value === `credit:${code}`);
    if (credit) show({ page: 'credits', step: 'pay', credit, trouble: null });
    if (value !== 'more') return;
    at = nextPageNumber(list());
    host.changed();
  }

  function payOut(): void {
    if (!open) return;
    const { credit } = open;
    const paid = resultOrNotRecorded(() => desk.payOut(credit.code, host.authority));
    if (paid.ok) show({ ...open, step: 'paid', trouble: null });
    else show({ ...open, trouble: paid.error.kind });
  }

  return {
    view: () => open ?? { page: 'credits', tab: 'credits', step: 'list', list: list() },
    take(touch: MaintenanceTouch): void {
      if (open === null) {
        if (touch.do === 'answer') choose(touch.value);
      } else if (touch.do === 'back' || (touch.do === 'next' && open.step === 'paid')) show(null);
      else if (touch.do === 'next') payOut();
    },
    close: () => undefined,
  };
}
