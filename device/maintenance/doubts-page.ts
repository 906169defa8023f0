import { ok } from '../../drivers/result.ts';
import { SETTLE_REASONS, type SettleReason, type StaffSettledOutcome } from '../ledger/entries.ts';
import type { SignedInStaff, StaffEvent, StaffTrouble } from '../staff/contract.ts';
import { type DoubtsStep, PIN_DIGITS } from '../words/maintenance.ts';
import type { MaintenancePageHost, MaintenanceTouch, OpenedMaintenancePage } from './desk.ts';
import { badgesRefused, type DoubtRefusal, type DoubtsDesk, type MoneyInDoubt } from './money/doubts.ts';
import { actOrNotRecorded, promiseOrNotRecorded } from './recorded.ts';
import { type ListPage, listPageOf, nextPageNumber } from './row-pages.ts';

type Trouble = DoubtRefusal['kind'] | StaffTrouble['kind'] | 'not-answered' | 'not-recorded';

export type DoubtsPage =
  | {
      readonly page: 'doubts';
      readonly tab: 'doubts';
      readonly step: 'list';
      readonly list: ListPage<MoneyInDoubt>;
      /** Applications that ended, and open ones; `null`: not asked. */
      readonly asked: { readonly settled: number; readonly left: number } | null;
      readonly trouble: Trouble | null;
    }
  | {
      readonly page: 'doubts';
      readonly step: Exclude<DoubtsStep, 'list'>;
      /** `null`: the kiosk asks about everything. */
      readonly item: MoneyInDoubt | null;
      readonly as: StaffSettledOutcome | null;
      readonly reason: SettleReason | null;
      readonly reasons: readonly SettleReason[];
      /** Digits of the second PIN as dots. */
      readonly typed: string;
      readonly trouble: Trouble | null;
    };

interface Shown {
  readonly step: DoubtsStep;
  readonly item: MoneyInDoubt | null;
  readonly as: StaffSettledOutcome | null;
  readonly reason: SettleReason | null;
  readonly second: string;
  readonly typed: string;
  readonly trouble: Trouble | null;
  readonly asked: Extract<DoubtsPage, { readonly step: 'list' }>['asked'];
}

const AT_LIST: Shown = {
  step: 'list',
  item: null,
  as: null,
  reason: null,
  second: '',
  typed: '',
  trouble: null,
  asked: null,
};

interface Room {
  readonly desk: DoubtsDesk;
  readonly host: MaintenancePageHost;
  readonly record: () => void;
  readonly closed: AbortSignal;
  /** Aborts the question that runs. */
  asking: AbortController;
  at: number;
  shown: Shown;
}

/** Money that only staff may decide: ask again, or settle with a reason and, if the profile says so, a second badge. */
export function openDoubtsPage(
  { desk, record }: { readonly desk: DoubtsDesk; readonly record: (host: MaintenancePageHost) => void },
  host: MaintenancePageHost,
): OpenedMaintenancePage {
  const stop = new AbortController();
  const room: Room = {
    desk,
    host,
    record: () => record(host),
    closed: stop.signal,
    asking: new AbortController(),
    at: 0,
    shown: AT_LIST,
  };
  return {
    view: () => viewOf(room),
    take: (touch) => take(room, touch),
    hear: (event) => hear(room, event),
    close() {
      stop.abort();
      room.asking.abort();
    },
  };
}

const listOf = ({ desk, at }: Room): ListPage<MoneyInDoubt> => listPageOf(desk.list(), at);

function show(room: Room, change: Partial<Shown>): void {
  room.shown = { ...room.shown, ...change };
  room.host.changed();
}

async function askAgain(room: Room): Promise<void> {
  const asking = new AbortController();
  room.asking = asking;
  const noted = actOrNotRecorded(room.record);
  if (!noted.ok) {
    show(room, { trouble: noted.error.kind });
    return;
  }
  show(room, { ...AT_LIST, step: 'asking' });
  const asked = await promiseOrNotRecorded<Shown['asked'], never>(async () =>
    ok(await room.desk.askAgain(asking.signal)),
  );
  if (asking.signal.aborted) return;
  show(room, asked.ok ? { ...AT_LIST, asked: asked.value } : { ...AT_LIST, trouble: asked.error.kind });
}

