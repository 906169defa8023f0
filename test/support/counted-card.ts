import type { ApduChannel } from '../../drivers/id-reader/apdu/channel.ts';
import type { Link, LinkFactory } from '../../drivers/link/link.ts';
import { airTrafficOf, cardFrameBytes } from '../../simulators/id-reader/pn532/air.ts';
import type { SimulatedCard } from '../../simulators/id-reader/pn532/card.ts';

/** Counts of one card's traffic. Air bytes are calculated (`airTrafficOf`), UART bytes are counted. */
export interface CardCounters {
  readonly apdus: number;
  readonly apduBytes: number;
  readonly uartBytes: number;
  readonly airBytes: number;
  readonly airBlocks: number;
}

export function countedLink(factory: LinkFactory) {
  const traffic = { in: 0, out: 0 };
  const link = (): Link => {
    const inner = factory();
    inner.onBytes((chunk) => {
      traffic.in += chunk.length;
    });
    return {
      ...inner,
      write(chunk) {
        traffic.out += chunk.length;
        return inner.write(chunk);
      },
    };
  };
  return { link, traffic, bytes: () => traffic.in + traffic.out };
}

/** Wraps a card's channel: counts the cost of each APDU on a counted link and in the air. */
export function countedChannel(channel: ApduChannel, { ats }: Pick<SimulatedCard, 'ats'>, uartBytes: () => number) {
  let counters: CardCounters = { apdus: 0, apduBytes: 0, uartBytes: 0, airBytes: 0, airBlocks: 0 };
  const counted: ApduChannel = {
    ...channel,
    async transmit(command, signal) {
      const before = uartBytes();
      const answer = await channel.transmit(command, signal);
      const air = answer.ok
        ? airTrafficOf(command.length, answer.value.length, cardFrameBytes(ats))
        : { bytes: 0, blocks: 0 };
      counters = {
        apdus: counters.apdus + (answer.ok ? 1 : 0),
        apduBytes: counters.apduBytes + (answer.ok ? command.length + answer.value.length : 0),
        uartBytes: counters.uartBytes + uartBytes() - before,
        airBytes: counters.airBytes + air.bytes,
        airBlocks: counters.airBlocks + air.blocks,
      };
      return answer;
    },
  };
  return { channel: counted, counters: () => counters };
}
