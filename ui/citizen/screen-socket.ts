import type { GlassMessage, HeardMessage } from '../../device/screen/glass-message.ts';
import type { Screen } from '../../device/screen/screen.ts';
import type { Intent } from '../../device/words/intent.ts';

/** What this file uses of a WebSocket. */
export type SocketLike = Pick<WebSocket, 'onmessage' | 'onclose' | 'send' | 'close' | 'readyState'>;

export interface SocketPorts {
  /** Opens a new connection to the device. */
  readonly open: () => SocketLike;
  readonly setTimeout: (act: () => void, ms: number) => unknown;
  readonly clearTimeout: (id: unknown) => void;
  /**
   * Goes back to the start page, which finds out who has the port now; this page asks nobody there. `null`: a page that needs no key, which
   * asks again itself.
   */
  readonly leave: (() => void) | null;
}

export interface SocketListeners {
  readonly onScreen: (screen: Screen) => void;
  /** The page has heard nothing from the device for `CLOSED_AFTER_MS`, so it may be old. */
  readonly onClosed: () => void;
  /** The device wants this page no more; it is not asked again. */
  readonly onDismissed: (why: Dismissal) => void;
}

/** Another page is the glass now; or this one never was, for it has no key. */
export type Dismissal = 'taken-over' | 'no-key';

/** `GLASS_MARK` of `device/web/glass.ts`, which a test holds together with this. */
export const FROM_START_PAGE = '#glass';
/** Close codes of `device/web/glass.ts`, which a test holds together with these. */
export const DISMISSALS: Readonly<Record<number, Dismissal>> = { 4401: 'no-key', 4409: 'taken-over' };

/** A screen without its device is a picture; after this long without a heartbeat it must not be shown as alive. */
export const CLOSED_AFTER_MS = 2_000;
/** First wait before asking again; it doubles. */
export const FIRST_RETRY_MS = 250;
/** Longest wait before asking again: the device is on the same computer. */
export const LAST_RETRY_MS = 4_000;

const OPEN = 1;
/** Close code of a socket whose other end did not close it [RFC 6455 §7.1.5]. */
const ABNORMAL = 1_006;

/**
 * The one line to the device. Every connection brings the current screen by itself, so coming back is asking. An intent
 * while nobody listens is dropped: nothing that a citizen touched may happen later.
 */
export class ScreenSocket {
  readonly #ports: SocketPorts;
  readonly #listeners: SocketListeners;
  #socket: SocketLike | null = null;
  #silence: unknown = null;
  /** It has been said; it need not be said again before there was a screen. */
  #closed = false;
  #retryMs = FIRST_RETRY_MS;
  /** Another connection to the same process follows, when it is heard again and has closed this one; `null`: none. */
  #renewal: 'when-heard' | 'when-closed' | null = null;
  /** The newest heartbeat of this connection. */
  #beat = 0;

  constructor(ports: SocketPorts, listeners: SocketListeners) {
    this.#ports = ports;
    this.#listeners = listeners;
  }

  start(): void {
    this.#expectBeat();
    this.#connect();
  }

  /** What was done on the screen with this step. `false` where nobody listened. */
  send(step: string, intent: Intent): boolean {
    const socket = this.#socket;
    if (socket?.readyState !== OPEN) return false;
    socket.send(JSON.stringify({ step, beat: this.#beat, intent }));
    return true;
  }

  /** From the last word of the device on. */
  #expectBeat(): void {
    if (this.#silence !== null) this.#ports.clearTimeout(this.#silence);
    this.#silence = this.#ports.setTimeout(() => this.#giveUp(), CLOSED_AFTER_MS);
  }

  #giveUp(): void {
    this.#silence = null;
    if (!this.#closed) this.#listeners.onClosed();
    this.#closed = true;
    const silent = this.#socket;
    // One that is silent while it is open: another connection brings the screen that is no longer shown.
    if (silent?.readyState !== OPEN) return;
    if (this.#ports.leave) {
      // The process that has this socket still has the port: its next word is the time for another connection.
      this.#renewal = 'when-heard';
      return;
    }
    this.#lost();
    silent.close();
  }

  #connect(): void {
    const socket = this.#ports.open();
    this.#socket = socket;
    this.#beat = 0;
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#receive(JSON.parse(String(data)) as GlassMessage, socket);
    };
    socket.onclose = ({ code }) => {
      if (socket !== this.#socket) return;
      const renews = this.#renewal === 'when-closed' && code !== ABNORMAL;
      this.#renewal = null;
      const why = DISMISSALS[code];
      if (why !== undefined) this.#dismissed(why);
      else if (renews) this.start();
      else this.#lost();
    };
  }

  #receive(message: GlassMessage, socket: SocketLike): void {
    if (this.#renewal !== null) {
      const isFirst = this.#renewal === 'when-heard';
      this.#renewal = 'when-closed';
      if (isFirst) socket.close();
      return;
    }
    this.#expectBeat();
    if ('beat' in message) {
      this.#beat = message.beat;
      // By this the device knows that the page is not a picture.
      socket.send(JSON.stringify({ heard: message.beat } satisfies HeardMessage));
      return;
    }
    this.#retryMs = FIRST_RETRY_MS;
    this.#closed = false;
    this.#listeners.onScreen(message.screen);
  }

  #dismissed(why: Dismissal): void {
    this.#socket = null;
    if (this.#silence !== null) this.#ports.clearTimeout(this.#silence);
    this.#silence = null;
    this.#closed = true;
    this.#listeners.onDismissed(why);
    // Another process has no use for the cookie of the one before.
    if (why === 'no-key' && this.#ports.leave) this.#ports.setTimeout(this.#ports.leave, LAST_RETRY_MS);
  }

  #lost(): void {
    this.#socket = null;
    const { leave } = this.#ports;
    if (leave) {
      if (this.#silence !== null) this.#ports.clearTimeout(this.#silence);
      this.#silence = null;
      if (!this.#closed) this.#listeners.onClosed();
      this.#closed = true;
      leave();
      return;
    }
    this.#ports.setTimeout(() => this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }
}
