import type { IntentMessage } from '../../device/screen/intent.ts';
import type { Screen, ScreenMessage } from '../../device/screen/screen.ts';

/** What this file uses of a WebSocket. */
export type SocketLike = Pick<WebSocket, 'onmessage' | 'onclose' | 'send' | 'readyState'>;

export interface SocketPorts {
  /** Opens a new connection to the device. */
  readonly open: () => SocketLike;
  readonly setTimeout: (act: () => void, ms: number) => unknown;
  readonly clearTimeout: (id: unknown) => void;
}

export interface SocketListeners {
  readonly onScreen: (screen: Screen) => void;
  /** The device has not been heard for `CLOSED_AFTER_MS`: whatever is shown may be old. */
  readonly onClosed: () => void;
  /** The device wants this page no more; it is not asked again. */
  readonly onDismissed: (why: Dismissal) => void;
}

/** Another page is the glass now; or this one never was, for it has no key. */
export type Dismissal = 'taken-over' | 'no-key';

/** Close codes of `device/web/glass.ts`, which a test holds together with these. */
export const DISMISSALS: Readonly<Record<number, Dismissal>> = { 4401: 'no-key', 4409: 'taken-over' };

/** A screen without its device is a picture; after this long it must not be shown as alive. */
export const CLOSED_AFTER_MS = 2_000;
/** First wait before asking again; it doubles. */
export const FIRST_RETRY_MS = 250;
/** Longest wait before asking again: the device is on the same computer. */
export const LAST_RETRY_MS = 4_000;

const OPEN = 1;

/**
 * The one line to the device. Every connection brings the current screen by itself, so coming back is asking. An intent
 * while nobody listens is dropped: nothing that a citizen touched may happen later.
 */
export class ScreenSocket {
  readonly #ports: SocketPorts;
  readonly #listeners: SocketListeners;
  #socket: SocketLike | null = null;
  #closing: unknown = null;
  /** It has been said; it need not be said again before there was a screen. */
  #closed = false;
  #retryMs = FIRST_RETRY_MS;

  constructor(ports: SocketPorts, listeners: SocketListeners) {
    this.#ports = ports;
    this.#listeners = listeners;
  }

  start(): void {
    this.#expectScreen();
    this.#connect();
  }

  /** `false` where nobody listened. */
  send(message: IntentMessage): boolean {
    const socket = this.#socket;
    if (socket?.readyState !== OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  #expectScreen(): void {
    if (this.#closed) return;
    this.#closing ??= this.#ports.setTimeout(() => {
      this.#closing = null;
      this.#closed = true;
      this.#listeners.onClosed();
    }, CLOSED_AFTER_MS);
  }

  #connect(): void {
    const socket = this.#ports.open();
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#receive(String(data));
    };
    socket.onclose = ({ code }) => {
      if (socket !== this.#socket) return;
      const why = DISMISSALS[code];
      if (why === undefined) this.#lost();
      else this.#dismissed(why);
    };
  }

  #receive(text: string): void {
    const { screen } = JSON.parse(text) as ScreenMessage;
    this.#retryMs = FIRST_RETRY_MS;
    if (this.#closing !== null) this.#ports.clearTimeout(this.#closing);
    this.#closing = null;
    this.#closed = false;
    this.#listeners.onScreen(screen);
  }

  #dismissed(why: Dismissal): void {
    this.#socket = null;
    if (this.#closing !== null) this.#ports.clearTimeout(this.#closing);
    this.#closing = null;
    this.#closed = true;
    this.#listeners.onDismissed(why);
  }

  #lost(): void {
    this.#socket = null;
    this.#expectScreen();
    this.#ports.setTimeout(() => this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }
}
