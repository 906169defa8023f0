/** What the dock shows of the kiosk's machines. */
export interface MachineFeed {
  /** Where the machines are now, outermost first, such as `['open', 'visiting', 'paying', 'selling']`. */
  current(): readonly string[];
  onChange(listener: () => void): () => void;
}
