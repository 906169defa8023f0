import { describe, expect, it } from 'vitest';
import {
  awaitsApproval,
  initialZvtExchange,
  isApproval,
  stepZvtExchange,
  type ZvtExchangeEffect,
  type ZvtExchangeInput,
  type ZvtExchangeState,
} from './exchange.ts';
import type { ZvtKind, ZvtMessage } from './messages.ts';
import { NOTHING_PRINTED } from './printed.ts';

const SALE: ZvtMessage = { kind: 'authorisation', fields: { amount: 500 } };
const REFUND: ZvtMessage = { kind: 'refund', fields: { password: '000000', amount: 500 } };
const REPEAT: ZvtMessage = { kind: 'repeat-receipt', fields: { password: '000000' } };
const ENQUIRY: ZvtMessage = { kind: 'status-enquiry', fields: { password: '000000' } };
const LOG_OFF: ZvtMessage = { kind: 'log-off', fields: {} };

const sends = (message: ZvtMessage): ZvtExchangeEffect => ({ do: 'send', message });
const POSITIVE = sends({ kind: 'positive-ack', fields: {} });
/** Result code 66, processing error: makes the terminal reverse the sale. */
const NOT_ISSUED = sends({ kind: 'negative-ack', fields: { resultCode: '66' } });
const PLEASE_WAIT = sends({ kind: 'negative-ack', fields: { resultCode: '9c' } });
const ABORT = sends({ kind: 'ecr-abort', fields: {} });
const T3: ZvtExchangeEffect = { do: 'wait', timer: { name: 'answer' } };
const T4: ZvtExchangeEffect = { do: 'wait', timer: { name: 'message' } };
const AFTER_ABORT: ZvtExchangeEffect = { do: 'wait', timer: { name: 'after-abort' } };
const NO_ANSWER = { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' } as const;
const LOST: ZvtExchangeEffect = { do: 'finish', end: { by: 'loss', trouble: NO_ANSWER } };
const COMPLETED: ZvtExchangeEffect = { do: 'finish', end: { by: 'completion' } };

const received = (message: ZvtMessage): ZvtExchangeInput => ({ type: 'received', message });
const START: ZvtExchangeInput = { type: 'start' };
const ACCEPTED = received({ kind: 'positive-ack', fields: {} });
const REFUSED = received({ kind: 'negative-ack', fields: { resultCode: '9c' } });
const APPROVAL: ZvtMessage = { kind: 'status-information', fields: { resultCode: '00', amount: 500 } };
const DECLINE: ZvtMessage = { kind: 'status-information', fields: { resultCode: '05' } };
const COMPLETION: ZvtMessage = { kind: 'completion', fields: { statusByte: 0 } };
const STATUS: ZvtMessage = { kind: 'intermediate-status', fields: { code: '0a' } };
const UNKNOWN: ZvtMessage = { kind: 'unknown', fields: { command: '0601', length: 4 } };

function stepped(state: ZvtExchangeState, ...inputs: readonly ZvtExchangeInput[]) {
  let effects: readonly ZvtExchangeEffect[] = [];
  let at = state;
  for (const input of inputs) [at, effects] = stepZvtExchange(at, input);
  return { state: at, effects };
}
const asked = (command: ZvtMessage, issues = false) => stepped(initialZvtExchange(command, issues), START).state;
const running = (command: ZvtMessage, issues = false) => stepped(asked(command, issues), ACCEPTED).state;
const effectsOf = (state: ZvtExchangeState, ...inputs: readonly ZvtExchangeInput[]) =>
  stepped(state, ...inputs).effects;

describe('a command', () => {
  it('when a command is created, then nothing is sent', () => {
    expect(initialZvtExchange(SALE)).toEqual({
      command: SALE,
      phase: 'new',
      abort: 'no',
      info: null,
      completion: null,
      printed: NOTHING_PRINTED,
      goods: { state: 'none' },
    });
    expect(initialZvtExchange(SALE, true).goods).toEqual({ state: 'to-be-issued' });
  });

  it('when a command starts, then it is sent and waits T3 for its answer', () => {
    const { state, effects } = stepped(initialZvtExchange(SALE), START);
    expect(state).toEqual({ ...initialZvtExchange(SALE), phase: 'asked' });
    expect(effects).toEqual([sends(SALE), T3]);
  });

  it('when a command is accepted, then it runs; when it is refused, then it ends', () => {
    expect(stepped(asked(SALE), ACCEPTED)).toMatchObject({ state: { phase: 'running' }, effects: [T4] });
    const { state, effects } = stepped(asked(SALE), REFUSED);
    expect(state.phase).toBe('over');
    expect(effects).toEqual([{ do: 'finish', end: { by: 'refusal', resultCode: '9c' } }]);
  });

  it('when a log-off is accepted, then it ends', () => {
    expect(stepped(asked(LOG_OFF), ACCEPTED)).toMatchObject({ state: { phase: 'over' }, effects: [COMPLETED] });
  });

  it('when a command is over, then any input has no effect', () => {
    const { state } = stepped(running(SALE), received(COMPLETION));
    const late: readonly ZvtExchangeInput[] = [
      received(APPROVAL),
      { type: 'timed-out' },
      { type: 'abort' },
      { type: 'down' },
    ];
    for (const input of late) expect(stepZvtExchange(state, input)).toEqual([state, []]);
  });
});

describe('a message before the answer to a command', () => {
  it('when any message comes before the answer to a command, then it does not count as the result', () => {
    for (const message of [APPROVAL, DECLINE, COMPLETION, STATUS, UNKNOWN]) {
      expect(stepped(asked(SALE), received(message)).state).toEqual(asked(SALE));
    }
  });

  it.each([SALE, REFUND])(
    'when an approval comes before the answer to the command $kind, then it is refused',
    (command) => {
      expect(effectsOf(asked(command), received(APPROVAL))).toEqual([NOT_ISSUED]);
    },
  );

  it('when an approval comes before the answer to a command that moves no money, then it is acknowledged', () => {
    expect(effectsOf(asked(REPEAT), received(APPROVAL))).toEqual([POSITIVE]);
  });

  it.each([DECLINE, COMPLETION, STATUS, UNKNOWN])(
    'when a $kind comes before the answer to a sale, then it is acknowledged',
    (message) => {
      expect(effectsOf(asked(SALE), received(message))).toEqual([POSITIVE]);
    },
  );

  it('when a status enquiry is answered at once by a completion, then it ends', () => {
    expect(stepped(asked(ENQUIRY), received(COMPLETION))).toEqual({
      state: { ...asked(ENQUIRY), phase: 'over', completion: COMPLETION.fields },
      effects: [POSITIVE, COMPLETED],
    });
  });
});

describe('an unexpected approval', () => {
  const unwanted: ZvtExchangeInput = { type: 'received', message: APPROVAL, unwanted: true };

  it('when an unexpected approval comes, then it is refused, and T4 restarts only while the command runs', () => {
    expect(stepped(asked(ENQUIRY), unwanted)).toEqual({ state: asked(ENQUIRY), effects: [NOT_ISSUED] });
    expect(stepped(running(ENQUIRY), unwanted)).toEqual({ state: running(ENQUIRY), effects: [NOT_ISSUED, T4] });
  });
});

describe('a running command', () => {
  it.each([ACCEPTED, REFUSED])('when a second answer to a running command comes, then it has no effect', (input) => {
    expect(stepped(running(SALE), input)).toEqual({ state: running(SALE), effects: [] });
  });

  it('when an intermediate status comes, then its prompt is shown, and the wait is as long as the terminal asks', () => {
    const status = (fields: Extract<ZvtMessage, { kind: 'intermediate-status' }>['fields']) =>
      effectsOf(running(SALE), received({ kind: 'intermediate-status', fields }));
    const present: ZvtExchangeEffect = { do: 'prompt', prompt: 'present-card' };
    expect(status({ code: '0a' })).toEqual([POSITIVE, T4, present]);
    expect(status({ code: '0a', timeoutMinutes: 0 })).toEqual([POSITIVE, T4, present]);
    const long: ZvtExchangeEffect = { do: 'wait', timer: { name: 'message', minutes: 3 } };
    expect(status({ code: '0a', timeoutMinutes: 3 })).toEqual([POSITIVE, long, present]);
  });

  it('when two results come without goods, then the last is kept and acknowledged', () => {
    const { state, effects } = stepped(running(SALE), received(DECLINE), received(APPROVAL));
    expect(state).toEqual({ ...running(SALE), info: APPROVAL.fields });
    expect(effects).toEqual([POSITIVE, T4]);
  });

  it('when a completion or an abort comes, then it is acknowledged and the command ends', () => {
    expect(stepped(running(SALE), received(COMPLETION))).toEqual({
      state: { ...running(SALE), phase: 'over', completion: COMPLETION.fields },
      effects: [POSITIVE, COMPLETED],
    });
    expect(effectsOf(running(SALE), received({ kind: 'abort', fields: { resultCode: '6c' } }))).toEqual([
      POSITIVE,
      { do: 'finish', end: { by: 'abort', resultCode: '6c' } },
    ]);
  });

  it('when an unknown message comes, then it is acknowledged and T4 restarts', () => {
    expect(stepped(running(SALE), received(UNKNOWN))).toEqual({ state: running(SALE), effects: [POSITIVE, T4] });
  });
});

describe('printed receipts', () => {
  const line: ZvtMessage = { kind: 'print-line', fields: { text: 'TOTAL', attribute: 0, receiptType: 'merchant' } };
  const block: ZvtMessage = {
    kind: 'print-text-block',
    fields: { receiptType: 'customer', lines: [{ text: 'TOTAL', attribute: 0 }], complete: false },
  };
  const linesAfter = (message: ZvtMessage, repeat: boolean) => {
    const { state, effects } = stepped(running(SALE), received(message), { type: 'received', message, repeat });
    expect(effects).toEqual([POSITIVE, T4]);
    return state.printed.open;
  };

  it('when a printed line is repeated with the same number, then it is kept once', () => {
    expect(linesAfter(line, true)).toMatchObject({ kind: 'merchant', lines: [{ text: 'TOTAL' }] });
    expect(linesAfter(line, false)?.lines).toHaveLength(2);
  });

  it('when a line has no receipt type, then the kind of the receipt is null', () => {
    const { state } = stepped(running(SALE), received({ kind: 'print-line', fields: { text: 'TOTAL', attribute: 0 } }));
    expect(state.printed.open).toMatchObject({ kind: null });
  });

  it('when a text block is repeated after another text block, with the same number, then it is kept once', () => {
    const other: ZvtMessage = { ...block, fields: { ...block.fields, lines: [{ text: '5,00', attribute: 0 }] } };
    const lines = (repeat: boolean) => {
      const { state, effects } = stepped(running(SALE), received(block), received(other), {
        type: 'received',
        message: block,
        repeat,
      });
      expect(effects).toEqual([POSITIVE, T4]);
      return state.printed.open?.lines.map(({ text }) => text);
    };
    expect(lines(true)).toEqual(['TOTAL', '5,00']);
    expect(lines(false)).toEqual(['TOTAL', '5,00', 'TOTAL']);
  });
});

describe('goods', () => {
  const ISSUE: ZvtExchangeEffect = { do: 'issue', info: APPROVAL.fields };
  const HOLD: ZvtExchangeEffect = { do: 'hold' };
  const HELD: ZvtExchangeInput = { type: 'held' };
  const decided = (issued: 'whole' | 'nothing'): ZvtExchangeInput => ({ type: 'issue-decided', decision: { issued } });
  const issuing = () => stepped(running(SALE, true), received(APPROVAL)).state;

  it('when an approval comes twice, then goods are issued once and the answer is held back', () => {
    const first = stepped(running(SALE, true), received(APPROVAL));
    expect(first.effects).toEqual([T4, HOLD, ISSUE]);
    expect(first.state.goods).toEqual({ state: 'being-issued', owed: true });
    const again = stepped(first.state, HELD, received(APPROVAL));
    expect(again.effects).toEqual([T4, HOLD]);
    expect(again.state.goods).toEqual({ state: 'being-issued', owed: true });
  });

  it('when the goods take long, then each approval gets one *please wait*', () => {
    const held = stepped(issuing(), HELD);
    expect(held.effects).toEqual([PLEASE_WAIT, T4]);
    expect(held.state.goods).toEqual({ state: 'being-issued', owed: false });
    expect(stepped(held.state, HELD)).toEqual({ state: held.state, effects: [] });
  });

  it('when no goods are being issued, then the inputs held and issue-decided have no effect', () => {
    expect(stepped(running(SALE), HELD)).toEqual({ state: running(SALE), effects: [] });
    expect(stepped(running(SALE), decided('whole'))).toEqual({ state: running(SALE), effects: [] });
    expect(stepped(running(SALE, true), HELD)).toEqual({ state: running(SALE, true), effects: [] });
  });

  it('when the decision comes, then an open approval is answered at once, else the next approval is answered', () => {
    expect(stepped(issuing(), decided('nothing'))).toMatchObject({
      state: { goods: { state: 'settled', decision: { issued: 'nothing' } } },
      effects: [NOT_ISSUED, T4],
    });
    const unasked = stepped(issuing(), HELD, decided('whole'));
    expect(unasked.effects).toEqual([]);
    expect(effectsOf(unasked.state, received(APPROVAL))).toEqual([POSITIVE, T4]);
    expect(effectsOf(stepped(issuing(), decided('nothing')).state, received(APPROVAL))).toEqual([NOT_ISSUED, T4]);
  });

  it('when the result is a refusal, then it is acknowledged without goods', () => {
    expect(effectsOf(running(SALE, true), received(DECLINE))).toEqual([POSITIVE, T4]);
  });

  it('when goods are being issued or decided, then an abort has no effect', () => {
    const settled = stepped(issuing(), decided('nothing')).state;
    for (const state of [issuing(), settled]) {
      expect(stepZvtExchange(state, { type: 'abort' })).toEqual([state, []]);
    }
    expect(effectsOf(running(SALE, true), { type: 'abort' })).toEqual([ABORT, AFTER_ABORT]);
  });
});

describe('an abort by the caller', () => {
  const STOP: ZvtExchangeInput = { type: 'abort' };

  it('when the caller aborts a running command, then 06 B0 is sent once, and the end of the command is awaited', () => {
    const { state, effects } = stepped(running(SALE), STOP);
    expect(effects).toEqual([ABORT, AFTER_ABORT]);
    expect(state.abort).toBe('sent');
    expect(stepZvtExchange(state, STOP)).toEqual([state, []]);
    expect(effectsOf(state, received(UNKNOWN))).toEqual([POSITIVE, AFTER_ABORT]);
  });

  it('when the caller aborts a command before its answer, then 06 B0 is sent after the answer', () => {
    const { state, effects } = stepped(asked(SALE), STOP);
    expect(effects).toEqual([]);
    expect(state.abort).toBe('wanted');
    expect(stepZvtExchange(state, STOP)).toEqual([state, []]);
    expect(stepped(state, ACCEPTED)).toMatchObject({
      state: { phase: 'running', abort: 'sent' },
      effects: [ABORT, AFTER_ABORT],
    });
  });
});

describe('a loss', () => {
  const NONSENSE: ZvtExchangeInput = { type: 'malformed', bytes: '040f' };
  const nonsense: ZvtExchangeEffect = {
    do: 'finish',
    end: { by: 'loss', trouble: { code: 'TRM-104', kind: 'nonsense', bytes: '040f' } },
  };

  it.each([SALE, REFUND])(
    'when a $kind is lost, then 06 B0 is sent, so that the terminal does not wait for a card',
    (command) => {
      expect(stepped(running(command), { type: 'timed-out' })).toMatchObject({
        state: { phase: 'over' },
        effects: [ABORT, LOST],
      });
      expect(effectsOf(running(command), NONSENSE)).toEqual([ABORT, nonsense]);
      expect(effectsOf(running(command), { type: 'abort' }, { type: 'timed-out' })).toEqual([LOST]);
    },
  );

  it('when the command moves no money, then its loss sends no abort', () => {
    expect(effectsOf(running(ENQUIRY), { type: 'timed-out' })).toEqual([LOST]);
    expect(effectsOf(running(ENQUIRY), NONSENSE)).toEqual([nonsense]);
  });

  it('when a command gets no acknowledgement, then it counts as lost; when an answer gets no acknowledgement, then nothing changes', () => {
    expect(effectsOf(asked(SALE), { type: 'undelivered' })).toEqual([ABORT, LOST]);
    expect(stepped(running(SALE), { type: 'undelivered' })).toEqual({ state: running(SALE), effects: [] });
  });

  it('when the line goes down, then the exchange is over and sends nothing more', () => {
    expect(stepped(running(SALE), { type: 'down' })).toMatchObject({ state: { phase: 'over' }, effects: [LOST] });
  });
});

describe('an approval', () => {
  it('when a status information has the result 00, then it is an approval', () => {
    expect(
      [APPROVAL, DECLINE, COMPLETION, { kind: 'negative-ack', fields: { resultCode: '00' } } as const].map(isApproval),
    ).toEqual([true, false, false, false]);
  });

  it.each<readonly [ZvtKind, boolean, ZvtMessage]>([
    ['authorisation', true, SALE],
    ['refund', true, REFUND],
    ['reversal', true, { kind: 'reversal', fields: { password: '000000', receiptNumber: '0042' } }],
    ['repeat-receipt', true, REPEAT],
    ['end-of-day', true, { kind: 'end-of-day', fields: { password: '000000' } }],
    ['status-enquiry', false, ENQUIRY],
  ])('when a %s runs, then an approval may be its result: %s', (kind, may, command) => {
    expect(command.kind).toBe(kind);
    expect(awaitsApproval(running(command))).toBe(may);
    expect(awaitsApproval(asked(command))).toBe(false);
  });
});
