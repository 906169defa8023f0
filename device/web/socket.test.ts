import { describe, expect, it } from 'vitest';
import type { CitizenScreen } from '../screen/screen.ts';
import { createScreenHub } from './hub.ts';
import { sendNewestOnly } from './socket.ts';

type Sent = { readonly step: string; done(error?: Error): void };

function slowSocket() {
  const sent: Sent[] = [];
  const send = (text: string, done: (error?: Error) => void): void => {
    sent.push({ step: JSON.parse(text).screen.step, done });
  };
  return { sent, send: send as never };
}

const screenAt = (step: string) => ({ show: 'starting', step }) as CitizenScreen;

describe('sendNewestOnly', () => {
  it('when a send is under way, then later screens are skipped except the newest', () => {
    const hub = createScreenHub();
    const socket = slowSocket();
    const push = sendNewestOnly(socket, hub);
    hub.onShown(push);
    for (const step of ['1', '2', '3', '4']) hub.show(screenAt(step));
    expect(socket.sent.map(({ step }) => step)).toEqual(['1']);
    socket.sent[0]?.done();
    expect(socket.sent.map(({ step }) => step)).toEqual(['1', '4']);
    socket.sent[1]?.done();
    expect(socket.sent).toHaveLength(2);
  });

  it('when a send fails, then nothing more is sent', () => {
    const hub = createScreenHub();
    const socket = slowSocket();
    hub.onShown(sendNewestOnly(socket, hub));
    hub.show(screenAt('1'));
    hub.show(screenAt('2'));
    socket.sent[0]?.done(new Error('gone'));
    expect(socket.sent).toHaveLength(1);
  });
});
