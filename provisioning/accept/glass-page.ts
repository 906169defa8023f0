import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { packageFile } from '../../device/files/package-root.ts';
import { createLog } from '../../device/log/log.ts';
import { waitForFirst } from '../../device/maintenance/devices/wait.ts';
import type { AcceptanceScreen, AcceptanceTouch } from '../../device/screen/acceptance.ts';
import { createPageAdmission } from '../../device/web/glass.ts';
import { createScreenHub } from '../../device/web/hub.ts';
import { startWebServer, type WebServer, WebStartError } from '../../device/web/server.ts';
import { parseJson } from '../../device/words/json.ts';
import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { type AcceptanceFinding, failedStep } from './result.ts';

type WithoutId<S> = S extends unknown ? Omit<S, 'id'> : never;
type Shown = WithoutId<AcceptanceScreen>;

export interface AcceptancePage {
  readonly trouble: AcceptanceFinding | null;
  isShown(): boolean;
  shown(limitMs: number): Promise<boolean>;
  /** `null` after the limit or `stop`. */
  touched(screen: Shown, limitMs: number): Promise<AcceptanceTouch | null>;
  rest(): void;
  /** Only a new screen reads a new udev rule of the panel. */
  forget(): void;
  close(): Promise<void>;
}

export interface AcceptancePageOptions {
  /** Port of the kiosk's page: the browser opens no other. */
  readonly port: number;
  readonly ledgerFile: string;
  readonly clock: Clock;
  readonly stop: AbortSignal;
  readonly restLines: readonly string[];
  readonly pageDir?: string;
}

const touchSchema = z.strictObject({ id: z.int(), x: z.number().min(0).max(1), y: z.number().min(0).max(1) });

/**
 * Serves the page in place of the stopped kiosk, at its port, only to the browser that has the key of the glass. Afterwards the browser
 * returns to its start page, which waits for the kiosk.
 */
export async function openAcceptancePage(options: AcceptancePageOptions): Promise<AcceptancePage> {
  const { port, ledgerFile, clock, stop, restLines, pageDir = packageFile('dist/acceptance') } = options;
  const page = createPage(restLines);
  const log = createLog({ write: () => undefined, now: () => new Date() });
  const glass = createPageAdmission({ ledgerFile, clock, randomBytes, log });
  let web: WebServer | null = null;
  let found: AcceptanceFinding | null = null;
  try {
    web = await startWebServer({
      port,
      uiDir: pageDir,
      hub: createScreenHub(),
      glass,
      log,
      clock,
      heartbeats: 'none',
      health: () => ({ ready: false, devices: {} }),
      plugins: [
        async (app) => {
          app.get('/socket/acceptance', { websocket: true }, (socket, { headers }) => {
            if (glass.seat(socket, headers.cookie)) page.serve(socket);
          });
        },
      ],
    });
  } catch (error) {
    if (!(error instanceof WebStartError)) throw error;
    found = failedStep(error.code, error.message);
  }
  const within = (limitMs: number) => ({ clock, limitMs, signal: stop });
  return {
    trouble: found,
    isShown: page.isShown,
    shown: async (limitMs) =>
      page.isShown() || (await waitForFirst<true>((give) => page.onShown(() => give(true)), within(limitMs))) === true,
    touched(screen, limitMs) {
      const id = page.show(screen);
      return waitForFirst<AcceptanceTouch>(
        (give) => page.onTouch((touch) => touch.id === id && give(touch)),
        within(limitMs),
      );
    },
    rest: page.rest,
    forget: page.forget,
    close: async () => web?.close(),
  };
}

interface Line {
  send(text: string): void;
  on(event: 'message', listener: (data: { toString(): string }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

function createPage(restLines: readonly string[]) {
  const touches = emitter<AcceptanceTouch>();
  const shown = emitter<void>();
  let screen: AcceptanceScreen = { show: 'rest', id: 0, lines: restLines };
  let seated: Line | undefined;
  let isForgotten = false;
  const send = () => seated?.send(JSON.stringify(screen));
  const show = (next: Shown): number => {
    screen = { ...next, id: screen.id + 1 };
    send();
    return screen.id;
  };
  return {
    show,
    rest: () => void show({ show: 'rest', lines: restLines }),
    forget() {
      isForgotten = true;
    },
    isShown: () => seated !== undefined && !isForgotten,
    onShown: shown.on,
    onTouch: touches.on,
    serve(socket: Line): void {
      seated = socket;
      isForgotten = false;
      socket.on('message', (data) => {
        const touch = touchSchema.safeParse(parseJson(data.toString()));
        if (touch.success) touches.emit(touch.data);
      });
      socket.on('close', () => {
        if (seated === socket) seated = undefined;
      });
      send();
      shown.emit();
    },
  };
}
