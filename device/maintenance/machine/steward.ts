import { createConnection } from 'node:net';
import { z } from 'zod';
import type { Clock } from '../../../drivers/clock.ts';
import type { DeviceKind } from '../../../drivers/device-kinds.ts';
import { err, ok, type Result } from '../../../drivers/result.ts';
import { parseJson } from '../../words/json.ts';

/** Socket of `asan-steward.socket`, for the kiosk's user alone. */
export const STEWARD_SOCKET = '/run/asan-steward.sock';

/** A fixed request to root. `try` allows a device until it is unplugged; `keep` for ever; `drop` blocks it again. */
export type StewardCommand = 'restart' | 'power-off' | `${'try' | 'keep' | 'drop'} ${DeviceKind}`;

export type StewardTrouble = {
  readonly code: 'SVC-107' | 'SVC-108' | 'SVC-109' | 'SVC-110' | 'SVC-111';
  /** In English, for the log of the machine. */
  readonly found: string;
};

/** `socket`: USB socket of the device; absent for `restart` and `power-off`. */
export type StewardAnswer = Result<{ readonly socket?: string }, StewardTrouble>;

export type Steward = (ask: StewardCommand) => Promise<StewardAnswer>;

const answer = z.union([
  z.strictObject({ ok: z.literal(true), socket: z.string().exactOptional() }),
  z.strictObject({
    ok: z.literal(false),
    code: z.literal(['SVC-108', 'SVC-109', 'SVC-110', 'SVC-111']),
    found: z.string(),
  }),
]);

/** Longest wait in ms: the service may take 60 s. */
const ANSWER_MS = 65_000;
/** Longest answer in characters. */
const MOST_LETTERS = 4_096;

/** Asks the machine's steward. Never rejects: without a usable answer the result is SVC-107. */
export function connectSteward({
  clock,
  path = STEWARD_SOCKET,
}: {
  readonly clock: Clock;
  readonly path?: string;
}): Steward {
  return (ask) =>
    new Promise((resolve) => {
      let said = '';
      const socket = createConnection(path);
      const end = (result: StewardAnswer) => {
        clock.clearTimeout(limit);
        socket.destroy();
        resolve(result);
      };
      const away = (found: string) => end(err({ code: 'SVC-107', found }));
      const limit = clock.setTimeout(() => away('no answer'), ANSWER_MS);
      socket.setEncoding('utf8');
      socket.on('connect', () => socket.end(`${ask}\n`));
      socket.on('data', (text: string) => {
        said += text;
        if (said.length > MOST_LETTERS) away('too long an answer');
      });
      socket.on('error', ({ message }) => away(message));
      socket.on('end', () => {
        const parsed = answer.safeParse(parseJson(said));
        if (!parsed.success) return away('an answer that the kiosk does not know');
        const { data } = parsed;
        end(
          data.ok
            ? ok(data.socket === undefined ? {} : { socket: data.socket })
            : err({ code: data.code, found: data.found }),
        );
      });
    });
}
