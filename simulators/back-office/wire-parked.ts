/* Bodies of parked visits, of `device/back-office/openapi.yaml`. */

export interface WireParkRequest {
  readonly kiosk: string;
  /** Base64. */
  readonly sealed: string;
  /** ISO date-time. */
  readonly until: string;
}

export interface WireParkedVisit extends Omit<WireParkRequest, 'kiosk'> {
  readonly key: string;
}
