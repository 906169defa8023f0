import type { ValidatorStatus } from '../../drivers/bill-validator/contract.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import { type CassetteExchange, differencesOf, type NoteDifference, sumOfNotes } from '../ledger/cassette-exchange.ts';
import type { StaffEvent, StaffTrouble } from '../staff/contract.ts';
import { type CassettePageStep, PIN_DIGITS } from '../words/maintenance.ts';
import type { MaintenancePageHost, MaintenanceTouch, OpenedMaintenancePage, PrintForStaff } from './desk.ts';
import type { CassetteDesk, CassetteJob, CassetteRefusal } from './money/cassette.ts';
import { resultOrNotRecorded } from './recorded.ts';

export interface CassettePage {
  readonly page: 'cassette';
  readonly step: CassettePageStep;
  /** At the count: a row for each value, and the number as typed. */
  readonly rows: readonly { readonly value: Qepik; readonly typed: string }[];
  readonly selected: Qepik | null;
  /** Number of the bag as typed, or the digits of the second PIN as dots. */
  readonly typed: string;
  /** Counted sum; `null`: not counted, or not on this page. */
  readonly sum: Qepik | null;
  readonly differences: readonly NoteDifference[];
  /** Notes in doubt, which may explain a difference. */
  readonly doubts: number;
  readonly trouble:
    | CassetteRefusal['kind']
    | StaffTrouble['kind']
    | 'cassette-in'
    | 'cassette-out'
    | 'not-answered'
    | 'not-recorded'
    | null;
  /** Code of the printer; `null`: none. */
  readonly printer: string | null;
}

export interface CassettePageOptions {
  readonly desk: CassetteDesk;
  /** `null`: no validator is fitted. */
  readonly validator: {
    status(): ValidatorStatus;
    onStatus(listener: (status: ValidatorStatus) => void): () => void;
  } | null;
  readonly print: PrintForStaff;
  readonly slip: (id: string, exchange: CassetteExchange) => Receipt;
  readonly doubts: () => number;
}

/** Values of the manat's notes, in qəpik: rows for a validator that does not tell its own. */
const MANAT_NOTES: readonly Qepik[] = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000];
const MOST_DIGITS = 4;
const BAG_LETTERS = 20;

/** What the page has beside the ledger. `second`: the badge that confirms a difference. */
interface Shown {
  readonly local: 'count-again' | 'pin' | 'slip-failed' | null;
  readonly trouble: CassettePage['trouble'];
  readonly printer: string | null;
  readonly second: string;
  readonly typed: string;
  readonly rows: CassettePage['rows'];
  readonly selected: Qepik | null;
}

interface Room extends CassettePageOptions {
  readonly host: MaintenancePageHost;
  readonly stop: AbortController;
  job: CassetteJob | null;
  shown: Shown;
}

/**
 * Guides through an exchange of the cassette. The ledger has each step, so the page opens at the step that is open. The count is blind: the
 * page shows the ledger's count only afterwards.
 */
export function openCassettePage(options: CassettePageOptions, host: MaintenancePageHost): OpenedMaintenancePage {
  const rows = emptyRows(options);
  const shown = { local: null, trouble: null, printer: null, second: '', typed: '', rows, selected: lastOf(rows) };
  const room: Room = { ...options, host, stop: new AbortController(), job: options.desk.current(), shown };
  const unfollow = options.validator?.onStatus(() => moved(room, false));
  if (room.job?.step === 'slip') queueMicrotask(() => void printSlip(room));
  return {
    view: () => viewOf(room),
    take: (touch) => take(room, touch),
    hear: (event) => hear(room, event),
    close() {
      room.stop.abort();
      unfollow?.();
    },
  };
}

function emptyRows({ validator }: Pick<CassettePageOptions, 'validator'>): CassettePage['rows'] {
  const known = validator?.status().notes ?? [];
  return (known.length > 0 ? known : MANAT_NOTES).map((value) => ({ value, typed: '' }));
}

const lastOf = (rows: CassettePage['rows']): Qepik | null => rows.at(-1)?.value ?? null;

function stepOf({ job, shown: { local } }: Room): CassettePageStep {
  if (!job) return 'begin';
  return local === 'count-again' ? 'count' : (local ?? job.step);
}

function show(room: Room, change: Partial<Shown>): void {
  room.shown = { ...room.shown, ...change };
  room.host.changed();
}

function took(room: Room, act: () => ReturnType<CassetteDesk['takenOut']>): void {
  const answer = resultOrNotRecorded(act);
  if (!answer.ok) {
    show(room, { trouble: answer.error.kind });
    return;
  }
  room.job = answer.value;
  show(room, { local: null, typed: '', trouble: null });
  if (answer.value.step === 'slip') void printSlip(room);
}

async function printSlip(room: Room): Promise<void> {
  const { job, stop, slip, desk } = room;
  if (!job || stop.signal.aborted) return;
  show(room, { local: null, printer: null });
  const printed = await room.print(slip(job.id, job.exchange), stop.signal);
  if (stop.signal.aborted) return;
  if (printed.ok) took(room, () => desk.end(true));
  if (printed.ok && room.shown.trouble === 'not-recorded') show(room, { local: 'slip-failed' });
  if (!printed.ok) show(room, { local: 'slip-failed', printer: printed.error.code });
}

