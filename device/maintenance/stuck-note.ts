import type { ValidatorStatus } from '../../drivers/bill-validator/contract.ts';
import type { StuckNoteStep } from '../words/maintenance.ts';
import type { MaintenanceTouch, OpenPage, PageHost } from './desk.ts';
import type { DoubtfulNote, FateRefusal, NotesDesk, ValidatorAnswer } from './money/notes.ts';
import { recorded, recordedAct } from './recorded.ts';
import { pageAfter, type RowPage, rowPage } from './row-pages.ts';

export interface StuckNotePage {
  readonly page: 'stuck-note';
  readonly step: StuckNoteStep;
  /** At `notes`: notes without a known place. */
  readonly list: RowPage<DoubtfulNote>;
  /** At `fate`: the chosen note. */
  readonly note: DoubtfulNote | null;
  readonly answer: ValidatorAnswer;
  readonly trouble: FateRefusal['kind'] | 'not-recorded' | null;
}

export interface StuckNoteOptions {
  readonly desk: NotesDesk;
  /** `null`: no validator is fitted. */
  readonly validator: { onStatus(listener: (status: ValidatorStatus) => void): () => void } | null;
  readonly record: (host: PageHost, answer: ValidatorAnswer) => void;
}

const AFTER = { open: 'pull', pull: 'close', close: 'notes' } as const;
const BEFORE: { readonly [S in StuckNoteStep]?: StuckNoteStep } = {
  pull: 'open',
  close: 'pull',
  notes: 'close',
  fate: 'notes',
};

/**
 * Guides to a stuck note, asks where each doubtful note was, and ends with the answer of the validator. The unit may report the note by
 * itself when its path is free, so the notes come after it.
 */
export function openStuckNote({ desk, validator, record }: StuckNoteOptions, host: PageHost): OpenPage {
  let step: StuckNoteStep = 'open';
  let at = 0;
  let note: DoubtfulNote | null = null;
  let trouble: StuckNotePage['trouble'] = null;
  const list = () => rowPage(desk.list(), at);

  function goTo(next: StuckNoteStep, why: StuckNotePage['trouble'] = null): void {
    step = next === 'notes' && desk.list().length === 0 ? 'answer' : next;
    if (step !== 'fate') note = null;
    trouble = why;
    host.changed();
  }

  function settle(value: string): void {
    const chosen = note;
    const fate = chosen?.fates.find((each) => value === `fate:${each}`);
    if (!chosen || !fate) return;
    const found = recorded(() => desk.found(chosen.id, fate, host.authority));
    if (found.ok) goTo('notes');
    else goTo(found.error.kind === 'unknown-note' ? 'notes' : 'fate', found.error.kind);
  }

  function choose(value: string): void {
    const chosen = list().rows.find(({ id }) => value === `note:${id}`);
    if (chosen) {
      note = chosen;
      goTo('fate');
    } else if (value === 'more') {
      at = pageAfter(list());
      host.changed();
    } else if (value === 'later') goTo('answer');
  }

  function answer(value: string): void {
    if (step === 'notes') choose(value);
    else if (step === 'fate') settle(value);
    else if (step === 'answer' && value === 'again') goTo('open');
  }

  function next(): void {
    if (step === 'answer') {
      const ended = recordedAct(() => record(host, desk.answer()));
      if (ended.ok) host.done();
      else goTo('answer', ended.error.kind);
    } else if (step in AFTER) goTo(AFTER[step as keyof typeof AFTER]);
  }

  function back(): void {
    const before = step === 'answer' ? (desk.list().length > 0 ? 'notes' : 'close') : BEFORE[step];
    if (before === undefined) host.done();
    else goTo(before);
  }

  const unfollow = validator?.onStatus(() => (step === 'notes' ? goTo('notes', trouble) : host.changed()));
  return {
    view: () => ({
      page: 'stuck-note',
      step,
      list: step === 'notes' ? list() : rowPage([], 0),
      note,
      answer: desk.answer(),
      trouble,
    }),
    take(touch: MaintenanceTouch): void {
      if (touch.do === 'answer') answer(touch.value);
      else if (touch.do === 'next') next();
      else if (touch.do === 'back') back();
    },
    close: () => unfollow?.(),
  };
}
