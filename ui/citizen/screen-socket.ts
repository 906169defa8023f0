import type { HeartbeatReply, PageMessage } from '../../device/screen/glass-message.ts';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import type { Intent } from '../../device/words/intent.ts';
import type { KeypadKeyMessage } from '../../device/words/sound.ts';

export type SocketLike = Pick<WebSocket, 'onmessage' | 'onclose' | 'send' | 'close' | 'readyState'>;

export interface SocketPorts {
  readonly open: () => SocketLike;
  readonly setTimeout: (act: () => void, ms: number) => unknown;
  readonly clearTimeout: (id: unknown) => void;
  /**
   * Goes to the start page, which finds out which program has the port; this page asks nothing on that port. `null`: a page without a key
   * reconnects itself.
   */
  readonly leave: (() => void) | null;
}

export interface SocketListeners {
  readonly onScreen: (screen: CitizenScreen) => void;
  /** Called when the page may be old: after `LONGEST_SCREEN_SILENCE_MS` without a message, or if the socket is lost, before `leave`. */
  readonly onClosed: () => void;
  readonly onDismissed: (why: PageDismissalReason) => void;
  readonly onKey: (press: KeypadKeyMessage) => void;
}

export type PageDismissalReason = 'taken-over' | 'no-key';

/** `FROM_START_PAGE_HASH` of `device/web/glass.ts`; a test keeps them equal. */
export const FROM_START_PAGE = '#glass';
/** Close codes of `device/web/glass.ts`; a test keeps them equal. */
export const DISMISSAL_BY_CLOSE_CODE: Readonly<Record<number, PageDismissalReason>> = {
  4401: 'no-key',
  4409: 'taken-over',
};

/** Longest silence: after it the screen must not look alive. */
export const LONGEST_SCREEN_SILENCE_MS = 2_000;
/** First pause; it doubles with each retry. */
export const FIRST_RETRY_MS = 250;
/** Longest pause of retries: the device is on the same computer. */
export const LAST_RETRY_MS = 4_000;

const OPEN = 1;
/** Code if the other end did not close the socket [RFC 6455 §7.1.5]. */
const ABNORMAL = 1_006;

/** Each connection brings the current screen. Without one, intents are dropped: no touch may act later. */
export class ScreenSocket {
  readonly #ports: SocketPorts;
  readonly #listeners: SocketListeners;
  #socket: SocketLike | null = null;
  #silence: unknown = null;
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

  /** Covers the page and drops the socket, then does what it does after a lost connection. */
  abandon(): void {
    const left = this.#socket;
    if (!left) return;
    if (!this.#closed) this.#listeners.onClosed();
    this.#closed = true;
    this.#renewal = null;
    this.#lost();
    left.close();
  }

  send(step: string, intent: Intent): boolean {
    const socket = this.#socket;
    if (socket?.readyState !== OPEN) return false;
    socket.send(JSON.stringify({ step, beat: this.#beat, intent }));
    return true;
  }

  #expectBeat(): void {
    if (this.#silence !== null) this.#ports.clearTimeout(this.#silence);
    this.#silence = this.#ports.setTimeout(() => this.#giveUp(), LONGEST_SCREEN_SILENCE_MS);
  }

  #giveUp(): void {
    this.#silence = null;
    if (!this.#closed) this.#listeners.onClosed();
    this.#closed = true;
    const silent = this.#socket;
    // If the silent socket is open, another connection brings the screen.
    if (silent?.readyState !== OPEN) return;
    if (this.#ports.leave) {
      // The open socket shows that its process has the port, so the page reconnects at the next message.
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
      if (socket === this.#socket) this.#receive(JSON.parse(String(data)) as PageMessage, socket);
    };
    socket.onclose = ({ code }) => {
      if (socket !== this.#socket) return;
      const renews = this.#renewal === 'when-closed' && code !== ABNORMAL;
      this.#renewal = null;
      const why = DISMISSAL_BY_CLOSE_CODE[code];
      if (why !== undefined) this.#dismissed(why);
      else if (renews) this.start();
      else this.#lost();
    };
  }

  #receive(message: PageMessage, socket: SocketLike): void {
    if (this.#renewal !== null) {
      const isFirst = this.#renewal === 'when-heard';
      this.#renewal = 'when-closed';
      if (isFirst) socket.close();
      return;
    }
    this.#expectBeat();
    if ('beat' in message) {
      this.#beat = message.beat;
      socket.send(JSON.stringify({ heard: message.beat } satisfies HeartbeatReply));
      return;
    }
    if ('key' in message) {
      if (!this.#closed) this.#listeners.onKey(message);
      return;
    }
    this.#retryMs = FIRST_RETRY_MS;
    this.#closed = false;
    this.#listeners.onScreen(message.screen);
  }

  #dismissed(why: PageDismissalReason): void {
    this.#socket = null;
    if (this.#silence !== null) this.#ports.clearTimeout(this.#silence);
    this.#silence = null;
    this.#closed = true;
    this.#listeners.onDismissed(why);
    // The page has the cookie of an earlier process: the start page gets another.
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
