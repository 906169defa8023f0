import { describe, expect, it } from 'vitest';
import { AZERBAIJANI_TABLE } from '../../../simulators/bill-validator/memory.ts';
import type { RecordedNote, ValidatorEvent } from '../contract.ts';
import { type Answer, type Command, encodeAnswer, type UnitState } from './codec.ts';
import { stepCcnet } from './dialogue.ts';
import { type CcnetEffect, type CcnetInput, type CcnetState, startCcnet } from './state.ts';
import { readStatus } from './status.ts';

/** The reducer with a unit that says what the test wants. */
function talk(recorded: RecordedNote | null = null) {
  let state: CcnetState = startCcnet(recorded);
  let effects: readonly CcnetEffect[] = [];
  const events: ValidatorEvent[] = [];

  function feed(input: CcnetInput): readonly CcnetEffect[] {
    [state, effects] = stepCcnet(state, input);
    for (const effect of effects) if (effect.do === 'emit') events.push(effect.event);
    return effects;
  }
  const sent = (): Command[] => effects.flatMap((effect) => (effect.do === 'send' ? [effect.command] : []));
  const answer = (what: Answer) => feed({ type: 'received', data: encodeAnswer(what) });
  /** The next command leaves. */
  function due(): Command | undefined {
    feed({ type: 'due' });
    return sent()[0];
  }
  /** The unit is polled and says this. */
  function says(unit: UnitState): void {
    expect(due()).toEqual({ kind: 'poll' });
    answer({ kind: 'state', unit });
    expect(sent()).toEqual([{ kind: 'ack' }]);
  }
  /** What is done about it; the unit agrees. */
  function does(expected: Command['kind'], agrees: Answer = { kind: 'ack' }): Command | undefined {
    const command = due();
    expect(command?.kind).toBe(expected);
    answer(agrees);
    return command;
  }
  function ready(): void {
    feed({ type: 'connected' });
    says({ state: 'disabled' });
    does('bill-table', { kind: 'bill-table', table: AZERBAIJANI_TABLE });
    says({ state: 'disabled' });
    does('identification', {
      kind: 'identification',
      identification: { partNumber: 'P', serialNumber: 'S', asset: '00'.repeat(7) },
    });
  }
  /** A note of 10 manats (kind 19) is held, and told to be stacked as `n1`. */
  function stacking(): void {
    ready();
    feed({ type: 'accept' });
    says({ state: 'disabled' });
    does('enable');
    says({ state: 'escrow', type: 19 });
    feed({ type: 'decided', no: 1, value: 1_000, decision: { do: 'stack', noteId: 'n1' } });
    does('stack');
  }
  return { feed, due, says, does, ready, stacking, answer, sent, events, state: () => state, effects: () => effects };
}

const STACKED: UnitState = { state: 'stacked', type: 19 };
const CREDIT: ValidatorEvent = { type: 'note.stacked', noteId: 'n1', value: 1_000 };
const doubt = (why: string, noteId: string | null = 'n1', value: number | null = 1_000) => ({
  type: 'credit.doubted',
  noteId,
  value,
  why,
});

/** Answers that `encodeAnswer` cannot write: three bytes, or an unknown code. */
const bytes = (...data: readonly number[]): CcnetInput => ({ type: 'received', data: Uint8Array.from(data) });

describe('a recycler', () => {
  it('when a recycler names the cassette of a stacked note, then the note is stacked', () => {
    const at = talk();
    at.stacking();
    expect(at.due()).toEqual({ kind: 'poll' });
    at.feed(bytes(0x81, 19, 1));
    expect(at.sent()).toEqual([{ kind: 'ack' }]);
    at.says(STACKED);
    expect(at.events).toEqual([CREDIT]);
  });

  it.each([0x1d, 0x1e, 0x20, 0x21, 0x25, 0x29])(
    'when a recycler sends state %i during a note, then the unit counts as alive and the note waits',
    (code) => {
      const at = talk();
      at.stacking();
      for (let polls = 0; polls < 8; polls += 1) {
        expect(at.due()).toEqual({ kind: 'poll' });
        expect(at.feed(bytes(code, 1))).toEqual([
          { do: 'send', command: { kind: 'ack' } },
          { do: 'wait', for: 'poll' },
        ]);
      }
      expect(readStatus(at.state(), 'online')).toMatchObject({ intake: 'working', blockedBy: null });
      at.says(STACKED);
      expect(at.events).toEqual([CREDIT]);
    },
  );

  it('when a recycler sends an unknown state for 30 s, then it is blocked until it sends a known state', () => {
    const at = talk();
    at.ready();
    for (let polls = 0; polls <= 200; polls += 1) {
      at.due();
      at.feed(bytes(0x21));
    }
    expect(readStatus(at.state(), 'online').blockedBy).toEqual({ code: 'BIL-112', kind: 'not-understood' });
    at.says({ state: 'disabled' });
    expect(readStatus(at.state(), 'online').blockedBy).toBeNull();
  });
});

