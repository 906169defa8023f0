import { describe, expect, it } from 'vitest';
import { AZERBAIJANI_BILL_TABLE } from '../../../simulators/bill-validator/memory.ts';
import type { RecordedNote, ValidatorEvent } from '../contract.ts';
import { type Answer, type Command, encodeAnswer, type UnitState } from './codec.ts';
import { stepCcnet } from './dialogue.ts';
import { type CcnetEffect, type CcnetInput, type CcnetState, startCcnet } from './state.ts';
import { validatorStatusOf } from './status.ts';

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
  function due(): Command | undefined {
    feed({ type: 'due' });
    return sent()[0];
  }
  function says(unit: UnitState): void {
    expect(due()).toEqual({ kind: 'poll' });
    answer({ kind: 'state', unit });
    expect(sent()).toEqual([{ kind: 'ack' }]);
  }
  function does(expected: Command['kind'], agrees: Answer = { kind: 'ack' }): Command | undefined {
    const command = due();
    expect(command?.kind).toBe(expected);
    answer(agrees);
    return command;
  }
  function ready(): void {
    feed({ type: 'connected' });
    says({ state: 'disabled' });
    does('bill-table', { kind: 'bill-table', table: AZERBAIJANI_BILL_TABLE });
    says({ state: 'disabled' });
    does('identification', {
      kind: 'identification',
      identification: { partNumber: 'P', serialNumber: 'S', asset: '00'.repeat(7) },
    });
  }
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
    'when a recycler sends state %i during a note, then the unit is not blocked and the note stays open',
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
      expect(validatorStatusOf(at.state(), 'online')).toMatchObject({ intake: 'working', blockedBy: null });
      at.says(STACKED);
      expect(at.events).toEqual([CREDIT]);
    },
  );

  it('when a recycler sends an unknown state for 30 s, then the unit is blocked until it sends a known state', () => {
    const at = talk();
    at.ready();
    for (let polls = 0; polls <= 200; polls += 1) {
      at.due();
      at.feed(bytes(0x21));
    }
    expect(validatorStatusOf(at.state(), 'online').blockedBy).toEqual({ code: 'BIL-112', kind: 'not-understood' });
    at.says({ state: 'disabled' });
    expect(validatorStatusOf(at.state(), 'online').blockedBy).toBeNull();
  });
});

