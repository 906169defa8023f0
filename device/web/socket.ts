import type { WebSocket } from '@fastify/websocket';
import type { Clock } from '../../drivers/clock.ts';
import type { Log } from '../log/log.ts';
import type { BeatMessage } from '../screen/glass-message.ts';
import type { MutableWebCounters } from './counters.ts';
import { BEAT_MS, createBeats, LATE_MS } from './heartbeats.ts';
import type { IntentRefusal, ScreenHub } from './hub.ts';
import { parseHeard, parseIntentMessage } from './intent.ts';
import type { PageLife } from './page-life.ts';

/** Bytes of one message up the socket; the longest intent has under 250. */
export const MAX_MESSAGE_BYTES = 1_024;

export interface SocketParts {
  readonly hub: ScreenHub;
  readonly log: Log;
  readonly counters: MutableWebCounters;
  readonly clock: Clock;
  readonly page: PageLife;
}

/** Serves one browser: the current screen at once and whenever it changes, heartbeats between, and its intents to the hub. */
export function serveSocket(socket: WebSocket, { hub, log, counters, clock, page }: SocketParts): void {
  const beats = createBeats(clock);
  const push = newestOnly(socket, hub);
  const stopListening = hub.onShown(push);
  counters.sockets += 1;

  function refuse(reason: IntentRefusal): void {
    counters.intentsRefused[reason] += 1;
    log.event('intent.refused', { reason });
  }

  socket.on('message', (data, isBinary) => {
    const text = isBinary ? '' : data.toString();
    const heard = parseHeard(text);
    // Also of one that stood still for seconds: it lives, and what was touched on it is looked at below.
    if (heard !== undefined) return Number.isFinite(beats.ageMs(heard)) ? page.heard() : refuse('late');
    const message = parseIntentMessage(text);
    if (!message) return refuse('malformed');
    if (beats.ageMs(message.beat) > LATE_MS) return refuse('late');
    const outcome = hub.offer(message);
    if (outcome === 'taken') counters.intentsTaken += 1;
    else refuse(outcome);
  });
  // A frame that is too long or breaks the protocol: ws closes the socket by itself after this.
  socket.on('error', () => refuse('malformed'));
  const stopBeating = beating(socket, clock, beats.next);
  socket.on('close', () => {
    stopBeating();
    stopListening();
    counters.sockets -= 1;
  });
  push();
}

/** A heartbeat now and every `BEAT_MS`, never more than one on its way: to a browser that takes none, none is sent. */
function beating(socket: Pick<WebSocket, 'send'>, clock: Clock, next: () => number): () => void {
  let timer: unknown;
  let sending = false;
  function beat(): void {
    timer = clock.setTimeout(beat, BEAT_MS);
    if (sending) return;
    sending = true;
    socket.send(JSON.stringify({ beat: next() } satisfies BeatMessage), () => {
      sending = false;
    });
  }
  beat();
  return () => clock.clearTimeout(timer);
}

/**
 * Sends the hub's latest screen with never more than one on its way: a browser that is slow to take
 * one skips all that came meanwhile and gets the newest.
 */
export function newestOnly(socket: Pick<WebSocket, 'send'>, hub: Pick<ScreenHub, 'latest'>): () => void {
  let sending = false;
  let sent: string | undefined;
  return function push(): void {
    const text = hub.latest();
    if (sending || text === undefined || text === sent) return;
    sending = true;
    sent = text;
    socket.send(text, (error) => {
      sending = false;
      // With an error the socket is closing; its browser asks again by itself.
      if (!error) push();
    });
  };
}