describe('a unit that answers in another shape', () => {
  const asked = (at: ReturnType<typeof talk>, kind: Command['kind'], size: number) => {
    let times = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      const command = at.due();
      if (command?.kind === kind) {
        times += 1;
        at.feed({ type: 'received', data: new Uint8Array(size).fill(0x41) });
      } else if (command?.kind === 'bill-table') at.answer({ kind: 'bill-table', table: AZERBAIJANI_TABLE });
      else if (command?.kind === 'identification') at.answer({ kind: 'illegal' });
      else at.answer({ kind: 'state', unit: { state: 'disabled' } });
    }
    return times;
  };

  it('when the bill table has 16 rows, then the driver asks three times and blocks the unit', () => {
    const at = talk();
    at.feed({ type: 'connected' });
    expect(asked(at, 'bill-table', 80)).toBe(3);
    expect(readStatus(at.state(), 'online')).toMatchObject({
      intake: 'blocked',
      blockedBy: { code: 'BIL-112', kind: 'not-understood' },
    });
  });

  it('when the unit restarts, then the driver asks for the bill table again', () => {
    const at = talk();
    at.feed({ type: 'connected' });
    asked(at, 'bill-table', 80);
    at.says({ state: 'power-up' });
    at.does('reset');
    at.says({ state: 'initialising' });
    at.does('bill-table', { kind: 'bill-table', table: AZERBAIJANI_TABLE });
    expect(readStatus(at.state(), 'online').blockedBy).toBeNull();
  });

  it('when the identification has 33 bytes, then the driver asks three times and works without it', () => {
    const at = talk();
    at.feed({ type: 'connected' });
    expect(asked(at, 'identification', 33)).toBe(3);
    expect(readStatus(at.state(), 'online')).toMatchObject({ intake: 'paused', blockedBy: null, identity: null });
  });
});

