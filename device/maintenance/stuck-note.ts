import type { ValidatorStatus } from '../../drivers/bill-validator/contract.ts';
import type { StuckNoteStep } from '../words/maintenance.ts';
import type { MaintenancePageHost, MaintenanceTouch, OpenedMaintenancePage } from './desk.ts';
import type { BanknoteDesk, BanknoteFateRefusal, DoubtfulBanknote, ValidatorReadiness } from './money/notes.ts';
import { actOrNotRecorded, resultOrNotRecorded } from './recorded.ts';
import { type ListPage, listPageOf, nextPageNumber } from './row-pages.ts';

export interface StuckNotePage {
  readonly page: 'stuck-note';
  readonly step: StuckNoteStep;
  /** At `notes`: notes without a known place. */
  readonly list: ListPage<DoubtfulBanknote>;
  /** At `fate`: the note that staff chose. */
  readonly note: DoubtfulBanknote | null;
  readonly answer: ValidatorReadiness;
  readonly trouble: BanknoteFateRefusal['kind'] | 'not-recorded' | null;
}

export interface StuckNoteOptions {
  readonly desk: BanknoteDesk;
  /** `null`: no validator is fitted. */
  readonly validator: { onStatus(listener: (status: ValidatorStatus) => void): () => void } | null;
  readonly record: (host: MaintenancePageHost, answer: ValidatorReadiness) => void;
}

const AFTER = { open: 'pull', pull: 'close', close: 'notes' } as const;
const BEFORE: { readonly [S in StuckNoteStep]?: StuckNoteStep } = {
  pull: 'open',
  close: 'pull',
  notes: 'close',
  fate: 'notes',
};

interface Room extends StuckNoteOptions {
  readonly host: MaintenancePageHost;
  step: StuckNoteStep;
  at: number;
  note: DoubtfulBanknote | null;
  trouble: StuckNotePage['trouble'];
}

/**
 * Guides to a stuck note, asks where each doubtful note was, and ends with the answer of the validator. The unit may report the note by
 * itself when its path is free, so the guide asks after that.
 */
export function openStuckNotePage(options: StuckNoteOptions, host: MaintenancePageHost): OpenedMaintenancePage {
  const room: Room = { ...options, host, step: 'open', at: 0, note: null, trouble: null };
  const unfollow = options.validator?.onStatus(() => {
    if (room.step === 'notes') goTo(room, 'notes', room.trouble);
    else host.changed();
  });
  return {
    view: () => viewOf(room),
    take(touch: MaintenanceTouch): void {
      if (touch.do === 'answer') answer(room, touch.value);
      else if (touch.do === 'next') next(room);
      else if (touch.do === 'back') back(room);
    },
    close: () => unfollow?.(),
  };
}

const listOf = ({ desk, at }: Room): ListPage<DoubtfulBanknote> => listPageOf(desk.list(), at);

const hasNotes = ({ desk }: Room): boolean => desk.list().length > 0;

function goTo(room: Room, next: StuckNoteStep, why: StuckNotePage['trouble'] = null): void {
  room.step = next === 'notes' && !hasNotes(room) ? 'answer' : next;
  if (room.step !== 'fate') room.note = null;
  room.trouble = why;
  room.host.changed();
}

function settle(room: Room, value: string): void {
  const { note, desk, host } = room;
  const fate = note?.fates.find((each) => value === `fate:${each}`);
  if (!note || !fate) return;
  const found = resultOrNotRecorded(() => desk.found(note.id, fate, host.authority));
  if (found.ok) goTo(room, 'notes');
  else goTo(room, found.error.kind === 'unknown-note' ? 'notes' : 'fate', found.error.kind);
}

function choose(room: Room, value: string): void {
  const chosen = listOf(room).rows.find(({ id }) => value === `note:${id}`);
  if (chosen) {
    room.note = chosen;
    goTo(room, 'fate');
  } else if (value === 'more') {
    room.at = nextPageNumber(listOf(room));
    room.host.changed();
  } else if (value === 'later') goTo(room, 'answer');
}

function answer(room: Room, value: string): void {
  if (room.step === 'notes') choose(room, value);
  else if (room.step === 'fate') settle(room, value);
  else if (room.step === 'answer' && value === 'again') goTo(room, 'open');
}

function next(room: Room): void {
  const { step, host, desk, record } = room;
  if (step === 'answer') {
    const ended = actOrNotRecorded(() => record(host, desk.answer()));
    if (ended.ok) host.done();
    else goTo(room, 'answer', ended.error.kind);
  } else if (step in AFTER) goTo(room, AFTER[step as keyof typeof AFTER]);
}

function back(room: Room): void {
  const before = room.step === 'answer' ? (hasNotes(room) ? 'notes' : 'close') : BEFORE[room.step];
  if (before === undefined) room.host.done();
  else goTo(room, before);
}

function viewOf(room: Room): StuckNotePage {
  const { step, note, trouble, desk } = room;
  const list = step === 'notes' ? listOf(room) : listPageOf([], 0);
  return { page: 'stuck-note', step, list, note, answer: desk.answer(), trouble };
}