/** Whether the cassette is out, by its sensor, which turns two pages; `null`: the validator does not tell. */
function cassetteIsOut({ validator }: Room): boolean | null {
  const status = validator?.status();
  if (status?.device !== 'online' || status.intake === 'unknown') return null;
  return status.blockedBy?.kind === 'cassette-missing';
}

function moved(room: Room, byHand: boolean): void {
  const { desk } = room;
  const isOut = cassetteIsOut(room);
  const step = stepOf(room);
  if (step === 'take-out' && (isOut ?? byHand)) took(room, () => desk.takenOut());
  else if (step === 'put-in' && !(isOut ?? !byHand)) took(room, () => desk.putIn());
  else if (byHand) show(room, { trouble: step === 'take-out' ? 'cassette-in' : 'cassette-out' });
}

function count(room: Room): void {
  const counted = room.shown.rows.map(({ value, typed }) => ({ value, count: Number(typed || '0') }));
  took(room, () => room.desk.count(counted, room.host.authority));
}

async function admit(room: Room): Promise<void> {
  const { host, stop, desk } = room;
  const { second, typed } = room.shown;
  show(room, { typed: '' });
  const admitted = await host.admit(second, typed).catch(() => null);
  if (stop.signal.aborted || stepOf(room) !== 'pin') return;
  if (admitted?.ok) took(room, () => desk.confirm(admitted.value));
  else show(room, { trouble: admitted ? admitted.error.kind : 'not-answered' });
}

const rowTyped = ({ rows, selected }: Shown, change: (typed: string) => string): Partial<Shown> => ({
  rows: rows.map((row) => (row.value === selected ? { ...row, typed: change(row.typed) } : row)),
});

function key(room: Room, letter: string): void {
  const step = stepOf(room);
  const { typed } = room.shown;
  const isDigit = /^[0-9]$/.test(letter);
  const clear = { trouble: null };
  if (step === 'count' && isDigit)
    show(room, { ...clear, ...rowTyped(room.shown, (text) => (text + letter).slice(0, MOST_DIGITS)) });
  else if (step === 'bag' && /^[0-9A-Z]$/.test(letter))
    show(room, { ...clear, typed: (typed + letter).slice(0, BAG_LETTERS) });
  else if (step === 'pin' && isDigit) show(room, { ...clear, typed: (typed + letter).slice(0, PIN_DIGITS) });
}

const erase = (room: Room): void =>
  show(
    room,
    stepOf(room) === 'count'
      ? rowTyped(room.shown, (text) => text.slice(0, -1))
      : { typed: room.shown.typed.slice(0, -1) },
  );

function answer(room: Room, value: string): void {
  const step = stepOf(room);
  const row = room.shown.rows.find((each) => value === `value:${each.value}`);
  if (step === 'count' && row) show(room, { selected: row.value });
  else if (value === 'again' && (step === 'difference' || step === 'bag'))
    show(room, { local: 'count-again', rows: emptyRows(room), trouble: null });
  else if (value === 'without-slip' && step === 'slip-failed') took(room, () => room.desk.end(false));
}

const NEXT: { readonly [S in CassettePageStep]?: (room: Room) => void } = {
  begin: (room) => took(room, () => room.desk.begin(room.host.authority)),
  'take-out': (room) => moved(room, true),
  'put-in': (room) => moved(room, true),
  count,
  pin: (room) => {
    if (room.shown.typed.length === PIN_DIGITS) void admit(room);
  },
  bag: (room) => took(room, () => room.desk.seal(room.shown.typed)),
  'slip-failed': (room) => void printSlip(room),
  ended: ({ host }) => host.done(),
};

function back(room: Room): void {
  if (stepOf(room) === 'pin') {
    show(room, { local: null, typed: '', trouble: null });
    return;
  }
  if (room.job?.step === 'take-out') {
    const ended = resultOrNotRecorded(() => room.desk.giveUp());
    if (!ended.ok) {
      show(room, { trouble: ended.error.kind });
      return;
    }
  }
  room.host.done();
}

function take(room: Room, touch: MaintenanceTouch): void {
  if (touch.do === 'key') key(room, touch.key);
  else if (touch.do === 'erase') erase(room);
  else if (touch.do === 'answer') answer(room, touch.value);
  else if (touch.do === 'next') NEXT[stepOf(room)]?.(room);
  else back(room);
}

/** At a difference, the page asks for the PIN of a second badge. */
function hear(room: Room, event: StaffEvent): void {
  if (event.type !== 'staff.badge-presented' || stepOf(room) !== 'difference') return;
  if (event.badge === room.job?.exchange.count?.by) show(room, { trouble: 'same-badge' });
  else show(room, { local: 'pin', second: event.badge, typed: '', trouble: null });
}

const WITH_RESULT: ReadonlySet<CassettePageStep> = new Set(['difference', 'pin', 'bag', 'ended']);

function viewOf(room: Room): CassettePage {
  const step = stepOf(room);
  const { rows, selected, typed, trouble, printer } = room.shown;
  const counted = WITH_RESULT.has(step) ? (room.job?.exchange.count ?? null) : null;
  return {
    page: 'cassette',
    step,
    rows: step === 'count' ? rows : [],
    selected: step === 'count' ? selected : null,
    typed: step === 'pin' ? '•'.repeat(typed.length) : typed,
    sum: counted && sumOfNotes(counted.counted),
    differences: counted ? differencesOf(counted.counted, counted.expected) : [],
    doubts: step === 'difference' ? room.doubts() : 0,
    trouble,
    printer,
  };
}
