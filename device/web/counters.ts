import type { RequestRefusal } from './guards.ts';
import type { IntentRefusal } from './hub.ts';

export interface WebCounters {
  readonly sockets: number;
  readonly intentsTaken: number;
  readonly intentsRefused: Readonly<Record<IntentRefusal, number>>;
  readonly requestsRefused: Readonly<Record<RequestRefusal, number>>;
  /** Connections that ended without a request. */
  readonly connectionsRefused: Readonly<Record<ConnectionRefusal, number>>;
}

/** `many`: too many at once. `slow`: the head came late. `nonsense`: no HTTP, or a head that is too long. */
export type ConnectionRefusal = 'many' | 'slow' | 'nonsense';

export type MutableWebCounters = {
  sockets: number;
  intentsTaken: number;
  readonly intentsRefused: Record<IntentRefusal, number>;
  readonly requestsRefused: Record<RequestRefusal, number>;
  readonly connectionsRefused: Record<ConnectionRefusal, number>;
};

export const zeroCounters = (): MutableWebCounters => ({
  sockets: 0,
  intentsTaken: 0,
  intentsRefused: { malformed: 0, stale: 0, 'unknown-step': 0, late: 0 },
  requestsRefused: { host: 0, origin: 0 },
  connectionsRefused: { many: 0, slow: 0, nonsense: 0 },
});