describe('unreadable answers about the unit', () => {
  const asked = (at: ReturnType<typeof talk>, kind: Command['kind'], size: number) => {
    let times = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      const command = at.due();
      if (command?.kind === kind) {
        times += 1;
        at.feed({ type: 'received', data: new Uint8Array(size).fill(0x41) });
      } else if (command?.kind === 'bill-table') at.answer({ kind: 'bill-table', table: AZERBAIJANI_BILL_TABLE });
      else if (command?.kind === 'identification') at.answer({ kind: 'illegal' });
      else at.answer({ kind: 'state', unit: { state: 'disabled' } });
    }
    return times;
  };

  it('when the bill table has 16 rows, then the driver asks three times and blocks the unit', () => {
    const at = talk();
    at.feed({ type: 'connected' });
    expect(asked(at, 'bill-table', 80)).toBe(3);
    expect(validatorStatusOf(at.state(), 'online')).toMatchObject({
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
    at.does('bill-table', { kind: 'bill-table', table: AZERBAIJANI_BILL_TABLE });
    expect(validatorStatusOf(at.state(), 'online').blockedBy).toBeNull();
  });

  it('when the identification has 33 bytes, then the driver asks three times and works without it', () => {
    const at = talk();
    at.feed({ type: 'connected' });
    expect(asked(at, 'identification', 33)).toBe(3);
    expect(validatorStatusOf(at.state(), 'online')).toMatchObject({
      intake: 'paused',
      blockedBy: null,
      identity: null,
    });
  });
});

describe('the start', () => {
  const NOT_UNDERSTOOD = { intake: 'blocked', blockedBy: { code: 'BIL-112', kind: 'not-understood' } };

  it.each<[string, CcnetInput]>([
    ['does not answer', { type: 'timed-out' }],
    ['refuses', bytes(0x30)],
    ['misunderstands', bytes(0xff)],
  ])(
    'when the unit %s the question for its bill table more than ten times, then the unit is blocked until the table comes',
    (_, said) => {
      const at = talk();
      at.feed({ type: 'connected' });
      for (let times = 0; times < 11; times += 1) {
        expect(validatorStatusOf(at.state(), 'online')).toMatchObject({ intake: 'starting', blockedBy: null });
        at.says({ state: 'disabled' });
        expect(at.due()).toEqual({ kind: 'bill-table' });
        at.feed(said);
      }
      expect(validatorStatusOf(at.state(), 'online')).toMatchObject(NOT_UNDERSTOOD);
      at.says({ state: 'disabled' });
      at.does('bill-table', { kind: 'bill-table', table: AZERBAIJANI_BILL_TABLE });
      expect(validatorStatusOf(at.state(), 'online')).toMatchObject({ intake: 'paused', blockedBy: null });
    },
  );

  it.each(['power-up', 'initialising'] as const)(
    'when the unit says %s for a minute, then the unit is blocked until its state changes',
    (state) => {
      const at = talk();
      at.feed({ type: 'connected' });
      for (let polls = 0; polls <= 400; ) {
        expect(validatorStatusOf(at.state(), 'online').blockedBy).toBeNull();
        const command = at.due();
        if (command?.kind === 'poll') polls += 1;
        if (command?.kind === 'poll') at.answer({ kind: 'state', unit: { state } });
        else if (command?.kind === 'bill-table') at.answer({ kind: 'bill-table', table: AZERBAIJANI_BILL_TABLE });
        else at.answer(command?.kind === 'reset' ? { kind: 'ack' } : { kind: 'illegal' });
      }
      expect(validatorStatusOf(at.state(), 'online')).toMatchObject(NOT_UNDERSTOOD);
      at.feed({ type: 'due' });
      if (state === 'power-up') at.answer({ kind: 'ack' });
      else at.answer({ kind: 'state', unit: { state: 'disabled' } });
      if (state === 'power-up') at.says({ state: 'initialising' });
      expect(validatorStatusOf(at.state(), 'online').blockedBy).toBeNull();
    },
  );

  it.each(['power-up', 'power-up-note-in-path', 'power-up-note-in-stacker'] as const)(
    'when the unit says %s, then the driver resets it and asks for the bill table and the identification',
    (state) => {
      const at = talk();
      at.feed({ type: 'connected' });
      at.says({ state });
      at.does('reset');
      at.says({ state: 'initialising' });
      at.does('bill-table', { kind: 'bill-table', table: AZERBAIJANI_BILL_TABLE });
      at.says({ state: 'initialising' });
      at.does('identification', { kind: 'illegal' });
      at.says({ state: 'disabled' });
      at.says({ state: 'disabled' });
    },
  );

  it('when the kiosk accepts, then all notes of the manat are enabled with escrow', () => {
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

  it('when an earlier process left the unit enabled, then the driver disables it', () => {
    const at = talk();
    at.feed({ type: 'connected' });
    at.says({ state: 'idling' });
    expect(at.does('enable')).toEqual({ kind: 'enable', types: [], escrow: [] });
  });

  it('when a jam lasts for 200 polls, then the driver resets the unit', () => {
    const at = talk();
    at.ready();
    for (let poll = 0; poll <= 200; poll += 1) at.says({ state: 'path-jammed' });
    at.does('reset');
    at.says({ state: 'initialising' });
  });
});

describe('a note', () => {
  it('when the unit reports escrow several times, then the driver asks about the note once', () => {
    const at = talk();
    at.ready();
    at.feed({ type: 'accept' });
    at.says({ state: 'disabled' });
    at.does('enable');
    at.says({ state: 'escrow', type: 19 });
    expect(at.effects()).toContainEqual({ do: 'ask', no: 1, value: 1_000 });
    at.says({ state: 'escrow', type: 19 });
    expect(at.effects().some((effect) => effect.do === 'ask')).toBe(false);
    at.due();
    at.answer({ kind: 'state', unit: { state: 'busy', tenths: 3 } });
    expect(at.effects()).toContainEqual({ do: 'wait-busy', ms: 300 });
    at.says({ state: 'paused' });
    at.says({ state: 'escrow', type: 19 });
    expect(at.effects().some((effect) => effect.do === 'ask')).toBe(false);
  });

  it.each<[string, readonly UnitState[]]>([
    ['is seen on its way', [{ state: 'idling' }, { state: 'accepting' }, { state: 'accepting' }]],
    ['goes in between two polls', [{ state: 'idling' }]],
  ])('when a note %s, then note.inserted is sent once', (_, before) => {
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

  it('when the unit reports 81 (stacked) several times, then the credit is sent once, and not before the first 81', () => {
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

  it('when a poll still finds the note in escrow, then STACK is sent again; when STACK times out, then POLL comes first', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'escrow', type: 19 });
    expect(at.due()).toEqual({ kind: 'stack' });
    at.feed({ type: 'timed-out' });
    expect(at.due()).toEqual({ kind: 'poll' });
  });

  it('when STACK came too late and the note went back, then there is no credit', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'returned', type: 19 });
    at.says({ state: 'returned', type: 19 });
    expect(at.events).toEqual([{ type: 'note.returned', noteId: 'n1', value: 1_000 }]);
  });

  it('when the decision to stack comes after the note went back, then note.returned is sent and not STACK', () => {
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

  it('when a note is in escrow and the kiosk does not accept, then the note goes back', () => {
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

  it('when the note is of another country, then it goes back without a question', () => {
    const at = talk();
    at.ready();
    at.feed({ type: 'accept' });
    at.says({ state: 'escrow', type: 0 });
    at.does('return');
  });

  it.each([
    ['returning', 'note.returned'],
    ['power-up-note-in-path', 'note.returned'],
  ] as const)('when a note was last seen as %s, then it counts as returned', (state, type) => {
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
  ] as const)(
    'when the unit says no more about a note after %j, then the credit is in doubt until 81 comes',
    (states, why) => {
      const at = talk();
      at.stacking();
      for (const unit of states) {
        at.says(unit);
        if (unit.state === 'power-up') at.does('reset');
      }
      expect(at.events.filter(({ type }) => type !== 'cheat.suspected')).toEqual([doubt(why)]);
      at.feed({ type: 'connected' });
      at.says(STACKED);
      expect(at.events.at(-1)).toEqual(CREDIT);
    },
  );

  it('when the line comes back and a note is in escrow, then the note goes back: it may be another note of the same kind', () => {
    const at = talk();
    at.stacking();
    at.feed({ type: 'connected' });
    at.says({ state: 'escrow', type: 19 });
    at.does('return');
    at.says({ state: 'returned', type: 19 });
    expect(at.events).toEqual([{ type: 'note.returned', noteId: 'n1', value: 1_000 }]);
  });

  it('when a second note is rejected, then the first note is still credited', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'rejecting', reason: 0x62 });
    at.says(STACKED);
    expect(at.events).toEqual([{ type: 'note.refused', reason: 'transport-trouble' }, CREDIT]);
  });

  it('when the unit reports a stacked note without a STACK, then there is no credit but a doubt', () => {
    const at = talk();
    at.ready();
    at.says(STACKED);
    at.says(STACKED);
    expect(at.events).toEqual([doubt('unknown-note', null)]);
  });

  it('when the unit reports another denomination, then there is no credit but a doubt', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'stacked', type: 22 });
    at.says({ state: 'stacked', type: 22 });
    expect(at.events).toEqual([doubt('other-note', 'n1', 10_000)]);
  });

  it('when a returned note is later reported as stacked, then the credit is in doubt', () => {
    const at = talk();
    at.stacking();
    at.says({ state: 'returned', type: 19 });
    at.says(STACKED);
    expect(at.events.at(-1)).toEqual(doubt('stacked-after-return'));
  });
});

