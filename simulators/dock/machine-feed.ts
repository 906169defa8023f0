export interface MachineFeed {
  /** Outermost first, such as `['open', 'visiting', 'paying', 'selling']`. */
  current(): readonly string[];
  onChange(listener: () => void): () => void;
}