function settleOrAsk(room: Room): void {
  const { desk, host } = room;
  const refused = badgesRefused(desk.badges, host.authority, null);
  if (refused?.kind === 'second-badge-needed') show(room, { step: 'second', trouble: null });
  else if (refused) show(room, { trouble: refused.kind });
  else void settle(room, null);
}

async function settle(room: Room, second: SignedInStaff | null): Promise<void> {
  const { desk, host, closed } = room;
  const { item, as, reason } = room.shown;
  if (!item || !as || !reason) return;
  show(room, { step: 'settling', typed: '', trouble: null });
  const settled = await promiseOrNotRecorded(() => desk.settle({ id: item.id, as, reason }, host.authority, second));
  if (closed.aborted) return;
  if (settled.ok) show(room, { step: 'settled' });
  else show(room, { step: 'confirm', trouble: settled.error.kind });
}

async function admit(room: Room): Promise<void> {
  const { host, closed } = room;
  const { second, typed } = room.shown;
  show(room, { typed: '' });
  const admitted = await host.admit(second, typed).catch(() => null);
  if (closed.aborted || room.shown.step !== 'pin') return;
  if (admitted?.ok) void settle(room, admitted.value);
  else show(room, { trouble: admitted ? admitted.error.kind : 'not-answered' });
}

function answer(room: Room, value: string): void {
  const { step, item } = room.shown;
  if (step === 'list') {
    const chosen = listOf(room).rows.find(({ id, outcomes }) => value === `doubt:${id}` && outcomes.length > 0);
    if (chosen) show(room, { ...AT_LIST, step: 'outcome', item: chosen });
    else if (value === 'ask') void askAgain(room);
    else if (value === 'more') {
      room.at = nextPageNumber(listOf(room));
      show(room, {});
    }
  } else if (step === 'outcome') {
    const as = item?.outcomes.find((each) => value === `as:${each}`);
    if (as) show(room, { step: 'reason', as, trouble: null });
  } else if (step === 'reason') {
    const reason = SETTLE_REASONS.find((each) => value === `reason:${each}`);
    if (reason) show(room, { step: 'confirm', reason, trouble: null });
  }
}

const BACK: { readonly [S in DoubtsStep]?: DoubtsStep } = {
  asking: 'list',
  outcome: 'list',
  reason: 'outcome',
  confirm: 'reason',
  second: 'confirm',
  pin: 'second',
  settled: 'list',
};

function back(room: Room): void {
  const to = BACK[room.shown.step];
  if (to === undefined) return;
  room.asking.abort();
  show(room, to === 'list' ? AT_LIST : { step: to, typed: '', trouble: null });
}

function next(room: Room): void {
  const { step, typed } = room.shown;
  if (step === 'confirm') settleOrAsk(room);
  else if (step === 'pin' && typed.length === PIN_DIGITS) void admit(room);
  else if (step === 'settled') show(room, AT_LIST);
}

function type(room: Room, change: (typed: string) => string): void {
  if (room.shown.step === 'pin') show(room, { typed: change(room.shown.typed).slice(0, PIN_DIGITS), trouble: null });
}

function take(room: Room, touch: MaintenanceTouch): void {
  if (touch.do === 'answer') answer(room, touch.value);
  else if (touch.do === 'back') back(room);
  else if (touch.do === 'next') next(room);
  else if (touch.do === 'erase') type(room, (typed) => typed.slice(0, -1));
  else if (touch.do === 'key' && /^[0-9]$/.test(touch.key)) type(room, (typed) => typed + touch.key);
}

function hear(room: Room, event: StaffEvent): void {
  if (event.type !== 'staff.badge-presented' || room.shown.step !== 'second') return;
  if (event.badge === room.host.authority.badge) show(room, { trouble: 'same-badge' });
  else show(room, { step: 'pin', second: event.badge, typed: '', trouble: null });
}

function viewOf(room: Room): DoubtsPage {
  const { step, item, as, reason, typed, trouble, asked } = room.shown;
  if (step === 'list') return { page: 'doubts', tab: 'doubts', step, list: listOf(room), asked, trouble };
  const dots = '•'.repeat(typed.length);
  return { page: 'doubts', step, item, as, reason, reasons: SETTLE_REASONS, typed: dots, trouble };
}
