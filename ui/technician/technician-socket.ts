import type { KioskStateForTechnician, TechnicianMessage, TechnicianRequest } from '../../device/screen/technician.ts';
import type { DeviceKind } from '../../drivers/device-kinds.ts';

/** First pause before a retry, in ms; each pause is twice as long. */
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8_000;

export interface TechnicianListeners {
  readonly onState: (state: KioskStateForTechnician) => void;
  /** The page may show old data. */
  readonly onLost: () => void;
  /** Called if the kiosk demands a code, or another code. */
  readonly onRefused: () => void;
  readonly onTakenOver: () => void;
}

/** The page's socket to the kiosk. It connects at once: after a reload the browser still has its cookie. */
export function openTechnicianSocket({ onState, onLost, onRefused, onTakenOver }: TechnicianListeners) {
  let socket: WebSocket;
  let ended = false;
  let retryMs = FIRST_RETRY_MS;

  function end(told: () => void): void {
    ended = true;
    told();
  }

  function take(message: TechnicianMessage): void {
    switch (message.kind) {
      case 'state':
        retryMs = FIRST_RETRY_MS;
        onState(message.state);
        break;
      case 'refused':
        end(onRefused);
        break;
      case 'taken-over':
        end(onTakenOver);
        break;
      default:
        message satisfies never;
    }
  }

  function connect(): void {
    ended = false;
    const made = new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}/technician/socket`);
    socket = made;
    made.onmessage = ({ data }) => take(JSON.parse(String(data)) as TechnicianMessage);
    made.onclose = () => {
      if (ended) return;
      onLost();
      window.setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    };
  }

  async function enter(code: string): Promise<void> {
    const { ok } = await fetch('/technician/enter', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: code,
    });
    if (ok) connect();
    else onRefused();
  }

  function ask(request: TechnicianRequest): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(request));
  }

  connect();
  return {
    tryNow: () => ask({ do: 'try-now' }),
    cleaned: (device: DeviceKind) => ask({ do: 'cleaned', device }),
    /** Sends the code for a cookie that no script can read; calls `onRefused` if the code is wrong. */
    enter: (code: string) => void enter(code).catch(onLost),
  };
}

export type TechnicianSocket = ReturnType<typeof openTechnicianSocket>;
