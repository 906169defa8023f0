/** For the technician who repairs the trouble. Each sentence has one thought. `todo` has the best attempt first. */
export interface TechnicianText {
  readonly title: string;
  /** What stands on the glass; absent where the kiosk did not start or the citizen is told something else. */
  readonly citizenSees?: string;
  readonly means: string;
  readonly todo: readonly string[];
}
