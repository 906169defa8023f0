import type { Settlement } from '../ledger/settlement.ts';

/** Keeps the settlement away from an application while a visit, or an effect that outlives it, deals with it. */
export interface Claims {
  take(applicationId: string): void;
  release(): void;
  during<T>(applicationId: string, work: () => Promise<T>): Promise<T>;
}

export function claimsOf(settlement: Pick<Settlement, 'claim'>): Claims {
  const held = new Map<string, () => void>();
  return {
    take(id) {
      if (!held.has(id)) held.set(id, settlement.claim(id));
    },
    release() {
      for (const release of held.values()) release();
      held.clear();
    },
    async during(id, work) {
      const release = settlement.claim(id);
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
