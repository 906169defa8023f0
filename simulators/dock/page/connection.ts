import type { DockCommand } from '../commands.ts';
import type { DockMessage } from '../state.ts';

const TRY_AGAIN_MS = 700;

export type DockConnection = ReturnType<typeof connect>;

/**
 * Opens the page's socket, which reconnects while the page is open. Each connection begins with the whole state, so drop the old state in
 * `opened`.
 */
export function connect(listener: { opened(): void; message(message: DockMessage): void; lost(): void }) {
  let socket: WebSocket | undefined;
  let timer: number | undefined;

  function open(): void {
    const made = new WebSocket(new URL('/dock/socket', location.href.replace(/^http/, 'ws')));
    socket = made;
    made.onopen = () => listener.opened();
    made.onmessage = ({ data }) => listener.message(JSON.parse(data as string) as DockMessage);
    made.onclose = () => {
      listener.lost();
      timer = window.setTimeout(open, TRY_AGAIN_MS);
    };
  }
  open();

  return {
    send(command: DockCommand) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(command));
    },
    close() {
      clearTimeout(timer);
      if (socket) socket.onclose = null;
      socket?.close();
    },
  };
}
