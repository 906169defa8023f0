export interface WireAccess {
  readonly register: string;
  readonly title: string;
  readonly reader: string;
  readonly at: string;
}

export interface WireAccesses {
  readonly key: string;
  readonly accesses: readonly WireAccess[];
}

export interface WireReserveRequest {
  readonly kiosk: string;
  readonly count: number;
  readonly epoch: number | null;
}

export interface WireReferences {
  readonly key: string;
  readonly references: readonly string[];
  readonly epoch: number;
}

/** An application that a kiosk took offline. `sealed`: age, Base64. */
export interface WireMergeRequest {
  readonly kiosk: string;
  readonly reference: string;
  readonly ticket: string | null;
  readonly takenAt: string;
  readonly sealed: string;
}

export interface WireMergedApplication {
  readonly key: string;
  readonly reference: string;
}
