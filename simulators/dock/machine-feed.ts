export interface StateMachineFeed {
  /** Current states, outermost first, such as `['open', 'visiting', 'paying', 'selling']`. */
  current(): readonly string[];
  onChange(listener: () => void): () => void;
}
