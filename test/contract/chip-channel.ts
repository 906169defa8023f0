import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { ApduChannel, ChannelTrouble } from '../../drivers/id-reader/apdu/channel.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { ChipSimulator } from '../../simulators/id-reader/emrtd/chip.ts';

export interface ChipChannelOptions {
  readonly clock: Clock;
  /** In bytes. Default: the longest that ISO 7816-4 allows. */
  readonly maxCommandBytes?: number;
  readonly maxResponseBytes?: number;
}

/** ISO 14443-4's longest waiting time for a silent chip. */
const SILENCE_MS = 5_000;
/** Bytes: header, two extended length fields, 65,535 data bytes. */
const LONGEST_COMMAND_BYTES = 65_544;
const LONGEST_RESPONSE_BYTES = 65_538;

/** Channel to a simulated chip on a transparent reader. The channel ends when the chip is moved away. */
export function chipChannel(chip: ChipSimulator, options: ChipChannelOptions): ApduChannel {
  const { clock } = options;
  const gone = emitter<void>();
  let over = chip.state().position === 'away';
  const stop = chip.onChange(({ position }) => {
    if (over || position !== 'away') return;
    over = true;
    gone.emit();
    gone.clear();
    stop();
  });

  return {
    maxCommandBytes: options.maxCommandBytes ?? LONGEST_COMMAND_BYTES,
    maxResponseBytes: options.maxResponseBytes ?? LONGEST_RESPONSE_BYTES,
    async transmit(command, signal) {
      await Promise.resolve();
      if (signal.aborted) return err({ code: 'RDR-204', kind: 'aborted' });
      if (over) return err({ code: 'RDR-201', kind: 'removed' });
      const answer = chip.exchange(command);
      if (over) return err({ code: 'RDR-201', kind: 'removed' });
      const [result, afterMs] = answer
        ? ([ok(answer.bytes), answer.afterMs] as const)
        : ([err({ code: 'RDR-202', kind: 'silent' } as const), SILENCE_MS] as const);
      return afterMs === 0 ? result : later(result, afterMs, signal);
    },
    onGone: gone.on,
  };

  type Answer = Result<Uint8Array, ChannelTrouble>;

  function later(result: Answer, afterMs: number, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve) => {
      const settle = (how: Answer) => {
        clock.clearTimeout(timer);
        signal.removeEventListener('abort', aborted);
        forget();
        resolve(how);
      };
      const aborted = () => settle(err({ code: 'RDR-204', kind: 'aborted' }));
      const timer = clock.setTimeout(() => settle(result), afterMs);
      const forget = gone.on(() => settle(err({ code: 'RDR-201', kind: 'removed' })));
      signal.addEventListener('abort', aborted, { once: true });
    });
  }
}
