/** How the citizen wants to see it; forgotten with the visit. */
export interface Display {
  readonly contrast: boolean;
  /** Per cent of the whole layout. */
  readonly text: 100 | 130 | 200;
  /** Everything below 1 220 mm. */
  readonly lower: boolean;
}
