import { aborted } from '../../drivers/abort.ts';
import { pause } from '../../drivers/clock.ts';
import { createLinePort } from '../../drivers/kinds/lines.ts';
import type { LinePort, LineSpec } from '../../drivers/lines/port.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { adviceOf } from '../devices/open-device.ts';
import { type ConfirmIo, SHOW_MS } from './confirm.ts';
import type { FindTrouble } from './found.ts';

const BLINK = { onMs: 250, offMs: 250 } as const;

/** Blinks one output until the signal is aborted, for somebody to say which light it is. */
export async function blinkLine(
  spec: LineSpec,
  io: ConfirmIo,
  port: LinePort = createLinePort('libgpiod', io.clock),
): Promise<Result<void, FindTrouble>> {
  const lost = new AbortController();
  const opened = await port.openOutput(spec, BLINK, () => lost.abort());
  if (!opened.ok) return lineTrouble(spec, opened.error.code, opened.error.detail);
  io.note(`${spec.chip} line ${spec.offset} blinks`);
  await aborted(AbortSignal.any([io.signal, lost.signal]));
  await opened.value.close();
  return lost.signal.aborted ? lineTrouble(spec, 'LIN-103', 'it went away while it blinked') : ok(undefined);
}

/**
 * Which of these inputs changes while somebody opens the door or steps in front: the offset, and the level that it went to. A line that
 * another program has is left out.
 */
export async function whichLineMoves(
  specs: readonly LineSpec[],
  io: ConfirmIo,
  port: LinePort = createLinePort('libgpiod', io.clock),
): Promise<Result<{ readonly spec: LineSpec; readonly active: boolean }, FindTrouble>> {
  io.note('open the door, or step in front');
  const moved = new AbortController();
  let found: { readonly spec: LineSpec; readonly active: boolean } | undefined;
  const opened = await Promise.all(
    specs.map((spec) => {
      let rest: boolean | undefined;
      return port.openInput(
        { ...spec, direction: 'in' },
        {
          level(active) {
            rest ??= active;
            if (active === rest || found) return;
            found = { spec, active };
            moved.abort();
          },
          lost: () => undefined,
        },
      );
    }),
  );
  const lines = opened.flatMap((each) => (each.ok ? [each.value] : []));
  const [firstRefused] = opened.flatMap((each) => (each.ok ? [] : [each.error]));
  if (lines.length > 0) await pause(io.clock, SHOW_MS, AbortSignal.any([io.signal, moved.signal]));
  await Promise.all(lines.map((line) => line.close()));
  if (found) return ok(found);
  if (firstRefused && lines.length === 0) return lineTrouble(specs[0], firstRefused.code, firstRefused.detail);
  return err({ code: 'FND-108', found: 'no line has changed', fix: adviceOf('FND-108') });
}

function lineTrouble(
  spec: LineSpec | undefined,
  code: Parameters<typeof adviceOf>[0],
  detail: string,
): Result<never, FindTrouble> {
  const where = spec ? `${spec.chip} line ${spec.offset}` : 'the lines';
  return err({ code, found: `${where}: ${detail}`, fix: adviceOf(code) });
}
