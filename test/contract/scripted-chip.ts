import { expect } from 'vitest';
import { fromHex, toHex } from '../../drivers/bytes.ts';
import type { ApduChannel, ChannelTrouble } from '../../drivers/id-reader/apdu/channel.ts';
import type { RandomBytes } from '../../drivers/id-reader/emrtd/agreement.ts';
import { ChipCard } from '../../drivers/id-reader/emrtd/card.ts';
import { err, ok } from '../../drivers/result.ts';

export type ScriptedAnswer = string | ChannelTrouble;

/** A chip that answers any commands with these answers in order, and records the commands. */
export function scriptedChip(answers: readonly ScriptedAnswer[]): { readonly card: ChipCard; readonly sent: string[] } {
  const rest = [...answers];
  const sent: string[] = [];
  const channel: ApduChannel = {
    maxCommandBytes: 65_544,
    maxResponseBytes: 65_538,
    async transmit(command) {
      sent.push(toHex(command));
      const answer = rest.shift() ?? '6f00';
      return typeof answer === 'string' ? ok(fromHex(answer)) : err(answer);
    },
    onGone: () => () => {},
  };
  return { card: new ChipCard(channel, new AbortController().signal), sent };
}

/** Random numbers of a worked example, in the order in which the code under test draws them. */
export function scriptedRandom(...hex: readonly string[]): RandomBytes {
  const rest = [...hex];
  return (length) => {
    const next = fromHex(rest.shift() ?? '');
    expect(next.length).toBe(length);
    return next;
  };
}
