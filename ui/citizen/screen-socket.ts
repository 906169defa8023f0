import type { GlassMessage, HeardMessage } from '../../device/screen/glass-message.ts';
import type { Screen } from '../../device/screen/screen.ts';
import type { Intent } from '../../device/words/intent.ts';

export type SocketLike = Pick<WebSocket, 'onmessage' | 'onclose' | 'send' | 'close' | 'readyState'>;

export interface SocketPorts {
  readonly open: () => SocketLike;
  readonly setTimeout: (act: () => void, ms: number) => unknown;
  readonly clearTimeout: (id: unknown) => void;
  /**
   * Goes back to the start page, which finds out who has the port; this page sends no request there. `null`: a page without a key, which
   * reconnects itself.
   */
  readonly leave: (() => void) | null;
}

export interface SocketListeners {
  readonly onScreen: (screen: Screen) => void;
  /** No message for `CLOSED_AFTER_MS`: the page may be old. */
  readonly onClosed: () => void;
  readonly onDismissed: (why: Dismissal) => void;
}

/** Another page has taken over; or this page has no key. */
export type Dismissal = 'taken-over' | 'no-key';

/** `GLASS_MARK` of `device/web/glass.ts`; a test keeps both equal. */
export const FROM_START_PAGE = '#glass';
/** Close codes of `device/web/glass.ts`; a test keeps them equal. */
export const DISMISSALS: Readonly<Record<number, Dismissal>> = { 4401: 'no-key', 4409: 'taken-over' };

/** Longest silence of the device: after that, its screen must not look alive. */
export const CLOSED_AFTER_MS = 2_000;
export const FIRST_RETRY_MS = 250;
/** Longest delay of a reconnect: the device is on the same computer. */
export const LAST_RETRY_MS = 4_000;

const OPEN = 1;
/** Close code of a socket whose other end did not close it [RFC 6455 §7.1.5]. */
const ABNORMAL = 1_006;

/**
 * The socket to the device. Every connection brings the current screen. An intent without a connection is dropped: no touch of a citizen
 * may take effect later.
 */
export class ScreenSocket {
  readonly #ports: SocketPorts;
  readonly #listeners: SocketListeners;
  #socket: SocketLike | null = null;
  #silence: unknown = null;
  /** Whether `onClosed` was called since the last screen. */
  #closed = false;
  #retryMs = FIRST_RETRY_MS;
  #renewal: 'when-heard' | 'when-closed' | null = null;
  #beat = 0;

  constructor(ports: SocketPorts, listeners: SocketListeners) {
    this.#ports = ports;
    this.#listeners = listeners;
  }

  start(): void {
    this.#expectBeat();
    this.#connect();
  }

  send(step: string, intent: Intent): boolean {
    const socket = this.#socket;
    if (socket?.readyState !== OPEN) return false;
    socket.send(JSON.stringify({ step, beat: this.#beat, intent }));
    return true;
  }

  #expectBeat(): void {
    if (this.#silence !== null) this.#ports.clearTimeout(this.#silence);
    this.#silence = this.#ports.setTimeout(() => this.#giveUp(), CLOSED_AFTER_MS);
  }

  #giveUp(): void {
    this.#silence = null;
    if (!this.#closed) this.#listeners.onClosed();
    this.#closed = true;
    const silent = this.#socket;
    // An open socket is silent: another connection brings the current screen.
    if (silent?.readyState !== OPEN) return;
    if (this.#ports.leave) {
      // The process of this socket still has the port: reconnect at its next message.
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
      // This answer tells the device that the page is alive.
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
    // The cookie belongs to an earlier process.
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