describe('starting up', () => {
  const NOT_UNDERSTOOD = { intake: 'blocked', blockedBy: { code: 'BIL-112', kind: 'not-understood' } };

  it.each<[string, CcnetInput]>([
    ['does not answer', { type: 'timed-out' }],
    ['refuses', bytes(0x30)],
    ['misunderstands', bytes(0xff)],
  ])(
    'when the unit %s the question for its bill table ten times, then it is blocked until the table comes',
    (_, said) => {
      const at = talk();
      at.feed({ type: 'connected' });
      for (let times = 0; times < 11; times += 1) {
        expect(readStatus(at.state(), 'online')).toMatchObject({ intake: 'starting', blockedBy: null });
        at.says({ state: 'disabled' });
        expect(at.due()).toEqual({ kind: 'bill-table' });
        at.feed(said);
      }
      expect(readStatus(at.state(), 'online')).toMatchObject(NOT_UNDERSTOOD);
      at.says({ state: 'disabled' });
      at.does('bill-table', { kind: 'bill-table', table: AZERBAIJANI_TABLE });
      expect(readStatus(at.state(), 'online')).toMatchObject({ intake: 'paused', blockedBy: null });
    },
  );

  it.each(['power-up', 'initialising'] as const)(
    'when the unit says %s for a minute, then it is blocked until it says something else',
    (state) => {
      const at = talk();
      at.feed({ type: 'connected' });
      for (let polls = 0; polls <= 400; ) {
        expect(readStatus(at.state(), 'online').blockedBy).toBeNull();
        const command = at.due();
        if (command?.kind === 'poll') polls += 1;
        if (command?.kind === 'poll') at.answer({ kind: 'state', unit: { state } });
        else if (command?.kind === 'bill-table') at.answer({ kind: 'bill-table', table: AZERBAIJANI_TABLE });
        else at.answer(command?.kind === 'reset' ? { kind: 'ack' } : { kind: 'illegal' });
      }
      expect(readStatus(at.state(), 'online')).toMatchObject(NOT_UNDERSTOOD);
      at.feed({ type: 'due' });
      if (state === 'power-up') at.answer({ kind: 'ack' });
      else at.answer({ kind: 'state', unit: { state: 'disabled' } });
      if (state === 'power-up') at.says({ state: 'initialising' });
      expect(readStatus(at.state(), 'online').blockedBy).toBeNull();
    },
  );

  it.each(['power-up', 'power-up-note-in-path', 'power-up-note-in-stacker'] as const)('%s: reset', (state) => {
    const at = talk();
    at.feed({ type: 'connected' });
    at.says({ state });
    at.does('reset');
    at.says({ state: 'initialising' });
    at.does('bill-table', { kind: 'bill-table', table: AZERBAIJANI_TABLE });
    at.says({ state: 'initialising' });
    at.does('identification', { kind: 'illegal' });
    at.says({ state: 'disabled' });
    at.says({ state: 'disabled' });
  });

  it('enables the notes of the manat, all of them with escrow', () => {
    const at = talk();
    at.ready();
    at.feed({ type: 'accept' });
    at.says({ state: 'disabled' });
    const manats = [16, 17, 18, 19, 20, 21, 22];
    expect(at.does('enable')).toEqual({ kind: 'enable', types: manats, escrow: manats });
    at.says({ state: 'idling' });
    at.feed({ type: 'pause' });
    expect(at.does('enable')).toEqual({ kind: 'enable', types: [], escrow: [] });
  });

  it('shuts a mouth that an earlier process left open', () => {
    const at = talk();
    at.feed({ type: 'connected' });
    at.says({ state: 'idling' });
    expect(at.does('enable')).toEqual({ kind: 'enable', types: [], escrow: [] });
  });

  it('resets what does not clear by itself, once in 200 polls', () => {
    const at = talk();
    at.ready();
    for (let poll = 0; poll <= 200; poll += 1) at.says({ state: 'path-jammed' });
    at.does('reset');
    at.says({ state: 'initialising' });
  });
});