describe('a restart of the kiosk', () => {
  const recorded = (outcome: RecordedNote['outcome']): RecordedNote => ({ noteId: 'n1', value: 1_000, outcome });

  it.each(['open', 'in-doubt'] as const)(
    'when the record has an %s note and the unit reports it as stacked, then the note is credited',
    (outcome) => {
      const at = talk(recorded(outcome));
      at.feed({ type: 'connected' });
      at.says(STACKED);
      expect(at.events).toEqual([CREDIT]);
    },
  );

  it('when the unit reports a note that is recorded as stacked, then the credit is in doubt: the record may lack the next note', () => {
    const at = talk(recorded('stacked'));
    at.ready();
    at.says(STACKED);
    at.says(STACKED);
    expect(at.events).toEqual([doubt('unknown-note', null)]);
  });

  it('when the unit reports another note than the recorded note, then the credit is in doubt', () => {
    const at = talk(recorded('stacked'));
    at.ready();
    at.says({ state: 'stacked', type: 22 });
    expect(at.events).toEqual([doubt('unknown-note', null, 10_000)]);
  });

  it('when a recorded open note is still in escrow, then the note goes back: its visit is over', () => {
    const at = talk(recorded('open'));
    at.feed({ type: 'connected' });
    at.says({ state: 'escrow', type: 19 });
    at.does('return');
    at.says({ state: 'returned', type: 19 });
    expect(at.events).toEqual([{ type: 'note.returned', noteId: 'n1', value: 1_000 }]);
  });

  it('when the unit says nothing about an open note, then the credit is in doubt', () => {
    const at = talk(recorded('open'));
    at.feed({ type: 'connected' });
    at.says({ state: 'disabled' });
    expect(at.events).toEqual([doubt('lost-track')]);
  });
});

describe('the line', () => {
  it('when an answer comes damaged four times, then the driver sends NAK three times, and then polls again', () => {
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

  it('when an answer comes without a question, or fits only another question, then it is discarded', () => {
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

  it('when four questions get no answer, then the connection is suspected', () => {
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

  it('when the unit refuses a command with NAK, then the driver repeats it after the next poll', () => {
    const at = talk();
    at.ready();
    at.feed({ type: 'accept' });
    at.says({ state: 'disabled' });
    at.does('enable', { kind: 'nak' });
    at.says({ state: 'disabled' });
    at.does('enable');
  });
});
