import type { SealedVisit } from './seal.ts';

/** Key of a scanned slip and its sealed visit, until the visit is opened. No state machine has them, because a bug report prints the machines. */
export interface HeldSlip {
  hold(key: Uint8Array): void;
  key(): Uint8Array | null;
  keep(sealed: SealedVisit): void;
  sealed(): SealedVisit | null;
  forget(): void;
}

export function createHeldSlip(): HeldSlip {
  let slip: { readonly key: Uint8Array; sealed: SealedVisit | null } | null = null;
  const forget = () => {
    slip?.key.fill(0);
    slip = null;
  };
  return {
    hold(key) {
      forget();
      slip = { key: Uint8Array.from(key), sealed: null };
    },
    key: () => slip?.key ?? null,
    keep(sealed) {
      if (slip) slip.sealed = sealed;
    },
    sealed: () => slip?.sealed ?? null,
    forget,
  };
}