describe('a note', () => {
  it('is asked about once, however often the unit says that it holds it', () => {
    const at = talk();
    at.ready();
    at.feed({ type: 'accept' });
    at.says({ state: 'disabled' });
    at.does('enable');
    at.says({ state: 'escrow', type: 19 });
    expect(at.effects()).toContainEqual({ do: 'ask', no: 1, value: 1_000 });
    at.says({ state: 'escrow', type: 19 });
    expect(at.effects().some((effect) => effect.do === 'ask')).toBe(false);
    // A busy unit, or one with a second note in its mouth, still holds the first.
    at.due();
    at.answer({ kind: 'state', unit: { state: 'busy', tenths: 3 } });
    expect(at.effects()).toContainEqual({ do: 'wait-busy', ms: 300 });
    at.says({ state: 'paused' });
    at.says({ state: 'escrow', type: 19 });
    expect(at.effects().some((effect) => effect.do === 'ask')).toBe(false);
  });

  it.each<[string, readonly UnitState[]]>([
    ['is seen on its way', [{ state: 'idling' }, { state: 'accepting' }, { state: 'accepting' }]],
    ['is past that before the next question', [{ state: 'idling' }]],
  ])('is told once that it goes in where it %s', (_, before) => {
    const at = talk();
    at.ready();
    at.feed({ type: 'accept' });
    at.says({ state: 'disabled' });
    at.does('enable');
    for (const unit of before) at.says(unit);
    at.says({ state: 'escrow', type: 19 });
    at.says({ state: 'escrow', type: 19 });
    expect(at.events).toEqual([{ type: 'note.inserted' }]);
  });

  it('is a credit at 81 and not before, and once', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'stacking' });
    expect(at.events).toEqual([]);
    at.says(STACKED);
    expect(at.effects()[0]).toEqual({ do: 'emit', event: CREDIT });
    at.says(STACKED);
    at.says({ state: 'idling' });
    at.says(STACKED);
    expect(at.events).toEqual([CREDIT]);
  });

  it('is told to be stacked again only after a poll that still finds it held', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'escrow', type: 19 });
    expect(at.due()).toEqual({ kind: 'stack' });
    at.feed({ type: 'timed-out' });
    expect(at.due()).toEqual({ kind: 'poll' });
  });

  it('that was given back after a stack that came too late is no credit', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'returned', type: 19 });
    at.says({ state: 'returned', type: 19 });
    expect(at.events).toEqual([{ type: 'note.returned', noteId: 'n1', value: 1_000 }]);
  });

  it('of an answer that nobody waits for any more was never told to be stacked', () => {
    const at = talk();
    at.ready();
    at.feed({ type: 'accept' });
    at.says({ state: 'disabled' });
    at.does('enable');
    at.says({ state: 'escrow', type: 19 });
    at.says({ state: 'returning' });
    expect(at.effects()).toContainEqual({ do: 'withdraw', no: 1 });
    at.feed({ type: 'decided', no: 1, value: 1_000, decision: { do: 'stack', noteId: 'late' } });
    expect(at.events).toEqual([{ type: 'note.returned', noteId: 'late', value: 1_000 }]);
    at.says({ state: 'returning' });
  });

  it('that is held when nobody accepts goes back', () => {
    const at = talk();
    at.ready();
    at.says({ state: 'escrow', type: 19 });
    at.does('return');
    const other = talk();
    other.ready();
    other.feed({ type: 'accept' });
    other.says({ state: 'escrow', type: 19 });
    other.feed({ type: 'pause' });
    expect(other.effects()).toEqual([{ do: 'withdraw', no: 1 }]);
    other.does('return');
  });

  it('of another country goes back unasked', () => {
    const at = talk();
    at.ready();
    at.feed({ type: 'accept' });
    at.says({ state: 'escrow', type: 0 });
    at.does('return');
  });

  it.each([
    ['returning', 'note.returned'],
    ['power-up-note-in-path', 'note.returned'],
  ] as const)('seen as %s and then not any more went back', (state, type) => {
    const at = talk();
    at.stacking();
    at.says({ state });
    if (state !== 'returning') at.does('reset');
    at.says({ state: 'disabled' });
    expect(at.events).toEqual([{ type, noteId: 'n1', value: 1_000 }]);
  });

  it.each([
    [[{ state: 'stacking' }, { state: 'idling' }], 'lost-track'],
    [[{ state: 'power-up' }, { state: 'disabled' }], 'power-lost'],
    [[{ state: 'cassette-jammed' }, { state: 'disabled' }], 'jammed'],
    [[{ state: 'cheated' }, { state: 'idling' }], 'cheated'],
  ] as const)('of which nothing is heard is listed: %j', (states, why) => {
    const at = talk();
    at.stacking();
    for (const unit of states) {
      at.says(unit);
      if (unit.state === 'power-up') at.does('reset');
    }
    expect(at.events.filter(({ type }) => type !== 'cheat.suspected')).toEqual([doubt(why)]);
    // The truth may come out all the same.
    at.feed({ type: 'connected' });
    at.says(STACKED);
    expect(at.events.at(-1)).toEqual(CREDIT);
  });

  it('that is held when the line is back goes back: it may be another of the same kind', () => {
    const at = talk();
    at.stacking();
    at.feed({ type: 'connected' });
    at.says({ state: 'escrow', type: 19 });
    at.does('return');
    at.says({ state: 'returned', type: 19 });
    expect(at.events).toEqual([{ type: 'note.returned', noteId: 'n1', value: 1_000 }]);
  });

  it('is not given up while a second one is rejected', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'rejecting', reason: 0x62 });
    at.says(STACKED);
    expect(at.events).toEqual([{ type: 'note.refused', reason: 'transport-trouble' }, CREDIT]);
  });

  it('that nobody gave to the unit is no credit', () => {
    const at = talk();
    at.ready();
    at.says(STACKED);
    at.says(STACKED);
    expect(at.events).toEqual([doubt('unknown-note', null)]);
  });

  it('of another denomination than was given to it is no credit', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'stacked', type: 22 });
    at.says({ state: 'stacked', type: 22 });
    expect(at.events).toEqual([doubt('other-note', 'n1', 10_000)]);
  });

  it('that was given back and is then said to be stacked is listed', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'returned', type: 19 });
    at.says(STACKED);
    expect(at.events.at(-1)).toEqual(doubt('stacked-after-return'));
  });
});

