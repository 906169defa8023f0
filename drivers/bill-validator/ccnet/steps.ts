import { emitter } from '../../emitter.ts';

/** Conditions that are looked at whenever something has happened. */
export interface Steps {
  happened(): void;
  /** Whether the condition came to hold before one of the signals was aborted. */
  until(condition: () => boolean, ...signals: readonly AbortSignal[]): Promise<boolean>;
}

export function createSteps(): Steps {
  const steps = emitter<void>();
  return {
    happened: () => steps.emit(),
    until(condition, ...signals) {
      return new Promise((resolve) => {
        const settle = (held: boolean) => {
          stop();
          for (const signal of signals) signal.removeEventListener('abort', giveUp);
          resolve(held);
        };
        const giveUp = () => settle(false);
        const stop = steps.on(() => {
          if (condition()) settle(true);
        });
        for (const signal of signals) signal.addEventListener('abort', giveUp, { once: true });
        if (condition()) settle(true);
        else if (signals.some(({ aborted }) => aborted)) giveUp();
      });
    },
  };
}
