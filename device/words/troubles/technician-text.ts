/** Text about a trouble: one thought a sentence. Steps of `todo` start with a verb, the best attempt first. */
export interface TechnicianText {
  readonly title: string;
  /** Absent: the kiosk does not start, or the citizen sees another text. */
  readonly citizenSees?: string;
  readonly means: string;
  readonly todo: readonly string[];
}
