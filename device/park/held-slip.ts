import type { SealedVisit } from './seal.ts';

/** Key of a scanned slip and its sealed visit, until the visit is opened. No state machine has them, because a bug report prints the machines. */
export interface HeldSlip {
  hold(key: Uint8Array): void;
  key(): Uint8Array | null;
  keep(sealed: SealedVisit): void;
  sealed(): SealedVisit | null;
  /** Forgets key and content of the opened visit. */
  noteOpened(id: string, service: string): void;
  /** Id of the opened visit, if it is of this service. */
  opened(service: string): string | null;
  forget(): void;
}

export function createHeldSlip(): HeldSlip {
  let slip: { readonly key: Uint8Array; sealed: SealedVisit | null } | null = null;
  let opened: { readonly id: string; readonly service: string } | null = null;
  const forget = () => {
    slip?.key.fill(0);
    slip = null;
    opened = null;
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
    noteOpened(id, service) {
      forget();
      opened = { id, service };
    },
    opened: (service) => (opened?.service === service ? opened.id : null),
    forget,
  };
}
