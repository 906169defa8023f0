import type { WebSocket } from '@fastify/websocket';
import type { Clock } from '../../drivers/clock.ts';
import type { Log } from '../log/log.ts';
import type { HeartbeatMessage } from '../screen/glass-message.ts';
import type { MutableWebCounters } from './counters.ts';
import { createHeartbeats, HEARTBEAT_MS, OLDEST_HEARTBEAT_MS } from './heartbeats.ts';
import type { IntentRefusal, ScreenHub } from './hub.ts';
import { parseHeartbeatReply, parseIntentMessage } from './intent.ts';
import type { PageHealth } from './page-life.ts';

/** Longest message in bytes; the longest intent has under 250. */
export const MAX_MESSAGE_BYTES = 1_024;

export interface SocketParts {
  readonly hub: ScreenHub;
  readonly log: Log;
  readonly counters: MutableWebCounters;
  readonly clock: Clock;
  readonly page: PageHealth;
}

/** Serves one browser: sends the current screen, its changes and heartbeats, and passes its intents to the hub. */
export function serveSocket(socket: WebSocket, { hub, log, counters, clock, page }: SocketParts): void {
  const beats = createHeartbeats(clock);
  const push = sendNewestOnly(socket, hub);
  const stopListening = hub.onShown(push);
  const stopKeys = hub.onKey((press) => socket.send(JSON.stringify(press)));
  counters.sockets += 1;

  function refuse(reason: IntentRefusal): void {
    counters.intentsRefused[reason] += 1;
    log.event('intent.refused', { reason });
  }

  socket.on('message', (data, isBinary) => {
    const text = isBinary ? '' : data.toString();
    const heard = parseHeartbeatReply(text);
    // An answer from a page that was blocked also shows life; its touches are judged below.
    if (heard !== undefined) return Number.isFinite(beats.ageMs(heard)) ? page.heard() : refuse('late');
    const message = parseIntentMessage(text);
    if (!message) return refuse('malformed');
    if (beats.ageMs(message.beat) > OLDEST_HEARTBEAT_MS) return refuse('late');
    const outcome = hub.offer(message);
    if (outcome === 'taken') counters.intentsTaken += 1;
    else refuse(outcome);
  });
  // After a bad frame, ws closes the socket.
  socket.on('error', () => refuse('malformed'));
  const stopBeating = beating(socket, clock, beats.next);
  socket.on('close', () => {
    stopBeating();
    stopListening();
    stopKeys();
    counters.sockets -= 1;
  });
  push();
}

/** One at a time: a browser that reads nothing gets no further heartbeat. */
function beating(socket: Pick<WebSocket, 'send'>, clock: Clock, next: () => number): () => void {
  let timer: unknown;
  let sending = false;
  function beat(): void {
    timer = clock.setTimeout(beat, HEARTBEAT_MS);
    if (sending) return;
    sending = true;
    socket.send(JSON.stringify({ beat: next() } satisfies HeartbeatMessage), () => {
      sending = false;
    });
  }
  beat();
  return () => clock.clearTimeout(timer);
}

/** Sends the latest screen, one at a time: a slow browser skips the screens between and gets the newest. */
export function sendNewestOnly(socket: Pick<WebSocket, 'send'>, hub: Pick<ScreenHub, 'latest'>): () => void {
  let sending = false;
  let sent: string | undefined;
  return function push(): void {
    const text = hub.latest();
    if (sending || text === undefined || text === sent) return;
    sending = true;
    sent = text;
    socket.send(text, (error) => {
      sending = false;
      // After an error the browser reconnects.
      if (!error) push();
    });
  };
}
