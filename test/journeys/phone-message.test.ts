import { describe, expect, it } from 'vitest';
import { IDLE_GRACE_MS, IDLE_MS } from '../../device/session/session.setup.ts';
import { CODE_SENT, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { untilPrinting } from '../support/machine-ways.ts';

/* docs/decisions/0025 */

async function untilDone(rig = machineRig()): Promise<MachineRig> {
  await untilPrinting(rig, 'en');
  rig.printer.finish();
  await rig.settled();
  expect(rig.screen()).toMatchObject({ show: 'done' });
  return rig;
}

const SEND = { do: 'send-message' } as const;
const message = (rig: MachineRig) => {
  const screen = rig.screen();
  return screen.show === 'done' ? screen.message : screen.show;
};
const sent = (rig: MachineRig) => [...rig.office.state.messages];

function held(rig: MachineRig): { readonly asked: () => number; readonly answer: () => Promise<void> } {
  const { sendMessage } = rig.office.contract;
  const waiting: (() => void)[] = [];
  let asked = 0;
  rig.office.contract.sendMessage = async (...question) => {
    asked += 1;
    const answer = await sendMessage(...question);
    await new Promise<void>((go) => waiting.push(go));
    return answer;
  };
  return {
    asked: () => asked,
    async answer() {
      for (const go of waiting.splice(0)) go();
      await rig.settled();
    },
  };
}

describe('a message to the phone of the register', () => {
  it('when the button is touched, then the message is sent in the present language', async () => {
    const rig = await untilDone();
    expect(message(rig)).toEqual({ state: 'offered' });
    expect(sent(rig)).toEqual([]);
    await rig.citizen({ do: 'language', language: 'ru' }, SEND);
    expect(sent(rig)).toEqual([['id-1', { kiosk: 'K5', language: 'ru' }]]);
    expect(message(rig)).toEqual({ state: 'sent', number: CODE_SENT.number });
    expect(rig.bugs).toEqual([]);
  });

  it('when the button is touched again, then the message is still sent once', async () => {
    const rig = await untilDone();
    const office = held(rig);
    await rig.citizen(SEND, SEND);
    expect(message(rig)).toEqual({ state: 'sending' });
    await office.answer();
    await rig.citizen(SEND);
    expect(office.asked()).toBe(1);
    expect(message(rig)).toMatchObject({ state: 'sent' });
  });

  it.each([
    ['no-phone', 'no-phone'],
    ['too-many-messages', 'too-many'],
    ['unknown-application', 'refused'],
  ])('when the message is refused with %s, then the page does not offer it again', async (reason, because) => {
    const rig = machineRig();
    rig.office.state.noMessage = reason;
    await untilDone(rig);
    await rig.citizen(SEND);
    expect(message(rig)).toEqual({ state: 'failed', because, again: false });
    rig.office.state.noMessage = null;
    await rig.citizen(SEND);
    expect(sent(rig)).toEqual([]);
  });

  it('when no answer comes, then the retry is the same message, also in another language', async () => {
    const rig = await untilDone();
    rig.office.state.down = true;
    await rig.citizen(SEND);
    expect(message(rig)).toEqual({ state: 'failed', because: 'no-answer', again: true });
    rig.office.state.down = false;
    await rig.citizen({ do: 'language', language: 'ru' }, SEND);
    expect(sent(rig)).toEqual([['id-1', { kiosk: 'K5', language: 'en' }]]);
    expect(message(rig)).toMatchObject({ state: 'sent' });
  });

  it.each(['finish', 'another'] as const)(
    'when *%s* is touched while the message is sent, then the page closes, and the next visit learns nothing',
    async (how) => {
      const rig = await untilDone();
      const office = held(rig);
      await rig.citizen(SEND, { do: 'survey', score: 4 }, { do: how });
      expect(rig.screen().show).toBe(how === 'finish' ? 'attract' : 'choosing');
      await office.answer();
      expect(sent(rig)).toHaveLength(1);
      expect(rig.office.state.surveys).toEqual([4]);
      const left = JSON.stringify([rig.actor.getPersistedSnapshot(), rig.written, rig.screen()]);
      expect(left).not.toContain(CODE_SENT.number);
      expect(rig.bugs).toEqual([]);
    },
  );

  it('when the citizen is idle while the message is sent, then the warning comes, and the page closes', async () => {
    const rig = await untilDone();
    const office = held(rig);
    await rig.citizen(SEND);
    await rig.wait(IDLE_MS);
    expect(rig.screen()).toMatchObject({ show: 'done', idle: { seconds: 30 } });
    await office.answer();
    expect(message(rig)).toMatchObject({ state: 'sent' });
    await rig.wait(IDLE_GRACE_MS);
    expect(rig.screen().show).toBe('attract');
    expect(JSON.stringify(rig.actor.getPersistedSnapshot())).not.toContain(CODE_SENT.number);
  });
});

describe('visit without a message', () => {
  it('when the citizen took a queue ticket, then the page offers no message', async () => {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'queue-ticket' }, { do: 'next' });
    const page = rig.screen();
    if (page.show !== 'answering' || page.question.kind !== 'choice') throw new Error(`at ${page.show}`);
    await rig.citizen({ do: 'answer', value: page.question.options[0]?.value ?? '' }, { do: 'next' }, { do: 'next' });
    rig.printer.finish();
    await rig.settled();
    expect(message(rig)).toBeNull();
    await rig.citizen(SEND);
    expect(sent(rig)).toEqual([]);
  });

  it('when a paper was printed again, then the page offers no message', async () => {
    const rig = machineRig();
    rig.office.state.found = {
      reference: 'K5-7QF2-62',
      kiosk: 'K7',
      state: 'registered',
      withdrawn: null,
      service: 'identity-card-replacement',
      tier: '10-days',
      tariffDate: '2022-08-15',
      amount: 0,
      ready: null,
      answers: {},
      payment: null,
      registered: { reference: 'K5-7QF2-62', registeredAt: '2026-11-24T10:00:00Z', appointment: null, document: null },
    };
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'continue' });
    await rig.type('K5-7QF2-62');
    await rig.citizen({ do: 'next' });
    rig.reader.read();
    await rig.settled();
    await rig.citizen({ do: 'next' });
    rig.printer.finish();
    await rig.settled();
    expect(message(rig)).toBeNull();
  });
});
