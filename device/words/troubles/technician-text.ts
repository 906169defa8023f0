/** One thought a sentence. Each step of `todo` starts with a verb; the best attempt comes first. */
export interface TechnicianText {
  readonly title: string;
  /** Absent: no start, or the citizen sees something else. */
  readonly citizenSees?: string;
  readonly means: string;
  readonly todo: readonly string[];
}
