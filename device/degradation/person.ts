import { MONITORED_FUNCTION_IDS, type MonitoredFunctionId } from './channels.ts';
import type { UseOutcome } from './evidence.ts';

export type AttemptOutcome = 'good' | 'failed' | 'abandoned';

interface Tries {
  readonly good: number;
  readonly failed: number;
  readonly abandoned: number;
}

const NONE: Tries = { good: 0, failed: 0, abandoned: 0 };

/** Counts the tries of one person. The next person gets a new counter. */
export function createAttemptCounter() {
  const tries = new Map<MonitoredFunctionId, Tries>();
  return {
    add(channel: MonitoredFunctionId, ended: AttemptOutcome): void {
      const before = tries.get(channel) ?? NONE;
      tries.set(channel, { ...before, [ended]: before[ended] + 1 });
    },
    outcomes: (): readonly (readonly [MonitoredFunctionId, UseOutcome])[] =>
      MONITORED_FUNCTION_IDS.flatMap((channel) => {
        const its = tries.get(channel);
        return its ? [[channel, outcomeOf(its)] as const] : [];
      }),
  };
}

export type AttemptCounter = ReturnType<typeof createAttemptCounter>;

function outcomeOf({ good, failed }: Tries): UseOutcome {
  if (good > 0) return failed > 0 ? 'repeated' : 'good';
  return failed > 0 ? 'failed' : 'abandoned';
}
