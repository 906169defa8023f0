/** Text for the technician. Each sentence has one thought. Each step of `todo` starts with a verb; the best attempt comes first. */
export interface TechnicianText {
  readonly title: string;
  /** Text on the page; absent if the kiosk did not start or the citizen sees something else. */
  readonly citizenSees?: string;
  readonly means: string;
  readonly todo: readonly string[];
}
