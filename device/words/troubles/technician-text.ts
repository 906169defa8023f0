/** For the technician who has to repair it. One thought a sentence; `todo` in the order in which it should be tried. */
export interface TechnicianText {
  readonly title: string;
  /** What stands on the glass; absent where the kiosk did not start or the citizen is told something else. */
  readonly citizenSees?: string;
  readonly means: string;
  readonly todo: readonly string[];
}
