/** One thought a sentence. Steps of `todo` start with a verb, the best attempt first. */
export interface TechnicianText {
  readonly title: string;
  /** Absent: no start, or the citizen sees something else. */
  readonly citizenSees?: string;
  readonly means: string;
  readonly todo: readonly string[];
}
