import type { TechnicianMessage, TechnicianRequest, TechnicianState } from '../../device/screen/technician.ts';

/** First wait before a lost connection is tried again, in ms; it doubles. */
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8_000;

export interface TechnicianListeners {
  readonly onState: (state: TechnicianState) => void;
  /** What is shown may be old. */
  readonly onLost: () => void;
  /** Another link is needed. */
  readonly onRefused: () => void;
}

export interface TechnicianLine {
  tryNow(): void;
}

/** The page's one line to the kiosk. The code opens once; what it gives is kept in this page and nowhere else. */
export function openLine(code: string, { onState, onLost, onRefused }: TechnicianListeners): TechnicianLine {
  let socket: WebSocket;
  let session: string | null = null;
  let refused = false;
  let retryMs = FIRST_RETRY_MS;

  const send = (request: TechnicianRequest) => socket.send(JSON.stringify(request));

  function take(message: TechnicianMessage): void {
    switch (message.kind) {
      case 'entered':
        session = message.session;
        retryMs = FIRST_RETRY_MS;
        break;
      case 'state':
        onState(message.state);
        break;
      case 'refused':
        refused = true;
        onRefused();
        break;
      default:
        message satisfies never;
    }
  }

  function connect(): void {
    const made = new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}/technician/socket`);
    socket = made;
    made.onopen = () => send(session === null ? { do: 'enter', code } : { do: 'resume', session });
    made.onmessage = ({ data }) => take(JSON.parse(String(data)) as TechnicianMessage);
    made.onclose = () => {
      if (refused) return;
      onLost();
      window.setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    };
  }

  connect();
  return {
    tryNow() {
      if (socket.readyState === WebSocket.OPEN) send({ do: 'try-now' });
    },
  };
}