describe('after a restart of the kiosk', () => {
  const recorded = (outcome: RecordedNote['outcome']): RecordedNote => ({ noteId: 'n1', value: 1_000, outcome });

  it.each(['open', 'in-doubt'] as const)('an %s note that the unit reports is the credit', (outcome) => {
    const at = talk(recorded(outcome));
    at.feed({ type: 'connected' });
    at.says(STACKED);
    expect(at.events).toEqual([CREDIT]);
  });

  it('a note that was written down already is no second credit, but one for staff: it may be the next, whose entry was lost', () => {
    const at = talk(recorded('stacked'));
    at.ready();
    at.says(STACKED);
    at.says(STACKED);
    expect(at.events).toEqual([doubt('unknown-note', null)]);
  });

  it('another note than the one written down is listed', () => {
    const at = talk(recorded('stacked'));
    at.ready();
    at.says({ state: 'stacked', type: 22 });
    expect(at.events).toEqual([doubt('unknown-note', null, 10_000)]);
  });

  it('an open note that is still held goes back: its visit is over', () => {
    const at = talk(recorded('open'));
    at.feed({ type: 'connected' });
    at.says({ state: 'escrow', type: 19 });
    at.does('return');
    at.says({ state: 'returned', type: 19 });
    expect(at.events).toEqual([{ type: 'note.returned', noteId: 'n1', value: 1_000 }]);
  });

  it('an open note that the unit says nothing about is listed', () => {
    const at = talk(recorded('open'));
    at.feed({ type: 'connected' });
    at.says({ state: 'disabled' });
    expect(at.events).toEqual([doubt('lost-track')]);
  });
});

describe('the line', () => {
  it('has a damaged answer said again, three times, and then asks anew', () => {
    const at = talk();
    at.feed({ type: 'connected' });
    at.due();
    for (let copy = 0; copy < 3; copy += 1) {
      at.feed({ type: 'damaged' });
      expect(at.sent()).toEqual([{ kind: 'nak' }]);
    }
    at.feed({ type: 'damaged' });
    expect(at.effects()).toEqual([{ do: 'wait', for: 'quiet' }]);
    expect(at.due()).toEqual({ kind: 'poll' });
  });

  it('believes no answer that came when nothing was asked, and none that fits another question', () => {
    const at = talk();
    at.stacking();
    at.answer({ kind: 'state', unit: STACKED });
    expect(at.effects().map((effect) => effect.do)).toEqual(['discard', 'wait']);
    at.due();
    at.feed({ type: 'received', data: Uint8Array.of(1, 2, 3) });
    expect(at.effects().map((effect) => effect.do)).toEqual(['discard', 'wait']);
    expect(at.events).toEqual([]);
    at.feed({ type: 'damaged' });
    expect(at.effects()).toEqual([{ do: 'wait', for: 'quiet' }]);
  });

  it('is looked at after four questions without an answer', () => {
    const at = talk();
    at.feed({ type: 'connected' });
    for (let question = 1; question <= 4; question += 1) {
      at.due();
      at.feed({ type: 'timed-out' });
      expect(at.effects().some((effect) => effect.do === 'suspect')).toBe(question === 4);
    }
    at.feed({ type: 'timed-out' });
    expect(at.effects()).toEqual([]);
  });

  it('repeats a command that came damaged after the next poll', () => {
    const at = talk();
    at.ready();
    at.feed({ type: 'accept' });
    at.says({ state: 'disabled' });
    at.does('enable', { kind: 'nak' });
    at.says({ state: 'disabled' });
    at.does('enable');
  });
});
