import type { Settlement } from '../ledger/settlement.ts';

/** Keeps the settlement away from an application while a visit, or an action that outlives the visit, works on the application. */
export function createVisitClaims(settlement: Pick<Settlement, 'claim'>) {
  const held = new Map<string, () => void>();
  return {
    take(id: string): void {
      if (!held.has(id)) held.set(id, settlement.claim(id));
    },
    release(): void {
      for (const release of held.values()) release();
      held.clear();
    },
    async during<T>(id: string, work: () => Promise<T>): Promise<T> {
      const release = settlement.claim(id);
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}

export type Claims = ReturnType<typeof createVisitClaims>;
